import { describe, expect, test } from 'vitest';
import { clockMoved } from '../../../../main/core/token/clock-shift.ts';
import type { AccessToken, Candidate, Session } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { ACTIVE, connected, ELEVEN, GOOD, NOW } from '../../../support/core/states.ts';

const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
const failure = { kind: 'network' } as const;
const moved = { shiftMs: MINUTE_MS, inDoubt: false };

test('a clock that just goes on leaves the state as it is', () => {
  const state = connected(ACTIVE);
  expect(clockMoved(state, { shiftMs: 0, inDoubt: false })).toBe(state);
});

test('time that may have passed unseen is noted, once', () => {
  const doubted = clockMoved(connected(ACTIVE), { shiftMs: 0, inDoubt: true });
  expect(doubted).toEqual(connected(ACTIVE, { timeInDoubt: true }));
  expect(clockMoved(doubted, { shiftMs: 0, inDoubt: true })).toBe(doubted);
  expect(clockMoved(doubted, moved).timeInDoubt).toBe(true);
});

test('what was counted from now moves along, and the ends that the server has set do not', () => {
  const state = connected(ACTIVE, {
    clickedAt: NOW,
    retryAfterAt: NOW + 1,
    backgroundRequests: [NOW - 2, NOW - 1],
    copied: { expiresAt: ELEVEN, shownUntil: NOW + 2 },
    copiedEndsAt: ELEVEN,
  });
  expect(clockMoved(state, moved)).toEqual({
    ...state,
    clickedAt: NOW + MINUTE_MS,
    retryAfterAt: NOW + 1 + MINUTE_MS,
    backgroundRequests: [NOW - 2 + MINUTE_MS, NOW - 1 + MINUTE_MS],
    copied: { expiresAt: ELEVEN, shownUntil: NOW + 2 + MINUTE_MS },
  });
});

test('what has never been stays so', () => {
  expect(clockMoved(connected(ACTIVE), moved)).toEqual(connected(ACTIVE));
});

describe('a life that is counted from the asking', () => {
  const counted = { value: GOOD.value, expiresAt: ELEVEN, countedEndAt: ELEVEN };
  const refreshAt = ELEVEN - 15 * MINUTE_MS;
  const state = connected({ kind: 'active', held: counted, refreshAt });
  const endAfter = (shiftMs: number, inDoubt: boolean, held: AccessToken = counted) => {
    const { session } = clockMoved(connected({ kind: 'active', held, refreshAt }), { shiftMs, inDoubt });
    return session.kind === 'active' && [session.held.expiresAt - ELEVEN, (session.refreshAt ?? 0) - refreshAt];
  };

  test('goes on steadily when the clock is corrected, either way', () => {
    expect([endAfter(MINUTE_MS, false), endAfter(-MINUTE_MS, false)]).toEqual([
      [MINUTE_MS, MINUTE_MS],
      [-MINUTE_MS, -MINUTE_MS],
    ]);
  });

  test('grows by no time that may have passed unseen', () => {
    expect([endAfter(MINUTE_MS, true), endAfter(-MINUTE_MS, true)]).toEqual([
      [0, 0],
      [-MINUTE_MS, -MINUTE_MS],
    ]);
    const doubted = clockMoved({ ...state, timeInDoubt: true }, moved);
    expect(doubted.session).toMatchObject({ held: { expiresAt: ELEVEN } });
  });

  test('ends at the server’s own moment at the latest', () => {
    const before = { ...GOOD, expiresAt: ELEVEN - 2 * MINUTE_MS, countedEndAt: ELEVEN - 2 * MINUTE_MS };
    expect(endAfter(5 * MINUTE_MS, false, before)).toEqual([0, 2 * MINUTE_MS]);
  });

  test('is not cut by a clock that was ahead when it was asked for', () => {
    const before = { ...GOOD, countedEndAt: ELEVEN + 3 * HOUR_MS };
    expect(endAfter(-3 * HOUR_MS, false, before)).toEqual([0, 0]);
  });
});

const retrying = { kind: 'retrying', failure, attempt: 1, rejections: 0, retryAt: NOW, held: GOOD } as const;

test.each<[string, Session, Session]>([
  ['a try after a failure', retrying, { ...retrying, retryAt: NOW + MINUTE_MS }],
  [
    'the wait after the hour, which is counted from the token’s end',
    { kind: 'betweenTokens', held: GOOD, nextTryAt: ELEVEN },
    { kind: 'betweenTokens', held: GOOD, nextTryAt: ELEVEN },
  ],
])('of the session: %s', (_name, before, after) => {
  expect(clockMoved(connected(before), moved).session).toEqual(after);
});

const answer = { ok: true, accessToken: GOOD.value, jwtExpiresAt: GOOD.expiresAt } as const;
const untried: Candidate = { kind: 'savedForLater', facts, failure, attempt: 1, retryAt: NOW };
const notStored: Candidate = { kind: 'notStored', facts, why: 'locked', answer, requestedAt: NOW };

test.each<[string, Candidate, Candidate]>([
  ['waits to be tried', untried, { ...untried, retryAt: NOW + MINUTE_MS }],
  ['waits to be stored', notStored, { ...notStored, requestedAt: NOW + MINUTE_MS }],
  ['could not be tried', { kind: 'unreachable', facts, failure }, { kind: 'unreachable', facts, failure }],
])('of a token that %s', (_name, before, after) => {
  expect(clockMoved(connected(ACTIVE, { candidate: before }), moved).candidate).toEqual(after);
});
