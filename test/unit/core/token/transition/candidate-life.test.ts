import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../../../../main/core/token/scheduler.ts';
import type { TokenEvent } from '../../../../../main/core/token/events.ts';
import { HOUR_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import { FACTS, OTHER, TEN, found, granted, run, woke } from '../../../../support/core/run.ts';
import { grantedUntil } from '../../../../support/core/tokens.ts';

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
    expect(state.candidate).toMatchObject({ kind: 'refused' });
  });

  test('that could not be stored waits for the user', () => {
    const answer = grantedUntil(TEN + HOUR_MS);
    const { state } = run([TEN, entered], [TEN, { kind: 'candidateNotStored', id: 'two', answer, why: 'locked' }]);
    expect(state).toMatchObject({ candidate: { kind: 'notStored', why: 'locked' }, session: { kind: 'signedOut' } });
    expect(nextDeadline(state, TEN)).toBeUndefined();
  });
});
