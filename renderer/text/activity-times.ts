import { MINUTE_MS, SECOND_MS } from '../../main/core/time/time.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { activityText } from './activity-text.ts';

/** Formats the times of the history, in the user's locale and time zone. */
export interface ActivityTimes {
  /** "08:10–08:40", "18:02 – Tuesday 08:55", or "09:45" if both are in the same minute. */
  readonly range: (at: EpochMs, endAt: EpochMs) => string;
  /** The same, after the name of the day. */
  readonly dayRange: (at: EpochMs, endAt: EpochMs) => string;
  /** "08:55", or "Tuesday 08:55" where that is another day than `from`'s. */
  readonly later: (at: EpochMs, from: EpochMs) => string;
  /** "T", for Tuesday */
  readonly initial: (at: EpochMs) => string;
  /** "Tue 24" */
  readonly shortDay: (at: EpochMs) => string;
  /** "Today", "Sunday 22 November" */
  readonly dayTitle: (at: EpochMs, now: EpochMs) => string;
  /** "0.3 s"; the smallest is "0.1 s". */
  readonly seconds: (ms: DurationMs) => string;
}

/** The formats of a locale; `timeZone` undefined is the system's own. */
export function activityTimes(locale: string, timeZone?: string): ActivityTimes {
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { ...options, ...(timeZone !== undefined && { timeZone }) });
  const clock = format({ hour: '2-digit', minute: '2-digit' });
  const weekday = format({ weekday: 'long' });
  const initial = format({ weekday: 'narrow' });
  const shortDay = format({ weekday: 'short', day: 'numeric' });
  const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const date = format({ dateStyle: 'short' });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

  const isSameDay = (one: EpochMs, other: EpochMs): boolean => date.format(one) === date.format(other);
  const later = (at: EpochMs, from: EpochMs): string =>
    isSameDay(at, from) ? clock.format(at) : `${weekday.format(at)} ${clock.format(at)}`;
  const range = (at: EpochMs, endAt: EpochMs): string => {
    // The texts alone do not tell: a clock that is put back shows the same minute an hour later.
    if (endAt - at < MINUTE_MS && clock.format(at) === clock.format(endAt)) return clock.format(at);
    return `${clock.format(at)}${isSameDay(at, endAt) ? '–' : ' – '}${later(endAt, at)}`;
  };

  return {
    range,
    dayRange: (at, endAt) => `${weekday.format(at)} ${range(at, endAt)}`,
    later,
    initial: (at) => initial.format(at),
    shortDay: (at) => shortDay.format(at),
    dayTitle: (at, now) => (isSameDay(at, now) ? activityText.today : longDay.format(at)),
    seconds: (ms) => activityText.seconds(tenths.format(Math.max(0.1, ms / SECOND_MS))),
  };
}
