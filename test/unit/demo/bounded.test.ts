import { expect, test } from 'vitest';
import { setBounded } from '../../../main/demo/bounded.ts';

test('above its limit a map lets go of its oldest entries', () => {
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

test('an entry that is set anew takes no further room', () => {
  const map = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  setBounded(map, 'a', 3, 2);
  expect([...map]).toEqual([
    ['a', 3],
    ['b', 2],
  ]);
});
