import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../../../main/core/token/scheduler.ts';
import { INITIAL_STATE, type TokenState } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { CALM, TEN, failed, found, granted, run, wanted, woke } from '../../../support/core/run.ts';
import { lastChanceAt, refreshAt, retryAtAfter } from '../../../../main/core/token/refresh-times.ts';

describe('the network', () => {
  const around = (online: boolean) => ({ random: 0.5, online });
  const failedOnce = (): TokenState => {
    const started = transition(INITIAL_STATE, found, TEN, around(false)).state;
    return transition(started, failed('network'), TEN + SECOND_MS, around(false)).state;
  };

  test('found again makes the next try due, ten seconds after the last one', () => {
    const later = transition(failedOnce(), woke, TEN + 5 * SECOND_MS, around(true));
    expect(later.effects).toEqual([]);
    expect(later.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 10 * SECOND_MS });
    expect(transition(later.state, woke, TEN + 10 * SECOND_MS, around(true)).effects).toHaveLength(1);
  });

  test('is looked for every ten seconds while a failure stands, and not otherwise', () => {
    expect(nextDeadline(failedOnce(), TEN + SECOND_MS)).toBe(TEN + 11 * SECOND_MS);
    const { state } = run([TEN, found], [TEN, granted(TEN + HOUR_MS)]);
    expect(nextDeadline(state, TEN + 1)).toBe(TEN + MINUTE_MS + 1);
  });

  test('that is said to be missing holds a due try off for a minute, and no longer', () => {
    const state = failedOnce();
    const dueAt = TEN + 31 * SECOND_MS;
    expect(transition(state, woke, dueAt, around(false)).effects).toEqual([]);
    expect(transition(state, woke, dueAt + MINUTE_MS - 1, around(false)).effects).toEqual([]);
    expect(transition(state, woke, dueAt + MINUTE_MS, around(false)).effects).toHaveLength(1);
  });

  test('that is said to be missing does not hold a click off', () => {
    expect(transition(failedOnce(), wanted, TEN + 6 * SECOND_MS, around(false)).effects).toHaveLength(1);
  });

  test('that comes and goes cures no server that is in trouble', () => {
    const started = transition(INITIAL_STATE, found, TEN, around(true)).state;
    const limited = transition(started, failed('rate_limited', 10 * MINUTE_MS), TEN, around(false)).state;
    expect(transition(limited, woke, TEN + MINUTE_MS, around(true)).effects).toEqual([]);
  });
});

describe('tokens that end on the hour', () => {
  // Connected at 10:20; asked again at 10:45, which gained nothing.
  const AT = TEN + 20 * MINUTE_MS;
  const proved = [
    [AT, found],
    [AT, granted(TEN + HOUR_MS)],
    [TEN + 45 * MINUTE_MS, woke],
    [TEN + 45 * MINUTE_MS, granted(TEN + HOUR_MS)],
  ] as const;
  const eleven = TEN + HOUR_MS;
  /** Our clock may be ahead of NERD's. */
  const MARGIN_MS = 2 * SECOND_MS;

  test('are asked for after the hour once that is proved, and shown as refreshing in between', () => {
    const half = transition({ ...INITIAL_STATE, jitterSeed: 0.5 }, found, AT, CALM).state;
    let state = half;
    state = transition(state, granted(eleven), AT, CALM).state;
    state = transition(state, woke, eleven - 12 * MINUTE_MS, CALM).state;
    state = transition(state, granted(eleven), eleven - 12 * MINUTE_MS, CALM).state;
    expect(state.session).toMatchObject({ kind: 'active', refreshAt: eleven + MARGIN_MS + 30 * SECOND_MS });
    state = transition(state, woke, eleven, CALM).state;
    expect(state.session).toMatchObject({ kind: 'betweenTokens', nextTryAt: eleven + MARGIN_MS + 30 * SECOND_MS });
    expect(nextDeadline(state, eleven)).toBe(eleven + MARGIN_MS + 30 * SECOND_MS);
    const copy = transition(state, wanted, eleven + 1000, CALM);
    expect(copy.effects).toHaveLength(1);
  });

  test('are asked for once an hour from then on', () => {
    const { requests } = run(
      ...proved,
      [eleven, woke],
      [eleven + MARGIN_MS, woke],
      [eleven + MARGIN_MS, granted(eleven + HOUR_MS)],
      [eleven + 45 * MINUTE_MS, woke],
      [eleven + HOUR_MS, woke],
      [eleven + HOUR_MS + MARGIN_MS, woke],
    );
    expect(requests.map((request) => request.split(' at ')[1])).toEqual(['1200', '2700', '3602', '7202']);
  });

  test('are forgotten as a rule when one ends otherwise', () => {
    const at = eleven + MARGIN_MS;
    const { state } = run(...proved, [at, woke], [at, granted(eleven + 40 * MINUTE_MS)]);
    expect(state.serverHabits.onTheHour).toBe(0);
    expect(state.session).toMatchObject({ refreshAt: eleven + 25 * MINUTE_MS });
  });

  test('a token that lives an hour and was fetched at the hour proves nothing', () => {
    const { state } = run([TEN, found], [TEN, granted(TEN + HOUR_MS)]);
    expect(state.serverHabits.onTheHour).toBe(0);
  });
});

test('the first tries of all installations are spread over five minutes', () => {
  const refreshAt = (spread: number): number | undefined => {
    const started = transition({ ...INITIAL_STATE, jitterSeed: spread }, found, TEN, CALM).state;
    const { session } = transition(started, granted(TEN + HOUR_MS), TEN, CALM).state;
    return session.kind === 'active' ? session.refreshAt : undefined;
  };
  expect([refreshAt(0), refreshAt(0.5), refreshAt(1)]).toEqual(
    [45, 47.5, 50].map((minutes) => TEN + minutes * MINUTE_MS),
  );
});

test('where tokens always live under ten minutes, they are fetched when copied', () => {
  const at = (minutes: number) => TEN + minutes * MINUTE_MS;
  const { state, requests } = run(
    [at(7), found],
    [at(7), granted(at(11))],
    [at(9), woke],
    [at(9), granted(at(13))],
    [at(11), woke],
    [at(11), granted(at(15))],
    [at(40), woke],
    [at(41), wanted],
    [at(41), granted(at(45))],
    [at(50), woke],
  );
  expect(requests.map((request) => request.split(' at ')[1])).toEqual(['420', '540', '660', '2460']);
  expect(state.session).toMatchObject({ kind: 'active', refreshAt: undefined });
});

test('of its own accord the app never asks more than 20 times in any hour; clicks are not held off by that', () => {
  let state = transition(INITIAL_STATE, found, TEN, CALM).state;
  const asked: number[] = [TEN];
  // The worst of servers: each token has just ended, so that the next one is due in half a minute; and it never shows
  // that its tokens live shortly.
  const evidence = { onTheHour: 0, shortLives: 0 };
  for (let at = TEN; at < TEN + 3 * HOUR_MS; at += 5 * SECOND_MS) {
    for (const event of [granted(at), woke]) {
      const step = transition({ ...state, serverHabits: evidence }, event, at, CALM);
      state = step.state;
      if (step.effects.length > 0) asked.push(at);
    }
  }
  const inAnHour = asked.map((at) => asked.filter((other) => other >= at && other < at + HOUR_MS).length);
  expect(Math.max(...inAnHour)).toBe(20);
  const end = (asked.at(-1) ?? 0) + MINUTE_MS;
  const backgroundRequests = asked.slice(-20);
  const due: TokenState = {
    ...state,
    backgroundRequests,
    requestInFlight: undefined,
    session: { kind: 'active', held: { value: 'held', expiresAt: end + MINUTE_MS }, refreshAt: end },
  };
  expect(transition(due, woke, end, CALM).effects).toEqual([]);
  expect(nextDeadline(due, end)).toBeLessThanOrEqual((backgroundRequests[0] ?? 0) + HOUR_MS);
  expect(transition(due, wanted, end + 6 * SECOND_MS, CALM).effects).toHaveLength(1);
});

const failure = { kind: 'network' } as const;
const retryAt = (attempt: number, more: { chance?: number; atLatest?: number; retryAfterMs?: number } = {}): number => {
  const { chance = 0.5, atLatest, retryAfterMs } = more;
  return (retryAtAfter({ ...failure, retryAfterMs }, attempt, TEN, { random: chance, atLatest }) - TEN) / SECOND_MS;
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
