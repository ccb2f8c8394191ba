import { expect, test } from 'vitest';
import { endsOnTheHour, observe, livesShortly } from '../../../../main/core/token/server-habits.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { TEN } from '../../../support/core/run.ts';

const NOTHING = { onTheHour: 0, shortLives: 0 };
const ELEVEN = TEN + HOUR_MS;

test.each([
  ['well after an hour', 2 * MINUTE_MS, 1],
  ['well before the next', HOUR_MS - 2 * MINUTE_MS, 1],
  ['right after an hour', 2 * MINUTE_MS - 1, 0],
  ['right before the next', HOUR_MS - 2 * MINUTE_MS + 1, 0],
])('a token fetched %s that ends on the hour counts as a proof or does not', (_name, sinceHourMs, proofs) => {
  const fetchedAt = TEN + sinceHourMs;
  expect(observe(NOTHING, ELEVEN, fetchedAt).onTheHour).toBe(proofs);
});

test('one that shows nothing changes nothing, and one that ends elsewhere takes the proofs back', () => {
  const proved = { onTheHour: 5, shortLives: 2 };
  expect(observe(proved, undefined, TEN)).toBe(proved);
  expect(observe(proved, ELEVEN, TEN + MINUTE_MS)).toEqual({ onTheHour: 5, shortLives: 0 });
  expect(observe(proved, ELEVEN + 1, TEN + 20 * MINUTE_MS)).toEqual({ onTheHour: 0, shortLives: 0 });
});

test('lives under ten minutes are counted in a row', () => {
  const short = observe(NOTHING, TEN + 20 * MINUTE_MS - 1, TEN + 10 * MINUTE_MS);
  expect(short.shortLives).toBe(1);
  expect(observe(short, TEN + 20 * MINUTE_MS, TEN + 10 * MINUTE_MS).shortLives).toBe(0);
});

test('two tokens prove the hour, three prove short lives, and the hour goes first', () => {
  expect([1, 2].map((onTheHour) => endsOnTheHour({ onTheHour, shortLives: 0 }))).toEqual([false, true]);
  expect([2, 3].map((shortLives) => livesShortly({ onTheHour: 0, shortLives }))).toEqual([false, true]);
  expect(livesShortly({ onTheHour: 2, shortLives: 3 })).toBe(false);
});
