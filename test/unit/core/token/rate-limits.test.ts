import { describe, expect, test } from 'vitest';
import {
  backgroundRequestAt,
  clickRequestAt,
  hasJustRequested,
  lastRequestAt,
  retryAfterEnd,
} from '../../../../main/core/token/rate-limits.ts';
import { INITIAL_STATE, type TokenState } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { TEN, failed, keychainRead, granted, run, refreshWanted } from '../../../support/core/run.ts';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { EXPIRED_TOKEN, VALID_TOKEN, NOW, connected } from '../../../support/core/states.ts';

const at = (more: Partial<TokenState>): TokenState => ({ ...INITIAL_STATE, ...more });
const times = (count: number, ms: number): number[] => Array.from({ length: count }, () => ms);

test('a pause that NERD asks for stands until its end, and for an hour at most', () => {
  const ends = [-1, 0, 1, HOUR_MS, HOUR_MS + 1].map((ms) => retryAfterEnd(at({ retryAfterAt: TEN + ms }), TEN));
  expect(ends).toEqual([undefined, undefined, TEN + 1, TEN + HOUR_MS, undefined]);
  expect(retryAfterEnd(INITIAL_STATE, TEN)).toBeUndefined();
});

test('the twenty-first request of its own accord waits until the first of them is an hour old, and went out as long ago', () => {
  expect(backgroundRequestAt(at({ backgroundRequests: times(19, TEN) }), TEN)).toBe(TEN);
  expect(backgroundRequestAt(at({ backgroundRequests: times(20, TEN) }), TEN)).toBe(TEN + HOUR_MS + 30 * SECOND_MS);
  expect(backgroundRequestAt(at({ backgroundRequests: times(20, TEN) }), TEN + 2 * HOUR_MS)).toBe(TEN + 2 * HOUR_MS);
});

test('requests that a clock turned back shows in the future hold nothing off', () => {
  const turnedBack = at({ backgroundRequests: times(20, TEN + MINUTE_MS), clickedAt: TEN + MINUTE_MS });
  expect(backgroundRequestAt(turnedBack, TEN)).toBe(TEN);
  expect(clickRequestAt(turnedBack, TEN)).toBe(TEN);
  expect(hasJustRequested(turnedBack, TEN)).toBe(false);
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
    const isNew = [0, 5 * SECOND_MS - 1, 5 * SECOND_MS].map((ms) => hasJustRequested(state, TEN + ms));
    expect(isNew).toEqual([true, true, false]);
    expect(lastRequestAt(state)).toBe(TEN);
  }
  expect(hasJustRequested(INITIAL_STATE, TEN)).toBe(false);
});

const AROUND = { random: 0.5, online: true };
const WANTED: TokenEvent = { kind: 'refreshWanted' };
const requests = (state: TokenState, at: number): number => transition(state, WANTED, at, AROUND).effects.length;

/** A session whose fourth failure in a row, just now, asked for a pause. */
function pausedFor(retryAfterMs: number): TokenState {
  const asking = connected(
    { kind: 'refreshing', attempt: 3, rejections: 0, held: VALID_TOKEN },
    { requestInFlight: { of: 'session', id: 'secret-looking-id' }, clickedAt: NOW },
  );
  const answer = { ok: false, failure: { kind: 'server_error', retryAfterMs } } as const;
  return transition(asking, { kind: 'answered', id: 'secret-looking-id', answer }, NOW, AROUND).state;
}

test('a click asks as soon as the pause that NERD asked for is over, and not before', () => {
  const state = pausedFor(20 * SECOND_MS);
  expect(state.session).toMatchObject({ kind: 'retrying', retryAt: NOW + 5 * MINUTE_MS });
  expect(requests(state, NOW + 20 * SECOND_MS - 1)).toBe(0);
  expect(requests(state, NOW + 20 * SECOND_MS)).toBe(1);
});

test('a click asks even when the app itself has asked as often as it may', () => {
  const backgroundRequests = Array.from({ length: 20 }, (_none, index) => NOW - (20 - index) * MINUTE_MS);
  const waiting = connected(
    { kind: 'refreshing', attempt: 0, rejections: 0, held: undefined },
    { backgroundRequests, clickedAt: NOW - MINUTE_MS },
  );
  expect(transition(waiting, { kind: 'timeMoved' }, NOW, AROUND).effects).toEqual([]);
  expect(requests(waiting, NOW)).toBe(1);
});

test('a click while a new token is tried comes right after it, and waits if NERD then asks for a pause', () => {
  const facts = { id: 'kept', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
  const trying = connected(
    { kind: 'active', held: EXPIRED_TOKEN, refreshAt: undefined },
    {
      candidate: { kind: 'trying', facts, savedForLater: true, attempt: 1 },
      requestInFlight: { of: 'candidate', id: 'kept' },
      backgroundRequests: [NOW],
    },
  );
  const clicked = transition(trying, WANTED, NOW, AROUND);
  expect(clicked.effects).toEqual([]);
  expect(clicked.state.session.kind).toBe('refreshing');
  const failure = (retryAfterMs?: number): TokenEvent => ({
    kind: 'candidateFailed',
    id: 'kept',
    failure: { kind: 'rate_limited', retryAfterMs },
  });
  const next = transition(clicked.state, failure(), NOW + SECOND_MS, AROUND);
  expect(next.effects).toMatchObject([{ requestInFlight: { of: 'session' }, background: false }]);
  expect(transition(clicked.state, failure(MINUTE_MS), NOW + SECOND_MS, AROUND).effects).toEqual([]);
});

describe('clicks', () => {
  test('join the request under way', () => {
    expect(run([TEN, keychainRead], [TEN, refreshWanted], [TEN + 1, refreshWanted]).requests).toHaveLength(1);
  });

  test('add at most one request in five seconds', () => {
    const until = granted(TEN + 3 * MINUTE_MS);
    const { requests } = run(
      [TEN, keychainRead],
      [TEN, until],
      [TEN + 4999, refreshWanted],
      [TEN + 5000, refreshWanted],
      [TEN + 5001, until],
      [TEN + 9999, refreshWanted],
    );
    expect(requests).toEqual(['session one at 0', 'session one at 5']);
  });

  test('ask again after a rejection', () => {
    expect(run([TEN, keychainRead], [TEN, failed('refused')], [TEN + 6000, refreshWanted]).requests).toHaveLength(2);
  });

  test('ask nothing when signed out', () => {
    expect(
      run([TEN, { kind: 'keychainRead', credential: undefined, pendingCredential: undefined }], [TEN, refreshWanted])
        .requests,
    ).toEqual([]);
  });
});
