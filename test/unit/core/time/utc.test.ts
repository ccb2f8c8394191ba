import { expect, test } from 'vitest';
import { utc, utcDay, utcTime } from '../../../../main/core/time/utc.ts';

test('a moment is written as ISO 8601 has it, in UTC wherever the computer is', () => {
  const at = Date.UTC(2026, 10, 4, 9, 5, 7);
  expect([utcDay(at), utcTime(at), utc(at)]).toEqual(['2026-11-04', '09:05:07', '2026-11-04 09:05:07']);
});

test('midnight is 00, not 24', () => {
  expect(utc(Date.UTC(2027, 0, 1))).toBe('2027-01-01 00:00:00');
});
