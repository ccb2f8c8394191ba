import { expect, test } from 'vitest';

import { annotate } from '../../../main/sandbox/annotate.ts';

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
