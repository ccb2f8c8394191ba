import type { DurationMs, EpochMs } from '../../../preload/contract/snapshot.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

/** How people are told a time, in their own locale and time zone. */
export interface TimeFormat {
  /** A moment seen from `now`: "11:00", on another day "Friday 16:20", further off "3 Dec, 16:20". */
  readonly moment: (at: EpochMs, now: EpochMs) => string;
}

/** A moment and its words. */
export type FormattedMoment = readonly [at: EpochMs, text: string];

/** So long the words of a moment hold that were made at another: a day may end at any time, but hardly in that. */
const SAID_FOR_MS: DurationMs = SECOND_MS;

/**
 * Words that were made elsewhere at `saidAt`, for as long as they hold; `others` is asked for what is not among them.
 * It is made when it is first needed, since the first formatter of a process takes some 10 ms.
 */
export function preparedTimeFormat(
  said: readonly FormattedMoment[],
  saidAt: EpochMs,
  others: () => TimeFormat,
): TimeFormat {
  const known = new Map(said);
  let made: TimeFormat | undefined;
  return {
    moment(at, now) {
      const words = Math.abs(now - saidAt) < SAID_FOR_MS ? known.get(at) : undefined;
      return words ?? (made ??= others()).moment(at, now);
    },
  };
}

/** Words for moments; `timeZone` undefined is the system's own. */
export function timeFormat(locale: string, timeZone?: string): TimeFormat {
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', ...zone });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone });
  // The calendar day as a text, since a day is not always 24 hours long.
  const dayOf = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone });
  return {
    moment(at, now) {
      if (dayOf.format(at) === dayOf.format(now)) return clock.format(at);
      if (Math.abs(at - now) < 6 * DAY_MS) return `${weekday.format(at)} ${clock.format(at)}`;
      return `${date.format(at)}, ${clock.format(at)}`;
    },
  };
}

/** A span in whole units, rounded down so that it never promises more: "42 min", "1 h 5 min", "3 days". */
export function span(ms: DurationMs): string {
  if (ms < MINUTE_MS) return 'under 1 min';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) {
    const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
    return `${Math.floor(ms / HOUR_MS)} h${minutes === 0 ? '' : ` ${minutes} min`}`;
  }
  return `${Math.floor(ms / DAY_MS)} days`;
}
