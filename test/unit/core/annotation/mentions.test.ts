import { expect, test } from 'vitest';
import { annotationsOf } from '../../../../main/core/annotation/mentions.ts';
import { RESULTS, TEXT } from './results.ts';

test('both knowledge bases in reading order, the longer before what is in it; unlinked ones keep nothing', () => {
  const { mentions, notLocated } = annotationsOf(TEXT, RESULTS);
  expect(mentions.map(({ start, end, knowledgeBase, relevance }) => [start, end, knowledgeBase, relevance])).toEqual([
    [3, 13, 'wikimedia', undefined],
    [3, 8, 'capiq', 1],
    [17, 22, 'capiq', 1],
  ]);
  expect(mentions[0]).toMatchObject({ label: undefined, id: undefined, nerType: 'FAC' });
  expect(notLocated).toBe(1);
});
