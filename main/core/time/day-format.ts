import type { EpochMs } from '../../../preload/contract/time.ts';
import { DAY_MS, HOUR_MS } from './time.ts';
import type { Calendar } from './calendar.ts';
import { span, type TimeFormat } from './time-format.ts';

/** What a day is written with: how the clock is written, and the calendar of the user's time zone. */
export interface DayContext {
  readonly now: EpochMs;
  readonly times: TimeFormat;
  readonly calendar: Calendar;
  /** Writes a day of the calendar. */
  readonly date: DateFormat;
}

/** Writes a day, counted from 1970-01-01: "Sat, Dec 5", with its year where `other` lies in another. */
export type DateFormat = (day: number, other: number) => string;

/**
 * The format of dates in the app's language, English, in the order that the locale has: "Sat, Dec 5" or "Sat, 5 Dec".
 * Weekday and month of another language would stand alone in an English sentence.
 */
export function dateFormat(locale: string): DateFormat {
  // Made when first needed: a process's first formatter takes some 10 ms, which the start has no time for.
  let made: DateFormat | undefined;
  return (day, other) => (made ??= makeDateFormat(locale))(day, other);
}

function makeDateFormat(locale: string): DateFormat {
  const order = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' })
    .formatToParts(0)
    .filter(({ type }) => type === 'month' || type === 'day');
  const monthFirst = order[0]?.type === 'month';
  const english = new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  });
  const parts = (day: number): Readonly<Record<string, string | undefined>> =>
    Object.fromEntries(english.formatToParts(day * DAY_MS).map(({ type, value }) => [type, value]));
  return (day, other) => {
    const { weekday = '', year = '', month = '', day: number = '' } = parts(day);
    const date = `${weekday}, ${monthFirst ? `${month} ${number}` : `${number} ${month}`}`;
    if (year === parts(other)['year']) return date;
    return monthFirst ? `${date}, ${year}` : `${date} ${year}`;
  };
}

/**
 * Writes a moment that is still to come, as it is seen from now: "in 42 min", "today 16:20 (in 5 h)", "tomorrow 9:00 (in
 * 20 h)", "Sat, Dec 5 (in 7 days)". The days are those of the calendar, as people count them.
 */
export function comingDay(at: EpochMs, { now, times, calendar, date }: DayContext): string {
  const leftMs = at - now;
  if (leftMs < HOUR_MS) return `in ${span(leftMs)}`;
  const [day, today] = [calendar.dayOf(at), calendar.dayOf(now)];
  const days = day - today;
  if (days > 1) return `${date(day, today)} (in ${days} days)`;
  // Minutes are of no use when the moment is hours away.
  const hours = span(leftMs - (leftMs % HOUR_MS));
  return `${days === 0 ? 'today' : 'tomorrow'} ${times.moment(at, at)} (in ${hours})`;
}
