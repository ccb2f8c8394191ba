import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../main/core/time/time.ts';
import { isWeekOver, newWeek, used, weekSnapshot, WEEK_MS } from '../../../../main/core/week/week.ts';
import { at } from '../../../support/core/weeks.ts';

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

  test('is over for a rejection in its last hour, not before', () => {
    const week = weekSnapshot(newWeek(entered));
    expect(isWeekOver(week, entered + WEEK_MS - HOUR_MS)).toBe(true);
    expect(isWeekOver(week, entered + WEEK_MS - HOUR_MS - 1)).toBe(false);
  });
});
