import { describe, expect, test } from 'vitest';
import { candidateFailed } from '../../../../main/core/token/candidate.ts';
import type { Candidate } from '../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { NOW } from '../../../support/core/states.ts';
import { nextDeadline } from '../../../../main/core/token/scheduler.ts';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import { FACTS, OTHER, TEN, keychainRead, granted, run, timeMoved } from '../../../support/core/run.ts';
import { grantedUntil } from '../../../support/core/tokens.ts';

const facts = { id: 'new', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;
const trying = (kept: boolean, attempt = 0): Candidate => ({ kind: 'trying', facts, savedForLater: kept, attempt });
const refused = { kind: 'refused' } as const;
const network = { kind: 'network' } as const;

test('a clear no ends a token that was just entered, and is shown of one that was kept', () => {
  expect(candidateFailed(trying(false), refused, NOW, 0.5)).toBeUndefined();
  expect(candidateFailed(trying(true), refused, NOW, 0.5)).toEqual({ kind: 'refused', facts });
});

test('any other failure is offered to the user, or tried again later and later if it was kept', () => {
  expect(candidateFailed(trying(false), network, NOW, 0.5)).toEqual({ kind: 'unreachable', facts, failure: network });
  const again = [0, 1].map((attempt) => candidateFailed(trying(true, attempt), network, NOW, 0.5));
  expect(again).toEqual([
    { kind: 'savedForLater', facts, failure: network, attempt: 1, retryAt: NOW + 30 * SECOND_MS },
    { kind: 'savedForLater', facts, failure: network, attempt: 2, retryAt: NOW + MINUTE_MS },
  ]);
});

test('a failure that comes when nothing is tried any more changes nothing', () => {
  const waiting: Candidate = { kind: 'unreachable', facts, failure: network };
  expect(candidateFailed(waiting, refused, NOW, 0.5)).toBe(waiting);
});

describe('a candidate', () => {
  const entered: TokenEvent = { kind: 'candidateEntered', facts: OTHER };
  const candidateFailed = (kind: 'network' | 'refused'): TokenEvent => ({
    kind: 'candidateFailed',
    id: 'two',
    failure: { kind },
  });
  const session = [
    [TEN, keychainRead],
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
      [TEN + 29 * SECOND_MS, timeMoved],
      [TEN + 30 * SECOND_MS, timeMoved],
      [TEN + 30 * SECOND_MS, candidateFailed('network')],
      [TEN + 90 * SECOND_MS, timeMoved],
    );
    expect(requests.slice(1)).toEqual(['candidate two at 0', 'candidate two at 30', 'candidate two at 90']);
    expect(state).toMatchObject({ candidate: { kind: 'trying', savedForLater: true, attempt: 2 }, credential: FACTS });
  });

  test('that was kept and then refused says so', () => {
    const { state } = run(
      [TEN, { kind: 'keychainRead', credential: undefined, pendingCredential: OTHER }],
      [TEN, candidateFailed('refused')],
    );
    expect(state.candidate).toMatchObject({ kind: 'refused' });
  });

  test('that could not be stored waits for the user', () => {
    const answer = grantedUntil(TEN + HOUR_MS);
    const { state } = run([TEN, entered], [TEN, { kind: 'candidateNotStored', id: 'two', answer, why: 'locked' }]);
    expect(state).toMatchObject({ candidate: { kind: 'notStored', why: 'locked' }, session: { kind: 'signedOut' } });
    expect(nextDeadline(state, TEN)).toBeUndefined();
  });
});
