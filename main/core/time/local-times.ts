import { calendarOf, type Calendar } from './calendar.ts';
import { dateFormat, type DateFormat } from './day-format.ts';
import { timeFormat, type TimeFormat } from './time-format.ts';

/** How times are written and calculated where the user is. */
export interface LocalTimes {
  /** The IANA name; undefined is the system's own time zone. */
  readonly timeZone: string | undefined;
  readonly format: TimeFormat;
  readonly calendar: Calendar;
  readonly date: DateFormat;
}

/** Follows the user from one time zone to the next: each call gives what holds in the current zone. */
export function followTimeZone(locale: string, timeZoneNow: () => string | undefined): () => LocalTimes {
  const date = dateFormat(locale);
  const inZone = (timeZone: string | undefined): LocalTimes => ({
    timeZone,
    format: timeFormat(locale, timeZone),
    calendar: calendarOf(timeZone),
    date,
  });
  let last = inZone(timeZoneNow());
  return () => {
    const timeZone = timeZoneNow();
    if (timeZone !== last.timeZone) last = inZone(timeZone);
    return last;
  };
}
