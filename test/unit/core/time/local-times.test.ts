import { expect, test } from 'vitest';
import { calendarOf } from '../../../../main/core/time/calendar.ts';
import { followTimeZone } from '../../../../main/core/time/local-times.ts';
import { HOUR_MS } from '../../../../main/core/time/time.ts';

const NOON = Date.UTC(2026, 10, 24, 12);

test('follows the user to another time zone', () => {
  let zone: string | undefined = 'Europe/London';
  const local = followTimeZone('en-GB', () => zone);
  expect(local().format.moment(NOON, NOON)).toBe('12:00');
  zone = 'Asia/Tokyo';
  expect(local()).toMatchObject({ timeZone: 'Asia/Tokyo' });
  expect(local().format.moment(NOON, NOON)).toBe('21:00');
  expect(local().calendar.nextDayAt(NOON, 9)).toBe(Date.UTC(2026, 10, 25, 0));
});

test('in the same zone nothing is made anew', () => {
  const local = followTimeZone('en-GB', () => 'UTC');
  expect(local()).toBe(local());
});

test.each([
  ['the end of a month', 'UTC', Date.UTC(2026, 10, 30, 23, 59), Date.UTC(2026, 11, 1, 9)],
  ['the end of a year', 'UTC', Date.UTC(2026, 11, 31, 0), Date.UTC(2027, 0, 1, 9)],
  ['the day before summer time', 'Europe/Berlin', Date.UTC(2026, 2, 28, 12), Date.UTC(2026, 2, 29, 7)],
  ['the day before winter time', 'America/New_York', Date.UTC(2026, 9, 31, 12), Date.UTC(2026, 10, 1, 14)],
  ['after midnight where the user is', 'Asia/Tokyo', NOON + 4 * HOUR_MS, Date.UTC(2026, 10, 26, 0)],
])('nine o’clock of the next day: %s', (_name, zone, at, nine) => {
  expect(calendarOf(zone).nextDayAt(at, 9)).toBe(nine);
});
