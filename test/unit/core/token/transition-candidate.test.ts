import { describe, expect, test } from 'vitest';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import { INITIAL_STATE, type Candidate, type TokenState } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { ENVIRONMENT } from '../../../support/core/run.ts';
import { ACTIVE, connected, ELEVEN, VALID_TOKEN, NOW } from '../../../support/core/states.ts';

const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
const answer = { ok: true, accessToken: VALID_TOKEN.value, jwtExpiresAt: VALID_TOKEN.expiresAt } as const;
const flight = { of: 'candidate', id: 'new' } as const;
const trying: Candidate = { kind: 'trying', facts, savedForLater: false, attempt: 0 };

const after = (state: TokenState, event: TokenEvent, now = NOW): TokenState =>
  transition(state, event, now, ENVIRONMENT).state;

describe('keeping a token for later', () => {
  test('is for one that could not be tried, and for no other', () => {
    const failure = { kind: 'network' } as const;
    const unreachable = connected(ACTIVE, { candidate: { kind: 'unreachable', facts, failure } });
    expect(after(unreachable, { kind: 'candidateSavedForLater' }).candidate).toEqual({
      kind: 'savedForLater',
      facts,
      failure,
      attempt: 1,
      retryAt: NOW + 30 * SECOND_MS,
    });
    for (const candidate of [undefined, { kind: 'refused', facts } as const]) {
      const state = connected(ACTIVE, { candidate });
      expect(after(state, { kind: 'candidateSavedForLater' })).toEqual(state);
    }
  });
});

describe('a token that is entered', () => {
  test('in a pause that NERD asked for is not tried, and says until when', () => {
    const state = { ...INITIAL_STATE, retryAfterAt: NOW + MINUTE_MS };
    const step = transition(state, { kind: 'candidateEntered', facts }, NOW, ENVIRONMENT);
    expect(step.effects).toEqual([]);
    expect(step.state.candidate).toEqual({
      kind: 'unreachable',
      facts,
      failure: { kind: 'rate_limited', retryAfterMs: MINUTE_MS },
    });
  });

  test('for the demo account is tried all the same', () => {
    const state = { ...INITIAL_STATE, retryAfterAt: NOW + MINUTE_MS };
    const demo = { ...facts, kind: 'demo', isLocal: true } as const;
    expect(transition(state, { kind: 'candidateEntered', facts: demo }, NOW, ENVIRONMENT).effects).toHaveLength(1);
  });

  test('and fails when another one has been entered since, leaves that one alone', () => {
    const state = connected(ACTIVE, { candidate: trying, requestInFlight: { of: 'candidate', id: 'before' } });
    const failed: TokenEvent = { kind: 'candidateFailed', id: 'before', failure: { kind: 'refused' } };
    expect(after(state, failed)).toMatchObject({ candidate: trying, requestInFlight: flight });
  });

  test('and fails when it has been given up, changes nothing else', () => {
    const state = connected(ACTIVE, { requestInFlight: flight });
    const failed: TokenEvent = { kind: 'candidateFailed', id: 'new', failure: { kind: 'network' } };
    expect(after(state, failed)).toEqual({ ...state, requestInFlight: undefined });
  });
});

describe('an accepted token', () => {
  const accepted: TokenEvent = { kind: 'candidateAccepted', facts, answer, storage: { kind: 'keychain' } };

  test('takes over, and the one that was entered after it is tried next', () => {
    const later: Candidate = { ...trying, facts: { ...facts, id: 'later' } };
    const state = connected(ACTIVE, { candidate: later, requestInFlight: flight });
    expect(after(state, accepted)).toMatchObject({ credential: facts, candidate: later, session: { kind: 'active' } });
  });

  test('given up meanwhile, takes over all the same if it is stored', () => {
    expect(after(connected(ACTIVE, { requestInFlight: flight }), accepted)).toMatchObject({
      credential: facts,
      candidate: undefined,
    });
  });

  test('that waits for the keychain keeps the moment of its answer, however often it is tried', () => {
    const notStored: TokenEvent = { kind: 'candidateNotStored', id: 'new', answer, why: 'locked' };
    const once = after({ ...INITIAL_STATE, candidate: trying, requestInFlight: flight }, notStored);
    const twice = after(once, { ...notStored, why: 'slow' }, NOW + HOUR_MS);
    expect(twice.candidate).toEqual({ kind: 'notStored', facts, why: 'slow', answer, askedAt: NOW });
  });
});

describe('after forgetting', () => {
  test('a keychain that did not work is shown as that, and one that did stays', () => {
    const forgotten: TokenEvent = { kind: 'forgotten' };
    const memory = connected(ACTIVE, { storage: { kind: 'memory', why: 'locked' } });
    expect(after(memory, forgotten).storage).toEqual({ kind: 'unavailable', why: 'locked' });
    expect(after(connected(ACTIVE), forgotten).storage).toEqual({ kind: 'keychain' });
  });
});

describe('a start', () => {
  const credential = { ...facts, id: 'stored' };

  test('in a pause that NERD asked for waits for its end', () => {
    const state = { ...INITIAL_STATE, retryAfterAt: NOW + MINUTE_MS };
    expect(after(state, { kind: 'keychainRead', credential, pendingCredential: undefined }).session).toEqual({
      kind: 'retrying',
      failure: { kind: 'rate_limited' },
      attempt: 1,
      refusals: 0,
      retryAt: NOW + MINUTE_MS,
      held: undefined,
    });
  });

  test('takes up what was kept for later, unless another token was entered meanwhile', () => {
    const read: TokenEvent = { kind: 'keychainRead', credential: undefined, pendingCredential: credential };
    expect(after(INITIAL_STATE, read)).toMatchObject({
      candidate: { kind: 'trying', facts: credential, savedForLater: true },
    });
    expect(after({ ...INITIAL_STATE, candidate: trying, requestInFlight: flight }, read).candidate).toEqual(trying);
  });
});

test('a copied token that has not ended stays known, and one that was never copied is none', () => {
  expect(after(connected(ACTIVE, { copiedEndsAt: ELEVEN }), { kind: 'timeMoved' }).copiedEndsAt).toBe(ELEVEN);
  expect(after(connected(ACTIVE), { kind: 'timeMoved' })).toEqual(connected(ACTIVE));
});
