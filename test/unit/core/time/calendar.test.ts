import { describe, expect, test } from 'vitest';
import {
  calendarOf,
  DEFAULT_WORKING_HOURS as HOURS,
  hasWorkingTime,
  intoWorkingHours,
} from '../../../../main/core/time/calendar.ts';

const berlin = calendarOf('Europe/Berlin');
const at = (text: string): number => Date.parse(text);
const moved = (text: string): string => new Date(intoWorkingHours(at(text), HOURS, berlin)).toISOString();

test('hours that end as they begin, or on no day, have no working time', () => {
  expect(hasWorkingTime(HOURS)).toBe(true);
  expect(hasWorkingTime({ ...HOURS, fromHour: 17 })).toBe(false);
  expect(hasWorkingTime({ ...HOURS, fromHour: 18 })).toBe(false);
  expect(hasWorkingTime({ ...HOURS, weekdays: [] })).toBe(false);
});

describe('a moment outside working hours moves to an hour before the end of the working time before it', () => {
  test.each([
    ['Monday 03:00 to Friday 16:00', '2026-11-23T03:00+01:00', '2026-11-20T15:00:00.000Z'],
    ['Tuesday 08:59 to Monday 16:00', '2026-11-24T08:59+01:00', '2026-11-23T15:00:00.000Z'],
    ['Tuesday 17:00 to that day’s 16:00', '2026-11-24T17:00+01:00', '2026-11-24T15:00:00.000Z'],
    ['Sunday noon to Friday 16:00', '2026-11-22T12:00+01:00', '2026-11-20T15:00:00.000Z'],
    [
      'Monday 03:00 after the clocks went back, to Friday 16:00 summer time',
      '2026-10-26T03:00+01:00',
      '2026-10-23T14:00:00.000Z',
    ],
    [
      'Monday 03:00 after the clocks went forward, to Friday 16:00 winter time',
      '2026-03-30T03:00+02:00',
      '2026-03-27T15:00:00.000Z',
    ],
  ])('%s', (_name, from, to) => {
    expect(moved(from)).toBe(to);
  });

  test.each(['2026-11-24T09:00+01:00', '2026-11-24T16:59+01:00'])('and one inside stays: %s', (inside) => {
    expect(moved(inside)).toBe(new Date(at(inside)).toISOString());
  });

  test('with no working day at all, it stays', () => {
    const never = { ...HOURS, weekdays: [] };
    expect(intoWorkingHours(at('2026-11-22T12:00+01:00'), never, berlin)).toBe(at('2026-11-22T12:00+01:00'));
  });
});

test('the day on which the clocks went forward is not passed over', () => {
  const sundays = { fromHour: 9, toHour: 24, weekdays: [7] };
  const monday = at('2026-03-30T00:30+02:00');
  expect(berlin.lastWorkingEnd(monday, sundays)).toBe(at('2026-03-30T00:00+02:00'));
});

test('the time zone counts', () => {
  const tokyo = calendarOf('Asia/Tokyo');
  expect(tokyo.isWorkingTime(at('2026-11-24T01:00Z'), HOURS)).toBe(true);
  expect(berlin.isWorkingTime(at('2026-11-24T01:00Z'), HOURS)).toBe(false);
});
