import { describe, expect, test } from 'vitest';
import { answered, endRequest } from '../../../../main/core/token/session-answers.ts';
import type { CredentialFacts, TokenAnswer, TokenState } from '../../../../main/core/token/state.ts';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import { connected, ELEVEN, ENDED, GOOD, NOW } from '../../../support/core/states.ts';
import { grantedUntil } from '../../../support/core/tokens.ts';

const ID = 'secret-looking-id';
const flight = { of: 'session', id: ID } as const;
const NO: TokenAnswer = { ok: false, failure: { kind: 'refused' } };
const YES: TokenAnswer = grantedUntil(ELEVEN + 10 * MINUTE_MS);

/** The session while NERD is asked, after so many failures and refusals. */
function asking(held = GOOD, attempt = 0, refusals = 0): TokenState {
  return connected({ kind: 'refreshing', attempt, refusals, held }, { requestInFlight: flight });
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

describe('a refusal', () => {
  test('is asked again after a minute while the old token outlives that, and counts', () => {
    expect(after(asking(GOOD, 2), NO)).toMatchObject({
      requestInFlight: undefined,
      session: {
        kind: 'retrying',
        failure: { kind: 'refused' },
        attempt: 3,
        refusals: 1,
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
      session: { kind: 'refreshing', attempt: 0, refusals: 0, held: GOOD },
    });
  });
});

test('another failure keeps the old token, counts on, and is no refusal', () => {
  const failure = { kind: 'timeout' } as const;
  expect(after(asking(GOOD, 1, 1), { ok: false, failure }).session).toEqual({
    kind: 'retrying',
    failure,
    attempt: 2,
    refusals: 0,
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
