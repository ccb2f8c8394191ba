import { expect, test } from 'vitest';
import { calendarOf } from '../../../../main/core/time/calendar.ts';
import { comingDay, dateFormat } from '../../../../main/core/time/day-format.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { timeFormat } from '../../../../main/core/time/time-format.ts';

const NOW = Date.UTC(2026, 10, 28, 10); // 11:00 in Berlin, a Saturday

const written = (at: number, locale = 'en-GB', now = NOW) =>
  comingDay(at, {
    now,
    times: timeFormat(locale, 'Europe/Berlin'),
    calendar: calendarOf('Europe/Berlin'),
    date: dateFormat(locale),
  });

test.each([
  [42 * MINUTE_MS, 'in 42 min'],
  [59_999, 'in under 1 min'],
  [5 * HOUR_MS + 20 * MINUTE_MS, 'today 16:20 (in 5 h)'],
  [22 * HOUR_MS, 'tomorrow 09:00 (in 22 h)'],
  [36 * HOUR_MS, 'tomorrow 23:00 (in 36 h)'],
  [37 * HOUR_MS, 'Mon, 30 Nov (in 2 days)'],
  [7 * DAY_MS, 'Sat, 5 Dec (in 7 days)'],
  [7 * DAY_MS - MINUTE_MS, 'Sat, 5 Dec (in 7 days)'],
])('%d ms from now is %s', (ms, text) => {
  expect(written(NOW + ms)).toBe(text);
});

test('the day is that of the user’s own calendar', () => {
  const late = Date.UTC(2026, 10, 28, 22, 30); // 23:30 in Berlin
  expect(written(late + 90 * MINUTE_MS, 'en-GB', late)).toBe('tomorrow 01:00 (in 1 h)');
});

test.each([
  ['en-US', 'Sat, Dec 5 (in 7 days)'],
  ['de-DE', 'Sat, 5 Dec (in 7 days)'],
  ['ja-JP', 'Sat, Dec 5 (in 7 days)'],
  ['ar-EG', 'Sat, 5 Dec (in 7 days)'],
])('in %s the date has that order, and English names', (locale, text) => {
  expect(written(NOW + 7 * DAY_MS, locale)).toBe(text);
});

test('the year stands where it is not this one', () => {
  const december = Date.UTC(2026, 11, 29, 10);
  expect(written(december + 7 * DAY_MS, 'en-US', december)).toBe('Tue, Jan 5, 2027 (in 7 days)');
  expect(written(december + 7 * DAY_MS, 'en-GB', december)).toBe('Tue, 5 Jan 2027 (in 7 days)');
});
