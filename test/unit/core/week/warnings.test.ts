import { describe, expect, test } from 'vitest';
import { DEFAULT_WORKING_HOURS as HOURS } from '../../../../main/core/time/calendar.ts';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import { given, warningTimes } from '../../../../main/core/week/warnings.ts';
import { newWeek, used } from '../../../../main/core/week/week.ts';
import { at, calendar, due, dueAt } from '../../../support/core/weeks.ts';

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
    expect(dueAt(week, friday)).toEqual({ kind: '2h', settled: ['48h', '24h', '2h'] });
  });

  test('come once each', () => {
    let week = newWeek(at('2026-11-12T14:00'));
    const told: string[] = [];
    for (let now = at('2026-11-12T14:00'); now < at('2026-11-21T00:00'); now += 10 * MINUTE_MS) {
      const warning = dueAt(week, now);
      if (warning === undefined) continue;
      told.push(warning.kind);
      week = given(week, warning);
    }
    expect(told).toEqual(['48h', '24h', '2h', 'end']);
  });

  test('that were slept through are not given one after the other', () => {
    const week = newWeek(at('2026-11-12T14:00'));
    expect(dueAt(week, at('2026-11-19T13:00'))).toEqual({
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

  test('do not come with the token itself where there is little working time; the day before has to do then', () => {
    const mondays = { fromHour: 9, toHour: 10, weekdays: [1] };
    const week = newWeek(at('2026-11-17T12:00')); // a Tuesday
    expect(warningTimes(week, mondays, calendar)).toEqual([
      ['48h', at('2026-11-22T12:00')],
      ['24h', at('2026-11-23T09:00')],
      ['2h', at('2026-11-23T09:00')],
      ['end', at('2026-11-24T12:00')],
    ]);
  });
});
