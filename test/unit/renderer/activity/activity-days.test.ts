import { expect, test } from 'vitest';
import { HOUR_MS } from '../../../../main/core/time/time.ts';
import { activityDays } from '../../../../renderer/activity/activity-days.ts';
import { daysOf } from '../../../../renderer/timeline/days.ts';
import { failed } from '../../../support/page-harness/histories.ts';
import { test as property } from '../../../support/core/property.ts';
import { anyHistory, NOW } from '../timeline/histories.ts';

const BERLIN = 'Europe/Berlin';

property('each refresh and each try is counted once among the days', [anyHistory], (entries) => {
  const first = entries[0];
  if (first === undefined) return;
  const days = activityDays(entries, daysOf(first.at, NOW, BERLIN), NOW);
  const all = entries.filter((entry) => entry.kind === 'refresh' && entry.result === 'granted');
  expect(days.reduce((sum, { refreshes }) => sum + refreshes, 0)).toBe(all.length);
  const tries = entries.filter((entry) => entry.kind === 'refresh' && entry.result !== 'granted');
  const countedTries = days.reduce((sum, { failures }) => sum + failures, 0);
  expect(countedTries).toBe(tries.reduce((sum, each) => sum + each.times, 0));
  for (const { day, downtimeMs } of days) expect(downtimeMs).toBeLessThanOrEqual(day.endAt - day.startAt);
  expect(days.map(({ timeline }) => timeline.marks.filter(({ mark }) => mark.kind === 'now').length)).toEqual(
    days.map((_day, index) => (index === 0 ? 1 : 0)),
  );
});

test('a row of tries over midnight is drawn on both days, and counts on the first', () => {
  const midnight = Date.UTC(2026, 9, 24, 22);
  const row = failed('network', midnight - HOUR_MS, 9, midnight + HOUR_MS);
  const days = activityDays([row], daysOf(row.at, NOW, BERLIN), NOW);
  expect(days.map(({ failures }) => failures)).toEqual([0, 9]);
  expect(days.map(({ timeline }) => timeline.marks.filter(({ mark }) => mark.kind === 'failure').length)).toEqual([
    1, 1,
  ]);
});
