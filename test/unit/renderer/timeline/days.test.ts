import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../main/core/time/time.ts';
import { daysOf } from '../../../../renderer/timeline/days.ts';
import { fc, test as property } from '../../../support/core/property.ts';

const lengths = (from: number, to: number, timeZone: string): number[] =>
  daysOf(from, to, timeZone).map(({ startAt, endAt }) => (endAt - startAt) / HOUR_MS);

test.each([
  ['Europe/Berlin', Date.UTC(2026, 2, 28, 12), [24, 23, 24]],
  ['Europe/Berlin', Date.UTC(2026, 9, 24, 12), [24, 25, 24]],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 2), [24, 24.5, 24]],
  // Here the clocks change at midnight, and the day begins at one.
  ['Africa/Cairo', Date.UTC(2026, 3, 23, 12), [24, 23, 24]],
  ['UTC', Date.UTC(2026, 11, 31, 12), [24, 24, 24]],
])('days in %s are as long as they are there', (timeZone, from, hours) => {
  expect(lengths(from, from + 2 * DAY_MS, timeZone)).toEqual(hours);
});

test('a day begins at its first millisecond, and not before', () => {
  const midnight = Date.UTC(2026, 10, 19, 23);
  const [friday] = daysOf(midnight, midnight, 'Europe/Berlin');
  expect(friday).toEqual({ startAt: midnight, endAt: midnight + DAY_MS });
  expect(daysOf(midnight - 1, midnight, 'Europe/Berlin')).toHaveLength(2);
});

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'Africa/Cairo',
  'America/New_York',
  'Pacific/Apia',
  'Asia/Kathmandu',
);
const moment = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2029, 0) });

property(
  'days follow each other without a gap, and hold both ends',
  [zone, moment, fc.nat(9 * DAY_MS)],
  (tz, from, ms) => {
    const days = daysOf(from, from + ms, tz);
    expect(days[0]?.startAt).toBeLessThanOrEqual(from);
    expect(days[0]?.endAt).toBeGreaterThan(from);
    expect(days.at(-1)?.startAt).toBeLessThanOrEqual(from + ms);
    expect(days.at(-1)?.endAt).toBeGreaterThan(from + ms);
    days.slice(1).forEach((day, index) => expect(day.startAt).toBe(days[index]?.endAt));
    const midnight = new Intl.DateTimeFormat('en-GB', { timeZone: tz, dateStyle: 'short' });
    for (const { startAt } of days) expect(midnight.format(startAt)).not.toBe(midnight.format(startAt - 1));
  },
);
