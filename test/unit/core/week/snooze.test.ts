import { describe, expect, test } from 'vitest';
import { calendarOf } from '../../../../main/core/time/calendar.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { dueWarning, nextWarningAt, snoozed, warningTimes } from '../../../../main/core/week/warnings.ts';
import { newWeek, used, weekSnapshot, WEEK_MS } from '../../../../main/core/week/week.ts';
import { at, calendar, due, dueAt, times, warnedAt } from '../../../support/core/weeks.ts';

describe('a snooze', () => {
  const week = newWeek(at('2026-11-12T14:00')); // ends on Thursday 19 November, 14:00
  const tuesday = at('2026-11-17T14:00');
  const warned = warnedAt(week, tuesday);
  const snooze = (until: Parameters<typeof snoozed>[1], of = warned, now = tuesday) =>
    snoozed(of, until, now, calendar);

  test('hides the warning that stands, and shows it again when it is ended', () => {
    expect(weekSnapshot(warned)).toMatchObject({ standing: '48h', snooze: undefined });
    const resting = snooze('inAnHour');
    expect(weekSnapshot(resting)).toMatchObject({ standing: undefined, snooze: { untilAt: tuesday + HOUR_MS } });
    expect(weekSnapshot(snooze('now', resting)).standing).toBe('48h');
    expect(due(snooze('now', resting), tuesday + MINUTE_MS)).toBeUndefined();
  });

  test('of an hour lets the warning come again after it, once', () => {
    const resting = snooze('inAnHour');
    expect(nextWarningAt(resting, times(resting), tuesday)).toBe(tuesday + HOUR_MS);
    expect(due(resting, tuesday + HOUR_MS - 1)).toBeUndefined();
    expect(due(resting, tuesday + HOUR_MS)).toBe('48h');
    const after = warnedAt(resting, tuesday + HOUR_MS);
    expect(weekSnapshot(after)).toMatchObject({ standing: '48h', snooze: undefined });
    expect(due(after, tuesday + 2 * HOUR_MS)).toBeUndefined();
  });

  test('until tomorrow holds back what falls due meanwhile, and only the last of it comes', () => {
    const late = { ...warned, enteredAt: at('2026-11-12T08:00'), lastUsedAt: at('2026-11-12T08:00') };
    const resting = snooze('tomorrow', late, at('2026-11-17T20:00'));
    expect(resting.snooze).toEqual({ untilAt: at('2026-11-18T09:00') });
    expect(due(resting, at('2026-11-18T08:30'))).toBeUndefined();
    expect(dueAt(resting, at('2026-11-18T09:00'))).toEqual({ kind: '24h', settled: ['48h', '24h'] });
  });

  test('does not hold back the end itself, and is over with it', () => {
    const thursday = at('2026-11-19T13:30');
    const resting = snooze('tomorrow', warnedAt(week, thursday), thursday);
    expect(nextWarningAt(resting, times(resting), thursday)).toBe(at('2026-11-19T14:00'));
    expect(due(resting, at('2026-11-19T14:00'))).toBe('end');
    expect(due(warnedAt(resting, at('2026-11-19T14:00')), at('2026-11-20T09:00'))).toBeUndefined();
  });

  test('of the word about the end lets that come again', () => {
    const ended = warnedAt(week, at('2026-11-19T14:00'));
    const resting = snooze('inAnHour', ended, at('2026-11-19T14:05'));
    expect(due(resting, at('2026-11-19T15:04'))).toBeUndefined();
    expect(due(resting, at('2026-11-19T15:05'))).toBe('end');
  });

  test('for this week holds back everything, and ends when the week begins anew', () => {
    const off = snooze('nextWeek');
    expect(nextWarningAt(off, times(off), tuesday)).toBeUndefined();
    for (let now = tuesday; now < tuesday + WEEK_MS; now += HOUR_MS) expect(due(off, now)).toBeUndefined();
    const anew = used(off, at('2026-11-19T14:01'));
    expect(weekSnapshot(anew).snooze).toBeUndefined();
    expect(due(anew, at('2026-11-24T14:30'))).toBe('48h');
  });

  test('outlives the use of a token whose week may be a fixed one', () => {
    expect(used(snooze('nextWeek'), tuesday + HOUR_MS).snooze).toEqual({ untilAt: undefined });
  });

  test('before any warning changes nothing', () => {
    expect(snooze('nextWeek', week)).toBe(week);
  });

  test('with hours changed meanwhile still comes to its end', () => {
    const sundays = { fromHour: 9, toHour: 17, weekdays: [7] };
    const sunday = at('2026-11-15T16:00');
    const early = dueWarning(week, warningTimes(week, sundays, calendar), sunday);
    expect(early?.kind).toBe('2h');
    const resting = snooze('inAnHour', { ...week, warned: early?.settled ?? [] }, sunday);
    expect(due(resting, sunday + HOUR_MS)).toBe('2h');
  });

  test.each([
    ['Europe/Berlin', '2026-03-28T22:00+01:00', '2026-03-29T09:00+02:00'],
    ['Europe/Berlin', '2026-10-24T22:00+02:00', '2026-10-25T09:00+01:00'],
    ['America/New_York', '2026-03-07T23:59-05:00', '2026-03-08T09:00-04:00'],
    ['Asia/Tokyo', '2026-12-31T08:00+09:00', '2027-01-01T09:00+09:00'],
  ])('until tomorrow is 9:00 on the clocks of %s, from %s', (zone, from, to) => {
    expect(snoozed(warned, 'tomorrow', Date.parse(from), calendarOf(zone)).snooze).toEqual({ untilAt: Date.parse(to) });
  });
});
