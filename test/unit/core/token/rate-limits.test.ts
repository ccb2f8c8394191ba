import { expect, test } from 'vitest';
import {
  clickRequestAt,
  hasJustAsked,
  lastAskedAt,
  backgroundRequestAt,
  retryAfterEnd,
} from '../../../../main/core/token/rate-limits.ts';
import { INITIAL_STATE, type TokenState } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { TEN } from '../../../support/core/run.ts';

const at = (more: Partial<TokenState>): TokenState => ({ ...INITIAL_STATE, ...more });
const times = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);

test('a pause that NERD asks for stands until its end, and for an hour at most', () => {
  const ends = [-1, 0, 1, HOUR_MS, HOUR_MS + 1].map((ms) => retryAfterEnd(at({ retryAfterAt: TEN + ms }), TEN));
  expect(ends).toEqual([undefined, undefined, TEN + 1, TEN + HOUR_MS, undefined]);
  expect(retryAfterEnd(INITIAL_STATE, TEN)).toBeUndefined();
});

test('the twenty-first request of its own accord waits until the first of them is more than an hour old', () => {
  expect(backgroundRequestAt(at({ backgroundRequests: times(19, TEN) }), TEN)).toBe(TEN);
  expect(backgroundRequestAt(at({ backgroundRequests: times(20, TEN) }), TEN)).toBe(TEN + HOUR_MS + 1);
  expect(backgroundRequestAt(at({ backgroundRequests: times(20, TEN) }), TEN + 2 * HOUR_MS)).toBe(TEN + 2 * HOUR_MS);
});

test('requests that a clock turned back shows in the future hold nothing off', () => {
  const turnedBack = at({ backgroundRequests: times(20, TEN + MINUTE_MS), clickedAt: TEN + MINUTE_MS });
  expect(backgroundRequestAt(turnedBack, TEN)).toBe(TEN);
  expect(clickRequestAt(turnedBack, TEN)).toBe(TEN);
  expect(hasJustAsked(turnedBack, TEN)).toBe(false);
});

test('a pause of keeping fresh goes before all else', () => {
  const retryAfterAt = TEN + MINUTE_MS;
  expect(backgroundRequestAt(at({ retryAfterAt, pause: { untilAt: TEN + SECOND_MS } }), TEN)).toBe(TEN + SECOND_MS);
  expect(backgroundRequestAt(at({ pause: { untilAt: undefined } }), TEN)).toBe(Infinity);
  expect(backgroundRequestAt(at({ retryAfterAt }), TEN)).toBe(retryAfterAt);
});

test('a click asks five seconds after the one before, and after a pause that NERD asks for', () => {
  expect(clickRequestAt(at({ clickedAt: TEN }), TEN + SECOND_MS)).toBe(TEN + 5 * SECOND_MS);
  expect(clickRequestAt(at({ clickedAt: TEN }), TEN + 6 * SECOND_MS)).toBe(TEN + 6 * SECOND_MS);
  expect(clickRequestAt(at({ clickedAt: TEN, retryAfterAt: TEN + MINUTE_MS }), TEN)).toBe(TEN + MINUTE_MS);
});

test('an answer is new for five seconds, whoever has asked', () => {
  const asked = [at({ clickedAt: TEN }), at({ backgroundRequests: [TEN - MINUTE_MS, TEN] })];
  for (const state of asked) {
    const isNew = [0, 5 * SECOND_MS - 1, 5 * SECOND_MS].map((ms) => hasJustAsked(state, TEN + ms));
    expect(isNew).toEqual([true, true, false]);
    expect(lastAskedAt(state)).toBe(TEN);
  }
  expect(hasJustAsked(INITIAL_STATE, TEN)).toBe(false);
});
