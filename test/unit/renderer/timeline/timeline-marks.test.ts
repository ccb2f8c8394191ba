import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEntry } from '../../../../preload/contract/history.ts';
import { daysOf } from '../../../../renderer/timeline/days.ts';
import { failureMarks, refreshMarks } from '../../../../renderer/timeline/timeline-marks.ts';
import { noted } from '../../../support/page-harness/histories.ts';
import { refresh } from './histories.ts';

const NOON = Date.UTC(2026, 10, 24, 12);
const days = daysOf(NOON - 24 * HOUR_MS, NOON + 24 * HOUR_MS, 'UTC');
const at = (result: Parameters<typeof refresh>[0], minutes: number): HistoryEntry =>
  noted(refresh(result), NOON + minutes * MINUTE_MS);

test('refreshes that lie near together are one mark, which tells how long the last one took', () => {
  const last = { ...at('granted', 5), tookMs: 900 } as HistoryEntry;
  expect(refreshMarks([at('granted', 0), last, at('granted', 30)], days, 10 * MINUTE_MS)).toEqual([
    { kind: 'refresh', at: NOON, endAt: NOON + 5 * MINUTE_MS, times: 2, tookMs: 900 },
    { kind: 'refresh', at: NOON + 30 * MINUTE_MS, endAt: NOON + 30 * MINUTE_MS, times: 1, tookMs: 200 },
  ]);
});

test('midnight parts what lies near together', () => {
  const around = [at('granted', 12 * 60 - 1), at('granted', 12 * 60 + 1)];
  expect(refreshMarks(around, days, 10 * MINUTE_MS)).toHaveLength(2);
});

test('failures that share a reason name it, and those that do not name none', () => {
  const same = [at('network', 0), at('network', 1)];
  expect(failureMarks(same, days, 10 * MINUTE_MS)).toMatchObject([{ times: 2, reason: 'network' }]);
  const mixed = [at('network', 0), at('timeout', 1), at('timeout', 2)];
  expect(failureMarks(mixed, days, 10 * MINUTE_MS)).toMatchObject([{ times: 3, reason: undefined }]);
});

test('a failure of a token that was entered is none of the week’s, and a failure is no refresh', () => {
  const entered = { ...at('network', 0), of: 'candidate' } as HistoryEntry;
  expect(failureMarks([entered], days, MINUTE_MS)).toEqual([]);
  expect(refreshMarks([at('network', 0)], days, MINUTE_MS)).toEqual([]);
});
