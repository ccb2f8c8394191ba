import { expect, test } from 'vitest';
import { nextDeadline } from '../../../../../main/core/token/scheduler.ts';
import { INITIAL_STATE } from '../../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../../main/core/time/time.ts';
import type { TokenEvent } from '../../../../../main/core/token/events.ts';
import { found, granted, run, TEN, woke } from '../../../../support/core/run.ts';

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
