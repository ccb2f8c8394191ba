import { describe, expect, test as example } from 'vitest';
import type { Mention } from '../../../../preload/contract/annotation.ts';
import { isLinked, markStyleOf, marksOf, piecesOf, typesOf } from '../../../../renderer/try/marked-text.ts';
import { fc, test } from '../../../support/core/property.ts';

const found = (start: number, end: number, more: Partial<Mention> = {}): Mention => ({
  knowledgeBase: 'capiq',
  start,
  end,
  nerType: 'ORG',
  nerScore: 0.9,
  nedScore: undefined,
  label: undefined,
  entityType: undefined,
  id: undefined,
  relevance: undefined,
  ...more,
});

const inReadingOrder = (entities: readonly Mention[]) =>
  [...entities].sort((a, b) => a.start - b.start || b.end - a.end);
const spans = fc
  .array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 8 })), { maxLength: 12 })
  .map((pairs) => inReadingOrder(pairs.map(([start, length]) => found(start, Math.min(start + length + 1, 50)))));

test('cut at its marks, the text is whole, and each mention is within its mark', [spans], (entities) => {
  const text = Array.from({ length: 50 }, (_, index) => String.fromCodePoint(97 + (index % 26))).join('');
  const marks = marksOf(entities);
  const pieces = piecesOf(text, marks);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.flatMap(({ mark }) => (mark === undefined ? [] : [mark]))).toEqual(marks.map((_, index) => index));
  expect(marks.flatMap((mark) => mark.entities)).toEqual(entities);
  for (const mark of marks) {
    for (const { start, end } of mark.entities) expect(mark.start <= start && end <= mark.end).toBe(true);
  }
});

describe('a mark', () => {
  example('of mentions that overlap spans them all; side by side they are two', () => {
    const marks = marksOf([found(0, 10), found(0, 5, { nerType: 'FAC' }), found(8, 12), found(12, 14)]);
    expect(marks.map(({ start, end, entities }) => [start, end, entities.length])).toEqual([
      [0, 12, 3],
      [12, 14, 1],
    ]);
    expect(marks.map(typesOf)).toEqual(['ORG · FAC', 'ORG']);
  });

  example('looks as its type; a type that nobody knows looks as a thing', () => {
    const looks = ['ORG', 'PERSON', 'GPE', 'LOC', 'FAC', 'WORK_OF_ART', '?'].map((nerType) =>
      markStyleOf({ start: 0, end: 1, entities: [found(0, 1, { nerType })] }),
    );
    expect(looks).toEqual(['org', 'person', 'place', 'place', 'place', 'thing', 'thing']);
    expect(isLinked({ start: 0, end: 1, entities: [found(0, 1), found(0, 1, { id: 'Q1' })] })).toBe(true);
    expect(isLinked({ start: 0, end: 1, entities: [found(0, 1)] })).toBe(false);
  });
});
