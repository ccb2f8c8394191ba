import { expect, test } from 'vitest';
import { refreshAt, lastChanceAt, retryAtAfter } from '../../../../../main/core/token/refresh-times.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import { TEN } from '../../../../support/core/run.ts';

const failure = { kind: 'network' } as const;
const retryAt = (attempt: number, more: { chance?: number; atLatest?: number; retryAfterMs?: number } = {}): number => {
  const { chance = 0.5, atLatest, retryAfterMs } = more;
  return (retryAtAfter({ ...failure, retryAfterMs }, attempt, TEN, { chance, atLatest }) - TEN) / SECOND_MS;
};

test('the first try lies in the spread, and at half of a short life', () => {
  const evidence = { onTheHour: 0, shortLives: 0 };
  const firstTry = (lifeMs: number, spread: number): number | undefined => {
    const at = refreshAt(
      { expiresAt: TEN + lifeMs, previousExpiresAt: undefined, serverHabits: evidence, jitterSeed: spread },
      TEN,
    );
    return at === undefined ? undefined : (at - TEN) / MINUTE_MS;
  };
  expect([0, 0.5, 1].map((spread) => firstTry(HOUR_MS, spread))).toEqual([45, 47.5, 50]);
  expect(firstTry(20 * MINUTE_MS, 0)).toBe(10);
  expect(firstTry(SECOND_MS, 0)).toBe(0.5);
});

test('a new token is a must some time before five minutes are left', () => {
  const left = [0, 0.5, 1].map((spread) => (TEN - lastChanceAt(TEN, spread)) / SECOND_MS);
  expect(left[0]).toBe(300);
  const [, middle = 0, last = 0] = left;
  expect(middle).toBeGreaterThan(300);
  expect(last - middle).toBe(middle - 300);
});

test('the tries after a failure lie further and further apart, by a fifth more or less', () => {
  expect([1, 2, 3, 4, 5, 50].map((attempt) => retryAt(attempt))).toEqual([30, 60, 120, 300, 300, 300]);
  expect([0, 1].map((chance) => retryAt(2, { chance }))).toEqual([48, 72]);
});

test('a try comes at the latest when it is a must, if that is half a minute off', () => {
  const must = (ms: number): number => retryAt(4, { atLatest: TEN + ms });
  expect([MINUTE_MS, 30 * SECOND_MS, 30 * SECOND_MS - 1, -MINUTE_MS].map(must)).toEqual([60, 30, 300, 300]);
  expect(retryAt(1, { atLatest: TEN + HOUR_MS })).toBe(30);
});

test('what NERD asks for goes before the must, and never shortens a wait', () => {
  expect(retryAt(4, { retryAfterMs: HOUR_MS, atLatest: TEN + MINUTE_MS })).toBe(3600);
  expect(retryAt(4, { retryAfterMs: SECOND_MS })).toBe(300);
});
