import { describe, expect, test } from 'vitest';
import type { Mention } from '../../../../preload/contract/annotation.ts';
import { defaultOrder, filteredRows, rowsOf } from '../../../../renderer/try/entity-rows.ts';

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

describe('the table', () => {
  const text = 'Apple Apple Acme Berlin';
  const apple = { label: 'Apple Inc.', id: '24937', relevance: 0.5 };
  const rows = rowsOf(text, [
    found(0, 5, apple),
    found(6, 11, apple),
    found(12, 16),
    found(17, 23, { knowledgeBase: 'wikimedia', nerType: 'GPE', label: 'Berlin', id: 'Q64', relevance: 1 }),
  ]);

  test('has each entity once, and names that are linked to none by what the text says', () => {
    expect(rows.map(({ name, mentions, type }) => [name, mentions, type])).toEqual([
      ['Apple Inc.', 2, 'ORG'],
      ['Acme', 1, 'ORG'],
      ['Berlin', 1, 'GPE'],
    ]);
  });

  test.each([
    ['relevance', ['Berlin', 'Apple Inc.', 'Acme']],
    ['mentions', ['Apple Inc.', 'Acme', 'Berlin']],
    ['name', ['Acme', 'Apple Inc.', 'Berlin']],
    ['type', ['Berlin', 'Acme', 'Apple Inc.']],
  ] as const)('by %s', (by, names) => {
    expect(filteredRows(rows, '', defaultOrder(by)).map(({ name }) => name)).toEqual(names);
  });

  test('with all the words that were typed, wherever they stand', () => {
    const names = (filter: string) => filteredRows(rows, filter, defaultOrder('name')).map(({ name }) => name);
    expect(names('APP')).toEqual(['Apple Inc.']);
    expect(names('wiki gpe')).toEqual(['Berlin']);
    expect(names('24937 org')).toEqual(['Apple Inc.']);
    expect(names('capital gpe')).toEqual([]);
  });
});
