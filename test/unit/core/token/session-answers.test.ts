import { describe, expect, test } from 'vitest';
import { answered, endRequest } from '../../../../main/core/token/session-answers.ts';
import type { TokenAnswer } from '../../../../main/core/token/answer.ts';
import { type CredentialFacts, INITIAL_STATE, type TokenState } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { ELEVEN, ENDED, GOOD, NOW, connected } from '../../../support/core/states.ts';
import { grantedUntil } from '../../../support/core/tokens.ts';
import { nextDeadline } from '../../../../main/core/token/scheduler.ts';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { FACTS, OTHER, TEN, failed, found, granted, run, wanted, woke } from '../../../support/core/run.ts';

const ID = 'secret-looking-id';
const flight = { of: 'session', id: ID } as const;
const NO: TokenAnswer = { ok: false, failure: { kind: 'refused' } };
const YES: TokenAnswer = grantedUntil(ELEVEN + 10 * MINUTE_MS);

/** The session while NERD is asked, after so many failures and rejections. */
function asking(held = GOOD, attempt = 0, rejections = 0): TokenState {
  return connected({ kind: 'refreshing', attempt, rejections, held }, { requestInFlight: flight });
}

function after(state: TokenState, answer: TokenAnswer, more: { id?: string; newer?: CredentialFacts } = {}) {
  return answered(state, { kind: 'answered', id: ID, answer, ...more }, NOW, 0.5);
}

describe('an answer for a refresh token', () => {
  test('that is not the session’s any more is dropped, and ends no other request', () => {
    const state = asking();
    expect(after(state, YES, { id: 'another' })).toEqual(state);
    const old = { of: 'session', id: 'old' } as const;
    expect(after({ ...state, requestInFlight: old }, YES, { id: 'old' })).toEqual({
      ...state,
      requestInFlight: undefined,
    });
    const forgotten: TokenState = { ...state, credential: undefined };
    expect(after(forgotten, YES)).toEqual({ ...forgotten, requestInFlight: undefined });
  });

  test('of a session that is not asking is dropped', () => {
    const state = connected({ kind: 'rejected', held: GOOD }, { requestInFlight: flight });
    expect(after(state, YES)).toEqual({ ...state, requestInFlight: undefined });
  });
});

describe('a rejection', () => {
  test('is asked again after a minute while the old token outlives that, and counts', () => {
    expect(after(asking(GOOD, 2), NO)).toMatchObject({
      requestInFlight: undefined,
      session: {
        kind: 'retrying',
        failure: { kind: 'refused' },
        attempt: 3,
        rejections: 1,
        retryAt: NOW + MINUTE_MS,
        held: GOOD,
      },
    });
  });

  test.each([
    ['there is no old token', asking(ENDED)],
    ['the old token ends by then', asking({ ...GOOD, expiresAt: NOW + MINUTE_MS })],
    ['it is the second in a row', asking(GOOD, 0, 1)],
  ])('is believed at once if %s', (_name, state) => {
    expect(after(state, NO).session.kind).toBe('rejected');
  });

  test('makes a newer credential from the keychain be tried, with the old token kept', () => {
    const newer = { id: 'newer', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
    expect(after(asking(GOOD, 3, 1), NO, { newer })).toMatchObject({
      credential: newer,
      session: { kind: 'refreshing', attempt: 0, rejections: 0, held: GOOD },
    });
  });
});

test('another failure keeps the old token, counts on, and is no rejection', () => {
  const failure = { kind: 'timeout' } as const;
  expect(after(asking(GOOD, 1, 1), { ok: false, failure }).session).toEqual({
    kind: 'retrying',
    failure,
    attempt: 2,
    rejections: 0,
    retryAt: NOW + MINUTE_MS,
    held: GOOD,
  });
});

test('a new token is held, says that the refresh token was used, and ends the doubt about the time', () => {
  const next = after({ ...asking(), timeInDoubt: true }, YES);
  expect(next).toMatchObject({
    usedAt: NOW,
    timeInDoubt: false,
    session: { held: { expiresAt: ELEVEN + 10 * MINUTE_MS } },
  });
});

test('only the very request that was answered ends', () => {
  const state = asking();
  for (const other of [{ ...flight, id: 'another' }, { of: 'candidate', id: ID } as const]) {
    expect(endRequest(state, other)).toBe(state);
  }
  expect(endRequest(state, flight).requestInFlight).toBeUndefined();
  const idle = { ...state, requestInFlight: undefined };
  expect(endRequest(idle, flight)).toBe(idle);
});

describe('after a failure', () => {
  test('the tries are 30 s, 1, 2, then every 5 minutes apart, one comes when 5 minutes are left, and the old token is kept', () => {
    const steps: [number, TokenEvent][] = [
      [TEN, found],
      [TEN, granted(TEN + HOUR_MS)],
    ];
    let at = TEN + 45 * MINUTE_MS;
    const gaps: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      steps.push([at, woke], [at, failed('network')]);
      const { state } = run(...steps);
      if (state.session.kind !== 'retrying') throw new Error(state.session.kind);
      expect(state.session.held?.expiresAt).toBe(TEN + HOUR_MS);
      expect(nextDeadline(state, at)).toBeLessThanOrEqual(state.session.retryAt);
      gaps.push((state.session.retryAt - at) / SECOND_MS);
      at = state.session.retryAt;
    }
    // The fifth is cut short: with 5 minutes left a new token is a must.
    expect(gaps).toEqual([30, 60, 120, 300, 90, 300]);
  });

  test('a longer Retry-After is honoured, by clicks as well', () => {
    const limited = run([TEN, found], [TEN, failed('rate_limited', 10 * MINUTE_MS)], [TEN + MINUTE_MS, wanted]);
    expect(limited.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 10 * MINUTE_MS });
    expect(limited.requests).toHaveLength(1);
  });

  test('a success starts the count anew', () => {
    const { state } = run(
      [TEN, found],
      [TEN, failed('network')],
      [TEN + 30 * SECOND_MS, woke],
      [TEN + 30 * SECOND_MS, granted(TEN + HOUR_MS)],
      [TEN + 45 * MINUTE_MS + 15 * SECOND_MS, woke],
      [TEN + 46 * MINUTE_MS, failed('network')],
    );
    expect(state.session).toMatchObject({ kind: 'retrying', attempt: 1 });
  });

  test('each delay varies by a fifth either way, and by chance alone', () => {
    const retryAt = (chance: number): number => {
      const started = transition(INITIAL_STATE, found, TEN, { random: chance, online: true }).state;
      const { session } = transition(started, failed('network'), TEN, { random: chance, online: true }).state;
      return session.kind === 'retrying' ? session.retryAt - TEN : Number.NaN;
    };
    expect([retryAt(0), retryAt(0.5), retryAt(1)]).toEqual([24_000, 30_000, 36_000]);
  });
});

describe('a rejection', () => {
  const good = [
    [TEN, found],
    [TEN, granted(TEN + HOUR_MS)],
    [TEN + 45 * MINUTE_MS, woke],
    [TEN + 45 * MINUTE_MS, failed('refused')],
  ] as const;

  test('is asked once more after a minute while the old token is good, then believed', () => {
    const first = run(...good);
    expect(first.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 46 * MINUTE_MS });
    const second = run(...good, [TEN + 46 * MINUTE_MS, woke], [TEN + 46 * MINUTE_MS, failed('refused')]);
    expect(second.requests).toHaveLength(3);
    expect(second.state.session).toMatchObject({ kind: 'rejected', held: { expiresAt: TEN + HOUR_MS } });
    expect(second.state.credential).toEqual(FACTS);
  });

  test('is forgotten when the second answer is a good one', () => {
    const { state } = run(...good, [TEN + 46 * MINUTE_MS, woke], [TEN + 46 * MINUTE_MS, granted(TEN + 2 * HOUR_MS)]);
    expect(state.session).toMatchObject({ kind: 'active' });
  });

  test('is believed at once when there is no good token to go on with', () => {
    expect(run([TEN, found], [TEN, failed('refused')]).state.session.kind).toBe('rejected');
  });

  test('leads to what another copy of the app has stored, if that is another token', () => {
    const newer: TokenEvent = {
      kind: 'answered',
      id: 'one',
      answer: { ok: false, failure: { kind: 'refused' } },
      newer: OTHER,
    };
    const { state, requests } = run([TEN, found], [TEN, newer]);
    expect(requests).toEqual(['session one at 0', 'session two at 0']);
    expect(state.credential).toEqual(OTHER);
  });
});
