import type { DurationMs, EpochMs, WorkingHours } from '../../../preload/contract/snapshot.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './time.ts';

export const DEFAULT_WORKING_HOURS: WorkingHours = { fromHour: 9, toHour: 17, weekdays: [1, 2, 3, 4, 5] };

/** Whether there is any working time in these hours. */
export function hasWorkingTime({ fromHour, toHour, weekdays }: WorkingHours): boolean {
  return fromHour < toHour && weekdays.length > 0;
}

/** Calendar questions in one time zone; undefined is the system's own. */
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

export function calendarOf(timeZone?: string): Calendar {
  const aheadMs = aheadOfUtc(timeZone);
  const dayOf = (at: EpochMs): Day => Math.floor((at + aheadMs(at)) / DAY_MS);

  /** The moment at which clocks show this hour on this day. */
  const momentOf = (day: Day, hour: number): EpochMs => {
    const shown = day * DAY_MS + hour * HOUR_MS;
    // Clocks are off from UTC by the same twice, but for the hours around a change; the second look is right then too.
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

/** How far the clocks of a time zone are ahead of UTC at a moment. Intl takes its time, so each day is asked for once. */
function aheadOfUtc(timeZone: string | undefined): (at: EpochMs) => DurationMs {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone !== undefined && { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const asked = (at: EpochMs): DurationMs => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const [year = NaN, month = NaN, day = NaN, hour, minute] = (
      ['year', 'month', 'day', 'hour', 'minute'] as const
    ).map((type) => parts.get(type));
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
  };
  /** By the day in UTC; undefined on one on which the clocks are changed. */
  const known = new Map<Day, DurationMs | undefined>();
  return (at) => {
    const day = Math.floor(at / DAY_MS);
    if (!known.has(day)) {
      const atStart = asked(day * DAY_MS);
      known.set(day, atStart === asked((day + 1) * DAY_MS) ? atStart : undefined);
    }
    return known.get(day) ?? asked(at);
  };
}

/** An hour before the end of the working time before `at`, or `at` itself where that lies in working time. */
export function intoWorkingHours(at: EpochMs, hours: WorkingHours, calendar: Calendar): EpochMs {
  if (calendar.isWorkingTime(at, hours)) return at;
  const end = calendar.lastWorkingEnd(at, hours);
  return end === undefined ? at : end - HOUR_MS;
}
