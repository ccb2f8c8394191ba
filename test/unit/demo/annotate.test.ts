import { expect, test } from 'vitest';

import { annotate as annotateAll } from '../../../main/demo/annotate.ts';
import type { KnowledgeBase } from '../../../main/demo/knowledge.ts';

const annotate = (text: string, knowledgeBase: KnowledgeBase, tagPeople = false) =>
  annotateAll(text, knowledgeBase, tagPeople);

test('finds a company and says where', () => {
  expect(annotate('Kensho announced the release of NERD in 2021.', 'capiq')).toEqual({
    knowledge_base: 'capiq',
    annotations: [
      {
        start_index: 0,
        end_index: 6,
        text: 'Kensho',
        ner_score: 0.99,
        ned_score: 0.96,
        ner_type: 'ORG',
        entity_label: 'Kensho Technologies',
        entity_type: 'ORG',
        entity_kb_id: '251994106',
      },
    ],
    entity_relevance_scores: { '251994106': 1 },
  });
});

test('in reading order, each mention by itself', () => {
  const { annotations, entity_relevance_scores: scores } = annotate('IBM met Apple. IBM left.', 'capiq');
  expect(annotations.map((one) => [one.text, one.start_index, one.end_index])).toEqual([
    ['IBM', 0, 3],
    ['Apple', 8, 13],
    ['IBM', 15, 18],
  ]);
  expect(scores).toEqual({ '112350': 2 / 3, '24937': 1 / 3 });
});

test('counts code points, so that an emoji is one', () => {
  const text = '\u{1F680} Kensho';
  const [found] = annotate(text, 'capiq').annotations;
  expect(found).toMatchObject({ start_index: 2, end_index: 8 });
  expect(Array.from(text).slice(found?.start_index, found?.end_index).join('')).toBe('Kensho');
});

test('whole words only', () => {
  expect(annotate('Applesauce, IBMs and Pineapple', 'capiq').annotations).toEqual([]);
});

test('a name that is not linked has null for its entity', () => {
  const { annotations, entity_relevance_scores: scores } = annotate('Acme Holdings', 'capiq');
  expect(annotations).toMatchObject([{ ned_score: null, entity_label: null, entity_type: null, entity_kb_id: null }]);
  expect(scores).toEqual({});
});

test('wikimedia knows places too', () => {
  expect(annotate('Kensho is in Boston.', 'wikimedia').annotations).toMatchObject([
    { text: 'Kensho', ner_type: 'ORG', entity_kb_id: null },
    { text: 'Boston', ner_type: 'GPE', entity_kb_id: 'Q100' },
  ]);
});

test('people only where they are asked for, and only wikimedia knows any', () => {
  const names = (knowledgeBase: KnowledgeBase, tagPeople: boolean) =>
    annotate('Elon Musk runs Tesla.', knowledgeBase, tagPeople).annotations.map(({ text }) => text);
  expect(names('wikimedia', true)).toEqual(['Elon Musk', 'Tesla']);
  expect(names('wikimedia', false)).toEqual(['Tesla']);
  expect(names('capiq', true)).toEqual(['Tesla']);
});

test('the longest name wins; another knowledge base may cut the text elsewhere', () => {
  const text = 'Apple Park, University of Cambridge, New York Times';
  expect(annotate(text, 'wikimedia').annotations.map((one) => [one.text, one.ner_type])).toEqual([
    ['Apple Park', 'FAC'],
    ['University of Cambridge', 'ORG'],
    ['New York Times', 'ORG'],
  ]);
  expect(annotate(text, 'capiq').annotations.map((one) => one.text)).toEqual(['Apple', 'New York Times']);
});
