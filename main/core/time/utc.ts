import type { EpochMs } from '../../../preload/contract/snapshot.ts';

// Swedish writes dates and times as ISO 8601 does.
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', dateStyle: 'short' });
const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'UTC', timeStyle: 'medium' });

/** "2026-11-24", in UTC. */
export function utcDay(at: EpochMs): string {
  return day.format(at);
}

/** "10:00:00", in UTC. */
export function utcTime(at: EpochMs): string {
  return time.format(at);
}

/** "2026-11-24 10:00:00", in UTC. */
export function utc(at: EpochMs): string {
  return `${utcDay(at)} ${utcTime(at)}`;
}
