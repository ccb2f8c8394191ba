import type { EpochMs } from '../../../preload/contract/time.ts';

// Swedish writes dates and times as ISO 8601 does.
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });
const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', timeStyle: 'medium' });

/** The day in UTC, as "2026-11-24". */
export function utcDay(at: EpochMs): string {
  return day.format(at);
}

/** The time in UTC, as "10:00:00". */
export function utcTime(at: EpochMs): string {
  return time.format(at);
}

/** The day and time in UTC, as "2026-11-24 10:00:00". */
export function utc(at: EpochMs): string {
  return `${utcDay(at)} ${utcTime(at)}`;
}
