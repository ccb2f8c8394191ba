import { describe, expect, test } from 'vitest';
import { candidateFailed } from '../../../../main/core/token/candidate.ts';
import type { RefreshFailure } from '../../../../main/core/token/answer.ts';
import { INITIAL_STATE, type Candidate, type TokenState } from '../../../../main/core/token/state.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { ACTIVE, connected, GOOD, NOW } from '../../../support/core/states.ts';
import { nextDeadline } from '../../../../main/core/token/scheduler.ts';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import { CALM, FACTS, OTHER, TEN, found, granted, run, woke } from '../../../support/core/run.ts';
import { grantedUntil } from '../../../support/core/tokens.ts';

const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
const trying = (savedForLater: boolean, attempt = 0): Candidate => ({ kind: 'trying', facts, savedForLater, attempt });
const refused = { kind: 'refused' } as const;
const network = { kind: 'network' } as const;

/** The candidate after its request failed. */
const afterFailure = (candidate: Candidate, failure: RefreshFailure): Candidate | undefined =>
  candidateFailed(
    { ...INITIAL_STATE, candidate },
    { kind: 'candidateFailed', id: 'new', failure },
    { now: NOW, random: 0.5 },
  ).candidate;

test('a clear no ends a token that was just entered, and is shown of one that was kept', () => {
  expect(afterFailure(trying(false), refused)).toBeUndefined();
  expect(afterFailure(trying(true), refused)).toEqual({ kind: 'rejected', facts });
});

test('any other failure is offered to the user, or tried again later and later if it was kept', () => {
  expect(afterFailure(trying(false), network)).toEqual({ kind: 'unreachable', facts, failure: network });
  const again = [0, 1].map((attempt) => afterFailure(trying(true, attempt), network));
  expect(again).toEqual([
    { kind: 'savedForLater', facts, failure: network, attempt: 1, retryAt: NOW + 30 * SECOND_MS },
    { kind: 'savedForLater', facts, failure: network, attempt: 2, retryAt: NOW + MINUTE_MS },
  ]);
});

test('a refusal without NERD’s own error ends one that was just entered, and is asked twice more of one saved for later', () => {
  const bare = { kind: 'refused', bare: true } as const;
  expect(afterFailure(trying(false), bare)).toBeUndefined();
  const once = { ...trying(true), bareCount: 1 } as const;
  const twice = { ...trying(true), bareCount: 2 } as const;
  expect(afterFailure(trying(true), bare)).toMatchObject({
    kind: 'savedForLater',
    retryAt: NOW + MINUTE_MS,
    bareCount: 1,
  });
  expect(afterFailure(once, bare)).toMatchObject({ retryAt: NOW + 15 * MINUTE_MS, bareCount: 2 });
  expect(afterFailure(once, network)).toMatchObject({ kind: 'savedForLater', bareCount: 1 });
  expect(afterFailure(twice, bare)).toEqual({ kind: 'rejected', facts, bare: true });
});

test('a failure that comes when nothing is tried any more changes nothing', () => {
  const waiting: Candidate = { kind: 'unreachable', facts, failure: network };
  expect(afterFailure(waiting, refused)).toBe(waiting);
});

describe('a candidate', () => {
  const entered: TokenEvent = { kind: 'candidateEntered', facts: OTHER };
  const candidateFailed = (kind: 'network' | 'refused'): TokenEvent => ({
    kind: 'candidateFailed',
    id: 'two',
    failure: { kind },
  });
  const session = [
    [TEN, found],
    [TEN, granted(TEN + HOUR_MS)],
  ] as const;

  test('that is refused leaves the session untouched', () => {
    const { state } = run(...session, [TEN + 1000, entered], [TEN + 1000, candidateFailed('refused')]);
    expect(state).toMatchObject({
      candidate: undefined,
      credential: FACTS,
      session: { kind: 'active' },
      requestInFlight: undefined,
    });
  });

  test('that could not be tried is offered, kept, tried again and takes over', () => {
    const { state, requests } = run(
      ...session,
      [TEN, entered],
      [TEN, candidateFailed('network')],
      [TEN, { kind: 'candidateSavedForLater' }],
      [TEN + 29 * SECOND_MS, woke],
      [TEN + 30 * SECOND_MS, woke],
      [TEN + 30 * SECOND_MS, candidateFailed('network')],
      [TEN + 90 * SECOND_MS, woke],
    );
    expect(requests.slice(1)).toEqual(['candidate two at 0', 'candidate two at 30', 'candidate two at 90']);
    expect(state).toMatchObject({ candidate: { kind: 'trying', savedForLater: true, attempt: 2 }, credential: FACTS });
  });

  test('that was kept and then refused says so', () => {
    const { state } = run(
      [TEN, { kind: 'keychainRead', credential: undefined, pendingCredential: OTHER }],
      [TEN, candidateFailed('refused')],
    );
    expect(state.candidate).toMatchObject({ kind: 'rejected' });
  });

  test('that could not be stored waits for the user', () => {
    const answer = grantedUntil(TEN + HOUR_MS);
    const { state } = run([TEN, entered], [TEN, { kind: 'candidateNotStored', id: 'two', answer, why: 'locked' }]);
    expect(state).toMatchObject({ candidate: { kind: 'notStored', why: 'locked' }, session: { kind: 'signedOut' } });
    expect(nextDeadline(state, TEN)).toBeUndefined();
  });
});

const answer = { ok: true, accessToken: GOOD.value, jwtExpiresAt: GOOD.expiresAt } as const;
const requestInFlight = { of: 'candidate', id: 'new' } as const;

const after = (state: TokenState, event: TokenEvent, now = NOW): TokenState =>
  transition(state, event, now, CALM).state;

describe('saving a token for later', () => {
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
    for (const candidate of [undefined, { kind: 'rejected', facts } as const]) {
      const state = connected(ACTIVE, { candidate });
      expect(after(state, { kind: 'candidateSavedForLater' })).toEqual(state);
    }
  });
});

describe('a token that is entered', () => {
  test('in a pause that NERD asked for is not tried, and says until when', () => {
    const state = { ...INITIAL_STATE, retryAfterAt: NOW + MINUTE_MS };
    const step = transition(state, { kind: 'candidateEntered', facts }, NOW, CALM);
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
    expect(transition(state, { kind: 'candidateEntered', facts: demo }, NOW, CALM).effects).toHaveLength(1);
  });

  test('and fails when another one has been entered since, leaves that one alone', () => {
    const state = connected(ACTIVE, { candidate: trying(false), requestInFlight: { of: 'candidate', id: 'before' } });
    const failed: TokenEvent = { kind: 'candidateFailed', id: 'before', failure: { kind: 'refused' } };
    expect(after(state, failed)).toMatchObject({ candidate: trying(false), requestInFlight });
  });

  test('and fails when it has been given up, changes nothing else', () => {
    const state = connected(ACTIVE, { requestInFlight });
    const failed: TokenEvent = { kind: 'candidateFailed', id: 'new', failure: { kind: 'network' } };
    expect(after(state, failed)).toEqual({ ...state, requestInFlight: undefined });
  });
});

describe('an accepted token', () => {
  const accepted: TokenEvent = { kind: 'candidateAccepted', facts, answer, storage: { kind: 'keychain' } };

  test('takes over, and the one that was entered after it is tried next', () => {
    const later: Candidate = { ...trying(false), facts: { ...facts, id: 'later' } };
    const state = connected(ACTIVE, { candidate: later, requestInFlight });
    expect(after(state, accepted)).toMatchObject({ credential: facts, candidate: later, session: { kind: 'active' } });
  });

  test('given up meanwhile, takes over all the same if it is stored', () => {
    expect(after(connected(ACTIVE, { requestInFlight }), accepted)).toMatchObject({
      credential: facts,
      candidate: undefined,
    });
  });

  test('that waits for the keychain keeps the moment of its answer, however often it is tried', () => {
    const notStored: TokenEvent = { kind: 'candidateNotStored', id: 'new', answer, why: 'locked' };
    const once = after({ ...INITIAL_STATE, candidate: trying(false), requestInFlight }, notStored);
    const twice = after(once, { ...notStored, why: 'slow' }, NOW + HOUR_MS);
    expect(twice.candidate).toEqual({ kind: 'notStored', facts, why: 'slow', answer, requestedAt: NOW });
  });
});
