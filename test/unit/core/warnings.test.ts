import { describe, expect, test } from 'vitest';
import { calendarOf, DEFAULT_WORKING_HOURS as HOURS } from '../../../main/core/calendar.ts';
import { DAY_MS, HOUR_MS } from '../../../main/core/time.ts';
import { dueWarning, warningTimes } from '../../../main/core/warnings.ts';
import {
  isWeekOver,
  newWeek,
  used,
  weekSnapshot,
  WEEK_MS,
  type WarningKind,
  type Week,
} from '../../../main/core/week.ts';
import { fc, test as property } from './property.ts';

const calendar = calendarOf('UTC');
const at = (text: string): number => Date.parse(`${text}Z`);
const due = (week: Week, now: number): WarningKind | undefined => dueWarning(week, now, HOURS, calendar)?.kind;

describe('a week', () => {
  const entered = at('2026-11-17T10:00');

  test('ends a week after it was entered at the earliest, a week after the last use at the latest', () => {
    const week = used(newWeek(entered), entered + 3 * DAY_MS);
    expect(weekSnapshot(week)).toMatchObject({
      earliestEndAt: entered + WEEK_MS,
      latestEndAt: entered + 10 * DAY_MS,
      slides: false,
    });
  });

  test('is known to slide once the token works after that', () => {
    const week = used(newWeek(entered), entered + WEEK_MS + 1);
    expect(weekSnapshot(week)).toMatchObject({ earliestEndAt: entered + 2 * WEEK_MS + 1, slides: true });
    expect(week.warned).toEqual([]);
  });

  test('is not known to slide at the very end', () => {
    expect(used(newWeek(entered), entered + WEEK_MS).slides).toBe(false);
  });

  test('is over for a refusal in its last hour, not before', () => {
    const week = weekSnapshot(newWeek(entered));
    expect(isWeekOver(week, entered + WEEK_MS - HOUR_MS)).toBe(true);
    expect(isWeekOver(week, entered + WEEK_MS - HOUR_MS - 1)).toBe(false);
  });
});

describe('warnings', () => {
  test('come 48, 24 and 2 hours before the end and at it, where that is working time', () => {
    const week = newWeek(at('2026-11-12T14:00')); // ends on Thursday 19 November, 14:00
    expect(warningTimes(week, HOURS, calendar)).toEqual([
      ['48h', at('2026-11-17T14:00')],
      ['24h', at('2026-11-18T14:00')],
      ['2h', at('2026-11-19T12:00')],
      ['end', at('2026-11-19T14:00')],
    ]);
  });

  test('of an end on Monday at 03:00 all come on Friday at 16:00, as one', () => {
    const week = newWeek(at('2026-11-16T03:00'));
    const friday = at('2026-11-20T16:00');
    expect(warningTimes(week, HOURS, calendar).slice(0, 3)).toEqual([
      ['48h', friday],
      ['24h', friday],
      ['2h', friday],
    ]);
    expect(due(week, friday - 1)).toBeUndefined();
    expect(dueWarning(week, friday, HOURS, calendar)).toEqual({ kind: '2h', settled: ['48h', '24h', '2h'] });
  });

  test('come once each', () => {
    let week = newWeek(at('2026-11-12T14:00'));
    const given: string[] = [];
    for (let now = at('2026-11-12T14:00'); now < at('2026-11-21T00:00'); now += 10 * 60_000) {
      const warning = dueWarning(week, now, HOURS, calendar);
      if (warning === undefined) continue;
      given.push(warning.kind);
      week = { ...week, warned: warning.settled };
    }
    expect(given).toEqual(['48h', '24h', '2h', 'end']);
  });

  test('that were slept through are not given one after the other', () => {
    const week = newWeek(at('2026-11-12T14:00'));
    expect(dueWarning(week, at('2026-11-19T13:00'), HOURS, calendar)).toEqual({
      kind: '2h',
      settled: ['48h', '24h', '2h'],
    });
    expect(due(week, at('2026-11-20T09:00'))).toBe('end');
  });

  test('begin anew with a week that slides', () => {
    const warned = { ...newWeek(at('2026-11-12T14:00')), warned: ['48h', '24h', '2h', 'end'] as const };
    const week = used(warned, at('2026-11-19T14:01'));
    expect(due(week, at('2026-11-19T14:02'))).toBeUndefined();
    expect(due(week, at('2026-11-24T14:30'))).toBe('48h');
  });

  const entered = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00') });
  property(
    'nobody learns of the end only after it: a warning lies before it, in working hours',
    [entered],
    (enteredAt) => {
      let week = newWeek(enteredAt);
      const moments = warningTimes(week, HOURS, calendar).map(([, time]) => time);
      const given: (readonly [WarningKind, number])[] = [];
      // Looked at each moment at which one could come, and a little later.
      for (const now of moments.flatMap((time) => [time, time + 60_000]).sort((a, b) => a - b)) {
        const warning = dueWarning(week, now, HOURS, calendar);
        if (warning === undefined) continue;
        given.push([warning.kind, now]);
        week = { ...week, warned: warning.settled };
      }
      const kinds = given.map(([kind]) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(given.at(-1)).toEqual(['end', enteredAt + WEEK_MS]);
      const before = given.slice(0, -1);
      expect(before.length).toBeGreaterThan(0);
      for (const [, time] of before) {
        expect(time).toBeLessThan(enteredAt + WEEK_MS);
        expect(calendar.isWorkingTime(time, HOURS)).toBe(true);
      }
    },
  );
});
