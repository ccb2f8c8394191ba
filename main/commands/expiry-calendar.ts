import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import type { EpochMs } from '../../preload/contract/time.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../core/time/time.ts';

/** How long before the expiry a calendar reminds of it: as the first and the last warning that still leave time. */
const REMINDERS_S: readonly number[] = [(2 * DAY_MS) / SECOND_MS, (2 * HOUR_MS) / SECOND_MS];

/**
 * The expiry of a refresh token as a calendar file (iCalendar, RFC 5545): one event with reminders, which a calendar
 * keeps when the app has quit. Entered twice, it is one event still. `writtenAt` is when the file is made.
 */
export function expiryCalendar(expiresAt: EpochMs, writtenAt: EpochMs): string {
  const calendar = ical({ prodId: { company: 'NERD Tray', product: 'NERD Tray' }, method: ICalCalendarMethod.PUBLISH });
  const event = calendar.createEvent({
    id: `refresh-token-${expiresAt}@nerd-tray`,
    stamp: new Date(writtenAt),
    start: new Date(expiresAt),
    summary: 'NERD refresh token expires',
    description: 'Copy a new refresh token from your Account page in NERD, then press Renew in NERD Tray.',
  });
  for (const trigger of REMINDERS_S) event.createAlarm({ type: ICalAlarmType.display, trigger });
  return `${calendar.toString()}\r\n`;
}
