import type { WorkingHours } from '../../../preload/contract/settings.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './time.ts';

/** Monday to Friday, from 9 to 17. */
export const DEFAULT_WORKING_HOURS: WorkingHours = { fromHour: 9, toHour: 17, weekdays: [1, 2, 3, 4, 5] };

/** Whether there is any working time in these hours. */
export function hasWorkingTime({ fromHour, toHour, weekdays }: WorkingHours): boolean {
  return fromHour < toHour && weekdays.length > 0;
}

/** Answers calendar questions in one time zone. */
export interface Calendar {
  readonly isWorkingTime: (at: EpochMs, hours: WorkingHours) => boolean;
  /** The end of the last working time that ends before `at`; undefined if there is none within two weeks. */
  readonly lastWorkingEnd: (at: EpochMs, hours: WorkingHours) => EpochMs | undefined;
  /** This hour (0 to 23) of the calendar day after the one that `at` lies in. */
  readonly nextDayAt: (at: EpochMs, hour: number) => EpochMs;
}

/** A day of the calendar, counted from 1970-01-01. */
type Day = number;

const LONGEST_LOOK_BACK_DAYS = 14;

/** Gives the calendar of a time zone, by its IANA name; undefined is the system's own. */
export function calendarOf(timeZone?: string): Calendar {
  const aheadMs = aheadOfUtc(timeZone);
  const dayOf = (at: EpochMs): Day => Math.floor((at + aheadMs(at)) / DAY_MS);

  /** The moment at which clocks show this hour on this day. */
  const momentOf = (day: Day, hour: number): EpochMs => {
    const shown = day * DAY_MS + hour * HOUR_MS;
    // The offset from UTC is taken twice: around a change of the clocks only the second one is right.
    return shown - aheadMs(shown - aheadMs(shown));
  };

  return {
    isWorkingTime(at, hours) {
      const day = dayOf(at);
      const hour = (at + aheadMs(at) - day * DAY_MS) / HOUR_MS;
      return hour >= hours.fromHour && hour < hours.toHour && hours.weekdays.includes(weekdayOf(day));
    },
    lastWorkingEnd(at, hours) {
      const today = dayOf(at);
      for (let day = today; day >= today - LONGEST_LOOK_BACK_DAYS; day -= 1) {
        if (!hours.weekdays.includes(weekdayOf(day))) continue;
        const end = momentOf(day, hours.toHour);
        if (end <= at) return end;
      }
      return undefined;
    },
    nextDayAt: (at, hour) => momentOf(dayOf(at) + 1, hour),
  };
}

/** 1 is Monday, 7 Sunday (ISO 8601); 1970-01-01 was a Thursday. */
function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Gives the function that tells how far a time zone is ahead of UTC at a moment, by what `Intl` shows. */
export function offsetIn(timeZone: string | undefined): (at: EpochMs) => DurationMs {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone !== undefined && { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const [year = NaN, month = NaN, day = NaN, hour, minute] = (
      ['year', 'month', 'day', 'hour', 'minute'] as const
    ).map((type) => parts.get(type));
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
  };
}

/** The same. Intl is slow, so each day is looked up once. */
function aheadOfUtc(timeZone: string | undefined): (at: EpochMs) => DurationMs {
  const lookUp = offsetIn(timeZone);
  /** The offset by day in UTC; undefined for a day on which the clocks change. */
  const known = new Map<Day, DurationMs | undefined>();
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    if (!known.has(day)) {
      const atStart = lookUp(day * DAY_MS);
      known.set(day, atStart === lookUp((day + 1) * DAY_MS) ? atStart : undefined);
    }
    return known.get(day) ?? lookUp(at);
  };
}

/** Moves a moment into working hours: to an hour before the end of the last working time, unless it lies in one. */
export function intoWorkingHours(at: EpochMs, hours: WorkingHours, calendar: Calendar): EpochMs {
  if (calendar.isWorkingTime(at, hours)) return at;
  const end = calendar.lastWorkingEnd(at, hours);
  return end === undefined ? at : end - HOUR_MS;
}
