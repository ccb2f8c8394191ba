import { expect, test } from 'vitest';
import type { TokenEvent } from '../../../../../main/core/token/events.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import { FACTS, found, granted, run, TEN, wanted, woke } from '../../../../support/core/run.ts';
import { grantedUntil } from '../../../../support/core/tokens.ts';

test('the token of the session, entered again and kept in memory while the session asks, makes no second request', () => {
  const answer = grantedUntil(TEN + HOUR_MS);
  const keptInMemory: TokenEvent = {
    kind: 'candidateAccepted',
    facts: FACTS,
    answer,
    askedAt: TEN + 10 * SECOND_MS,
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
