import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEvent } from '../../../../preload/contract/history.ts';
import { downtimeText, entryText } from '../../../../renderer/activity/entry-text.ts';
import { activityTimes } from '../../../../renderer/text/activity-times.ts';
import { noted } from '../../../support/page-harness/histories.ts';

const NOON = Date.UTC(2026, 10, 24, 12);
const times = activityTimes('en-GB', 'UTC');
const told = (event: HistoryEvent): string | undefined => entryText(noted(event, NOON), times);
const refresh = { kind: 'refresh', of: 'session', own: true, result: 'granted', tookMs: 300 } as const;

test('a refresh says how long it took, and whether somebody asked for it', () => {
  expect(told(refresh)).toBe('Refreshed, took 0.3 s');
  expect(told({ ...refresh, own: false })).toBe('Refreshed on request, took 0.3 s');
});

test('the request that tries an entered token has no line of its own, but for a background one that failed', () => {
  const entered = { ...refresh, of: 'candidate' } as const;
  expect(told(entered)).toBeUndefined();
  expect(told({ ...entered, own: false, result: 'network' })).toBeUndefined();
  expect(told({ ...entered, result: 'network' })).toBeTruthy();
});

test('what another line covers has none', () => {
  expect([told({ kind: 'stopped' }), told({ kind: 'slept' }), told({ kind: 'woke' })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(told({ kind: 'switch', to: 'keyPair', ok: false })).toBeUndefined();
});

test('a clock that is off by less than two minutes is right again', () => {
  const clock = (skewMs: number) => told({ kind: 'clock', shiftMs: 0, skewMs, applied: true });
  expect(clock(MINUTE_MS)).toBe(clock(0));
  expect(clock(2 * MINUTE_MS)).not.toBe(clock(0));
  expect(clock(2 * MINUTE_MS)).not.toBe(clock(-2 * MINUTE_MS));
});

test('a downtime says until when it lasted', () => {
  expect(downtimeText({ kind: 'slept', at: NOON, endAt: NOON + HOUR_MS }, times)).toBe(
    'The computer slept until 13:00',
  );
});
