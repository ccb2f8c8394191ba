import { HOUR_MS } from '../../main/core/time/time.ts';
import type { EpochMs } from '../../preload/contract/time.ts';

/** A calendar day of the user: 24 hours long, but 23 or 25 where the clocks change. */
export interface Day {
  readonly startAt: EpochMs;
  /** The start of the next day. */
  readonly endAt: EpochMs;
}

/** Longer than any day, and shorter than any two. */
const LONGER_THAN_A_DAY_MS = 30 * HOUR_MS;

/** The calendar days that `from` to `to` lie in, the first one first; `timeZone` undefined is the system's own. */
export function daysOf(from: EpochMs, to: EpochMs, timeZone?: string): readonly Day[] {
  const format = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...(timeZone !== undefined && { timeZone }) });
  const isSameDay = (one: EpochMs, other: EpochMs): boolean => format.format(one) === format.format(other);
  // Midnight is searched for and not calculated: where the clocks change at night, a day may have none.
  const endOf = (at: EpochMs): EpochMs => firstWhere(at, at + LONGER_THAN_A_DAY_MS, (moment) => !isSameDay(moment, at));

  const days: Day[] = [];
  let startAt = firstWhere(from - LONGER_THAN_A_DAY_MS, from, (moment) => isSameDay(moment, from));
  while (startAt <= to) {
    const endAt = endOf(startAt);
    days.push({ startAt, endAt });
    startAt = endAt;
  }
  return days;
}

/** The first millisecond after `before` for which `isPast` holds; it does at `after`, and goes on once it has begun. */
function firstWhere(before: EpochMs, after: EpochMs, isPast: (moment: EpochMs) => boolean): EpochMs {
  let [low, high] = [Math.floor(before), Math.floor(after)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isPast(middle)) high = middle;
    else low = middle;
  }
  return high;
}
