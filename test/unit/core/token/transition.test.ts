import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../../../main/core/token/scheduler.ts';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import type { TokenAnswer } from '../../../../main/core/token/answer.ts';
import { INITIAL_STATE, type TokenState } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { CALM, FACTS, OTHER, TEN, found, granted, run, wanted, woke } from '../../../support/core/run.ts';
import { ACTIVE, connected, ELEVEN, NOW } from '../../../support/core/states.ts';
import { grantedUntil } from '../../../support/core/tokens.ts';

describe('a stored refresh token', () => {
  test('is used at once, and then 15 minutes before the end', () => {
    const { state, requests } = run(
      [TEN, found],
      [TEN, granted(TEN + HOUR_MS)],
      [TEN + 44 * MINUTE_MS, woke],
      [TEN + 45 * MINUTE_MS, woke],
    );
    expect(requests).toEqual(['session one at 0', 'session one at 2700']);
    expect(state.session).toMatchObject({ kind: 'refreshing', held: { expiresAt: TEN + HOUR_MS } });
  });

  test('is used at half of a short life', () => {
    const { state } = run([TEN, found], [TEN, granted(TEN + 8 * MINUTE_MS)]);
    expect(state.session).toMatchObject({ kind: 'active', refreshAt: TEN + 4 * MINUTE_MS });
  });

  test.each([
    ['the same end as before', TEN + 8 * MINUTE_MS, TEN + 8 * MINUTE_MS + 2 * SECOND_MS],
    ['about the same end', TEN + 7 * MINUTE_MS + SECOND_MS, TEN + 8 * MINUTE_MS + 2 * SECOND_MS],
    // The one held lives on, and is refreshed at half of what it has left.
    ['a much earlier end', TEN + 7 * MINUTE_MS, TEN + 6 * MINUTE_MS],
    ['an end that is over', TEN + 2 * MINUTE_MS, TEN + 6 * MINUTE_MS],
    ['an end in this second', TEN + 4 * MINUTE_MS, TEN + 6 * MINUTE_MS],
  ])('never makes a hot loop: a new token with %s', (_name, end, refreshAt) => {
    const { state } = run(
      [TEN, found],
      [TEN, granted(TEN + 8 * MINUTE_MS)],
      [TEN + 4 * MINUTE_MS, woke],
      [TEN + 4 * MINUTE_MS, granted(end)],
    );
    const { session } = state;
    expect(session.kind === 'betweenTokens' ? session.nextTryAt : session.kind === 'active' && session.refreshAt).toBe(
      refreshAt,
    );
  });

  test('without any end in the answer, the top of the next hour is the end', () => {
    const answer: TokenAnswer = { ok: true, accessToken: 'opaque' };
    const { state } = run([TEN + 5 * MINUTE_MS, found], [TEN + 5 * MINUTE_MS, { kind: 'answered', id: 'one', answer }]);
    expect(state.session).toMatchObject({ held: { expiresAt: TEN + HOUR_MS } });
  });

  test('without any end, it is the hour that it was for NERD when it answered, though ours has begun already', () => {
    const at = TEN + 300;
    const answer: TokenAnswer = { ok: true, accessToken: 'opaque', dateAt: TEN - SECOND_MS };
    const { state } = run([at, found], [at, { kind: 'answered', id: 'one', answer }]);
    expect(state.session).toMatchObject({ held: { expiresAt: TEN } });
  });

  test('without exp, expires_in counts', () => {
    const answer: TokenAnswer = { ok: true, accessToken: 'opaque', expiresInMs: 20 * MINUTE_MS };
    const { state } = run([TEN, found], [TEN, { kind: 'answered', id: 'one', answer }]);
    expect(state.session).toMatchObject({ held: { expiresAt: TEN + 20 * MINUTE_MS } });
  });
});

describe('answers that come too late', () => {
  test('are dropped when the credential was forgotten', () => {
    const { state } = run([TEN, found], [TEN, { kind: 'forgotten' }], [TEN, granted(TEN + HOUR_MS)]);
    expect(state).toMatchObject({ session: { kind: 'signedOut' }, credential: undefined, requestInFlight: undefined });
  });

  test('are dropped when another credential took its place, which is then asked for', () => {
    const { state, requests } = run(
      [TEN, found],
      [TEN, { kind: 'candidateEntered', facts: OTHER }],
      [TEN + 1000, granted(TEN + HOUR_MS)],
      [
        TEN + 2000,
        {
          kind: 'candidateAccepted',
          facts: OTHER,
          answer: grantedUntil(TEN + 50 * MINUTE_MS),
          storage: { kind: 'keychain' },
        },
      ],
      [TEN + 3000, granted(TEN + HOUR_MS)],
    );
    expect(requests).toEqual(['session one at 0', 'candidate two at 1']);
    expect(state).toMatchObject({
      credential: OTHER,
      candidate: undefined,
      session: { held: { expiresAt: TEN + 50 * MINUTE_MS } },
    });
  });
});

test('a shown copy fades after two seconds', () => {
  const copied: TokenEvent = { kind: 'copied', expiresAt: TEN + HOUR_MS };
  const shown = run([TEN, found], [TEN, granted(TEN + HOUR_MS)], [TEN, copied]);
  expect(shown.state.copied).toMatchObject({ expiresAt: TEN + HOUR_MS });
  expect(nextDeadline(shown.state, TEN + 1)).toBe(TEN + 2000);
  expect(transition(shown.state, woke, TEN + 2000, CALM).state.copied).toBeUndefined();
});

test('there is a deadline at every minute of what is shown, and at the end itself', () => {
  const { state } = run([TEN, found], [TEN, granted(TEN + 30 * MINUTE_MS)]);
  expect(nextDeadline(state, TEN + 10 * SECOND_MS)).toBe(TEN + MINUTE_MS + 1);
  expect(nextDeadline(state, TEN + 14 * MINUTE_MS + 30 * SECOND_MS)).toBe(TEN + 15 * MINUTE_MS);
});

const copied = (expiresAt: number): TokenEvent => ({ kind: 'copied', expiresAt });

test('the end of the copied token is known when another one is held, and until it has come', () => {
  const eleven = TEN + HOUR_MS;
  const steps = [
    [TEN, found],
    [TEN, granted(eleven)],
    [TEN + MINUTE_MS, copied(eleven)],
    [TEN + 50 * MINUTE_MS, woke],
    [TEN + 50 * MINUTE_MS, granted(eleven + 50 * MINUTE_MS)],
  ] as const;
  const { state } = run(...steps);
  expect(state).toMatchObject({ copiedEndsAt: eleven, session: { held: { expiresAt: eleven + 50 * MINUTE_MS } } });
  expect(run(...steps, [eleven - 1, woke]).state.copiedEndsAt).toBe(eleven);
  expect(run(...steps, [eleven, woke]).state.copiedEndsAt).toBeUndefined();
});

test('a newer copy takes its place, and what was forgotten has none', () => {
  const steps = [
    [TEN, found],
    [TEN, granted(TEN + HOUR_MS)],
    [TEN, copied(TEN + HOUR_MS)],
  ] as const;
  expect(run(...steps, [TEN, copied(TEN + 2 * HOUR_MS)]).state.copiedEndsAt).toBe(TEN + 2 * HOUR_MS);
  expect(run(...steps, [TEN, { kind: 'forgotten' }]).state.copiedEndsAt).toBeUndefined();
});

test('the app wakes for it, also with nothing else to wake for', () => {
  const copiedEndsAt = TEN + HOUR_MS;
  expect(nextDeadline({ ...INITIAL_STATE, storage: { kind: 'keychain' } }, TEN)).toBeUndefined();
  expect(nextDeadline({ ...INITIAL_STATE, storage: { kind: 'keychain' }, copiedEndsAt }, TEN)).toBe(copiedEndsAt);
});

test('the token of the session, entered again and kept in memory while the session asks, makes no second request', () => {
  const answer = grantedUntil(TEN + HOUR_MS);
  const keptInMemory: TokenEvent = {
    kind: 'candidateAccepted',
    facts: FACTS,
    answer,
    requestedAt: TEN + 10 * SECOND_MS,
    storage: { kind: 'memory', why: 'locked' },
  };
  const dueAt = TEN + 45 * MINUTE_MS;
  const { requests, state } = run(
    [TEN, found],
    [TEN, granted(TEN + HOUR_MS)],
    [TEN + 10 * SECOND_MS, { kind: 'candidateEntered', facts: FACTS }],
    [TEN + 10 * SECOND_MS, { kind: 'candidateNotStored', id: 'one', answer, why: 'locked' }],
    [dueAt, woke],
    [dueAt + SECOND_MS, keptInMemory],
    [dueAt + 7 * SECOND_MS, wanted],
  );
  expect(requests).toEqual(['session one at 0', 'candidate one at 10', 'session one at 2700']);
  expect(state.requestInFlight).toEqual({ of: 'session', id: 'one' });
});

const after = (state: TokenState, event: TokenEvent, now = NOW): TokenState =>
  transition(state, event, now, CALM).state;

describe('after forgetting', () => {
  test('a keychain that did not work is shown as that, and one that did stays', () => {
    const forgotten: TokenEvent = { kind: 'forgotten' };
    const memory = connected(ACTIVE, { storage: { kind: 'memory', why: 'locked' } });
    expect(after(memory, forgotten).storage).toEqual({ kind: 'unavailable', why: 'locked' });
    expect(after(connected(ACTIVE), forgotten).storage).toEqual({ kind: 'keychain' });
  });
});

describe('a start', () => {
  const trying = { kind: 'trying', facts: OTHER, savedForLater: false, attempt: 0 } as const;
  const credential = FACTS;

  test('in a pause that NERD asked for waits for its end', () => {
    const state = { ...INITIAL_STATE, retryAfterAt: NOW + MINUTE_MS };
    expect(after(state, { kind: 'keychainRead', credential, pendingCredential: undefined }).session).toEqual({
      kind: 'retrying',
      failure: { kind: 'rate_limited' },
      attempt: 1,
      rejections: 0,
      retryAt: NOW + MINUTE_MS,
      held: undefined,
    });
  });

  test('takes up what was kept for later, unless another token was entered meanwhile', () => {
    const read: TokenEvent = { kind: 'keychainRead', credential: undefined, pendingCredential: credential };
    expect(after(INITIAL_STATE, read)).toMatchObject({
      candidate: { kind: 'trying', facts: credential, savedForLater: true },
    });
    expect(
      after({ ...INITIAL_STATE, candidate: trying, requestInFlight: { of: 'candidate', id: 'two' } as const }, read)
        .candidate,
    ).toEqual(trying);
  });
});

test('a copied token that has not ended stays known, and one that was never copied is none', () => {
  expect(after(connected(ACTIVE, { copiedEndsAt: ELEVEN }), { kind: 'timeMoved' }).copiedEndsAt).toBe(ELEVEN);
  expect(after(connected(ACTIVE), { kind: 'timeMoved' })).toEqual(connected(ACTIVE));
});
