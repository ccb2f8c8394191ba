import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

/** Writes times for people, in their own locale and time zone. */
export interface TimeFormat {
  /** Writes a moment as it is seen from `now`: "11:00", on another day "Friday 16:20", further off "3 Dec, 16:20". */
  readonly moment: (at: EpochMs, now: EpochMs) => string;
}

/** A moment with its text. */
export type FormattedMoment = readonly [at: EpochMs, text: string];

/** How long a formatted text stays right: a day may end at any moment, and then the text changes. */
const PREPARED_FOR_MS: DurationMs = SECOND_MS;

/**
 * A format that uses texts which were prepared elsewhere at `preparedAt`, for as long as they stay right. `others`
 * makes the format for all other moments; it is called when first needed, since a process's first formatter takes some
 * 10 ms.
 */
export function preparedTimeFormat(
  prepared: readonly FormattedMoment[],
  preparedAt: EpochMs,
  others: () => TimeFormat,
): TimeFormat {
  const known = new Map(prepared);
  let made: TimeFormat | undefined;
  return {
    moment(at, now) {
      const text = Math.abs(now - preparedAt) < PREPARED_FOR_MS ? known.get(at) : undefined;
      return text ?? (made ??= others()).moment(at, now);
    },
  };
}

/** The format for a locale and a time zone; an undefined `timeZone` is the system's own. */
export function timeFormat(locale: string, timeZone?: string): TimeFormat {
  const zone = timeZone === undefined ? {} : { timeZone };
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', ...zone });
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone });
  // Calendar days are compared as texts, since a day is not always 24 hours long.
  const dayOf = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone });
  // Made when first needed, which is twice a year at most.
  let withZone: Intl.DateTimeFormat | undefined;
  const time = (at: EpochMs): string => {
    const text = clock.format(at);
    const isTwice = SET_BACK_BY_MS.some((by) => [at - by, at + by].some((other) => clock.format(other) === text));
    if (!isTwice) return text;
    withZone ??= new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
      ...zone,
    });
    return withZone.format(at);
  };
  return {
    moment(at, now) {
      if (dayOf.format(at) === dayOf.format(now)) return time(at);
      if (Math.abs(at - now) < 6 * DAY_MS) return `${weekday.format(at)} ${time(at)}`;
      return `${date.format(at)}, ${time(at)}`;
    },
  };
}

/** By how much clocks are set back where summer time ends: by half an hour on Lord Howe Island, else by an hour. */
const SET_BACK_BY_MS: readonly DurationMs[] = [HOUR_MS, HOUR_MS / 2];

/** Writes a span in whole units, rounded down so that it never promises more: "42 min", "1 h 5 min", "3 days". */
export function span(ms: DurationMs): string {
  if (ms < MINUTE_MS) return 'under 1 min';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) {
    const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS);
    return `${Math.floor(ms / HOUR_MS)} h${minutes === 0 ? '' : ` ${minutes} min`}`;
  }
  return `${Math.floor(ms / DAY_MS)} days`;
}
