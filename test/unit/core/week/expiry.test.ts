import { expect, test } from 'vitest';
import { calendarOf } from '../../../../main/core/time/calendar.ts';
import { dateFormat } from '../../../../main/core/time/day-format.ts';
import { DAY_MS, HOUR_MS } from '../../../../main/core/time/time.ts';
import { timeFormat } from '../../../../main/core/time/time-format.ts';
import { expiryLine } from '../../../../main/core/week/expiry.ts';
import { newWeek, used, weekSnapshot, type Week } from '../../../../main/core/week/week.ts';

const ENTERED_AT = Date.UTC(2026, 10, 28, 10);

const line = (week: Week, now: number) =>
  expiryLine(weekSnapshot(week), {
    now,
    times: timeFormat('en-US', 'UTC'),
    calendar: calendarOf('UTC'),
    date: dateFormat('en-US'),
  });

test('says when it expires, and that it may where NERD may allow longer', () => {
  const week = newWeek(ENTERED_AT);
  expect(line(week, ENTERED_AT)).toBe('Refresh token expires Sat, Dec 5 (in 7 days)');
  expect(line(used(week, ENTERED_AT + HOUR_MS), ENTERED_AT + HOUR_MS)).toBe(
    'Refresh token may expire Sat, Dec 5 (in 7 days)',
  );
});

test('says of a week that counts from the last use that use moves it', () => {
  const week = used(newWeek(ENTERED_AT), ENTERED_AT + 8 * DAY_MS);
  expect(line(week, ENTERED_AT + 8 * DAY_MS)).toBe('Refresh token expires Sun, Dec 13 (in 7 days) if not used');
});

test('promises nothing after the earliest end', () => {
  expect(line(newWeek(ENTERED_AT), ENTERED_AT + 7 * DAY_MS)).toBe('Refresh token may have expired');
});
