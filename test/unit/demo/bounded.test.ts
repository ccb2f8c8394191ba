import { expect, test } from 'vitest';
import { setBounded } from '../../../main/demo/bounded.ts';

test('a map that is full drops its oldest entries', () => {
  const map = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  setBounded(map, 'd', 4, 2);
  expect([...map]).toEqual([
    ['c', 3],
    ['d', 4],
  ]);
});

test('a key that is there already drops nothing', () => {
  const map = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  setBounded(map, 'b', 3, 2);
  expect([...map]).toEqual([
    ['a', 1],
    ['b', 3],
  ]);
});
