import { calendarOf, type Calendar } from './calendar.ts';
import { timeFormat, type TimeFormat } from './time-format.ts';

/** How times are told and reckoned where the user is. */
export interface LocalTimes {
  /** IANA; undefined is the system's own. */
  readonly timeZone: string | undefined;
  readonly format: TimeFormat;
  readonly calendar: Calendar;
}

/** Follows the user from one time zone to the next: gives what holds in the zone of this moment. */
export function followTimeZone(locale: string, timeZoneNow: () => string | undefined): () => LocalTimes {
  const inZone = (timeZone: string | undefined): LocalTimes => ({
    timeZone,
    format: timeFormat(locale, timeZone),
    calendar: calendarOf(timeZone),
  });
  let last = inZone(timeZoneNow());
  return () => {
    const timeZone = timeZoneNow();
    if (timeZone !== last.timeZone) last = inZone(timeZone);
    return last;
  };
}
