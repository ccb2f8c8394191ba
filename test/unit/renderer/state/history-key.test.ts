import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import { historyKey } from '../../../../renderer/state/history-key.ts';
import { CONNECTED } from '../../../support/page-harness/snapshots.ts';

test('a new refresh, a failed try and a long silence are worth reading the history again, another minute is not', () => {
  const key = historyKey(CONNECTED);
  const { now } = CONNECTED;
  if (CONNECTED.week === undefined) throw new Error('a connected session has a week');
  expect(historyKey({ ...CONNECTED, now: now + MINUTE_MS, revision: 2 })).toBe(key);
  expect(historyKey({ ...CONNECTED, week: { ...CONNECTED.week, lastUsedAt: now + 1 } })).not.toBe(key);
  expect(historyKey({ ...CONNECTED, now: now + 10 * MINUTE_MS })).not.toBe(key);
  const trying = (attempt: number) =>
    historyKey({
      ...CONNECTED,
      session: { kind: 'retrying', failure: 'network', attempt, retryAt: now, expiresAt: undefined },
    });
  expect(trying(2)).not.toBe(trying(1));
});
