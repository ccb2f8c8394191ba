import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';

export const SECOND_MS: DurationMs = 1000;
export const MINUTE_MS: DurationMs = 60 * SECOND_MS;
export const HOUR_MS: DurationMs = 60 * MINUTE_MS;
export const DAY_MS: DurationMs = 24 * HOUR_MS;

/** The year 2200. A moment after it comes from a broken file, and a Date may not hold what is reckoned from it. */
const LAST_PLAUSIBLE_AT: EpochMs = Date.UTC(2200);

/** Whether something of this app can have happened, or be planned, at this moment. */
export function isPlausible(at: EpochMs): boolean {
  return at >= 0 && at < LAST_PLAUSIBLE_AT;
}
