import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEntry, HistoryEvent } from '../../../../preload/contract/history.ts';
import { activityList } from '../../../../renderer/activity/activity-list.ts';
import { activityTimes } from '../../../../renderer/text/activity-times.ts';
import { daysOf } from '../../../../renderer/timeline/days.ts';
import { berlin, failed, hourly, historyEntry, REFUSED, WEEK } from '../../../support/page-harness/histories.ts';
import { NOW } from '../../../support/page-harness/snapshots.ts';
import { test as property } from '../../../support/core/property.ts';
import { anyHistory, NOW as SUNDAY } from '../timeline/histories.ts';

const BERLIN = 'Europe/Berlin';
const times = activityTimes('en-GB', BERLIN);

function list(entries: readonly HistoryEntry[], now = NOW): string[] {
  const days = daysOf(entries[0]?.at ?? now, now, BERLIN);
  return activityList(entries, days, now, times).flatMap(({ day, lines }) => [
    times.dayTitle(day.startAt, now),
    ...lines.map(({ time, text }) => `${time} ${text}`),
  ]);
}

describe('the list', () => {
  test('reads well: by day, the newest first, routine in a row as one', () => {
    expect(list(WEEK)).toMatchInlineSnapshot(`
      [
        "Today",
        "10:02 Refreshed on request, took 0.3 s",
        "09:45 Refreshed, took 0.2 s",
        "08:55 Refreshed, took 0.4 s",
        "Thursday 19 November",
        "18:02 The computer slept until Friday 08:55",
        "17:21 Refreshed, took 0.3 s",
        "16:21 Refreshed, took 0.4 s",
        "16:02–16:20 Access token copied 3 times, good for 55 min",
        "15:21 Refreshed, took 0.2 s",
        "13:10 NERD Tray ended without being quit, and started again 15:20",
        "13:10 Refreshed, took 0.4 s",
        "12:50 Resumed",
        "12:15 Paused",
        "08:16–12:10 Refreshed 5 times, up to 0.4 s",
        "08:10–08:14 NERD did not answer in time, 2 tries",
        "Wednesday 18 November",
        "18:02 The computer slept until Thursday 08:05",
        "13:46–17:46 Refreshed 5 times, up to 0.4 s",
        "13:10–13:40 NERD could not be reached, 5 tries",
        "08:46–12:46 Refreshed 5 times, up to 0.4 s",
        "Tuesday 17 November",
        "19:20 The computer slept until Wednesday 08:45",
        "11:35–18:35 Refreshed 8 times, up to 0.4 s",
        "11:20 Access token copied, good for 42 min",
        "10:35 Refreshed, took 0.2 s",
        "09:35 Refreshed, took 0.3 s",
        "08:40 New refresh token entered",
        "Monday 16 November",
        "17:40 The computer slept until Tuesday 08:30",
        "16:51 Refreshed, took 0.2 s",
        "16:00 Warned of the week’s end, about a day ahead",
        "08:51–15:51 Refreshed 8 times, up to 0.4 s",
        "Friday 13 November",
        "17:30 NERD Tray was quit, and started again Monday 08:50",
        "09:13–16:13 Refreshed 8 times, up to 0.4 s",
        "09:12 NERD Tray started",
      ]
    `);
  });

  test('a token that NERD refused is told once for each time', () => {
    expect(list(REFUSED)[1]).toBe('09:45–09:46 NERD refused, 2 tries');
  });

  test('trying an entered token is told with what came of it; later tries of a kept one are told by themselves', () => {
    const tried = (own: boolean, at: number) =>
      historyEntry({ kind: 'refresh', of: 'candidate', own, result: 'network', tookMs: 9 }, at);
    const entered = historyEntry(
      { kind: 'connect', account: 'refreshToken', renewed: false, result: 'unreachable', tookMs: 9 },
      berlin(0, 9),
    );
    expect(list([tried(false, berlin(0, 9)), entered, tried(true, berlin(0, 9, 30))])).toEqual([
      'Today',
      '09:30 NERD could not be reached',
      '09:00 A refresh token was entered, but NERD could not be reached',
    ]);
  });

  test('two refreshes in a row stay two lines, and midnight ends a row', () => {
    const late = hourly(berlin(1, 22), berlin(0, 2));
    expect(list(late).map((line) => line.split(', ')[0])).toEqual([
      'Today',
      '01:00 Refreshed',
      '00:00 Refreshed',
      'Thursday 19 November',
      '23:00 Refreshed',
      '22:00 Refreshed',
    ]);
  });

  test('a row of tries over midnight belongs to the day it began on', () => {
    expect(list([failed('timeout', berlin(1, 23, 50), 4, berlin(0, 0, 10))])).toEqual([
      'Thursday 19 November',
      '23:50 – Friday 00:10 NERD did not answer in time, 4 tries',
    ]);
  });

  test.each<[string, HistoryEvent, string]>([
    [
      'a demo',
      { kind: 'connect', account: 'demo', renewed: false, result: 'connected', tookMs: 9 },
      'Demo account started',
    ],
    [
      'a first token',
      { kind: 'connect', account: 'refreshToken', renewed: false, result: 'connected', tookMs: 9 },
      'Connected',
    ],
    ['a copy', { kind: 'copy', ok: true, lastsMs: 42 * MINUTE_MS, tookMs: 9 }, 'Access token copied, good for 42 min'],
    ['no copy', { kind: 'copy', ok: false, tookMs: 9 }, 'The access token could not be copied'],
    ['forgetting', { kind: 'forget', ok: true }, 'Refresh token forgotten'],
    ['not forgetting', { kind: 'forget', ok: false }, 'What the keychain holds could not be deleted'],
    ['a pause', { kind: 'pause', until: 'tomorrow' }, 'Paused until tomorrow'],
    ['a warning', { kind: 'warning', of: 'end' }, 'Told that the week is over'],
    ['a snooze', { kind: 'snooze', until: 'nextWeek' }, 'No more warnings this week'],
    [
      'a fast clock',
      { kind: 'clock', shiftMs: -180 * MINUTE_MS, skewMs: 180 * MINUTE_MS, applied: true },
      'This computer’s clock was found to be 3 h fast',
    ],
    [
      'a clock set right',
      { kind: 'clock', shiftMs: 0, skewMs: 900, applied: true },
      'This computer’s clock is right again',
    ],
  ])('tells of %s', (_name, event, words) => {
    expect(list([historyEntry(event, berlin(0, 9))])).toEqual(['Today', `09:00 ${words}`]);
  });

  property('each day has lines, and each line lies in its day', [anyHistory], (entries) => {
    const first = entries[0]?.at ?? SUNDAY;
    const days = activityList(entries, daysOf(first, SUNDAY, BERLIN), SUNDAY, times);
    for (const { day, lines } of days) {
      expect(lines.length).toBeGreaterThan(0);
      for (const { at } of lines) expect(at >= day.startAt && at < day.endAt).toBe(true);
      lines.slice(1).forEach(({ at }, index) => expect(at).toBeLessThanOrEqual(lines[index]?.at ?? 0));
    }
    const copies = entries.filter(({ kind }) => kind === 'copy').length;
    const told = days.flatMap(({ lines }) => lines).filter(({ text }) => text.startsWith('Access token copied'));
    expect(told).toHaveLength(copies);
  });
});
