import type { EpochMs, WorkingHours } from '../../preload/contract/snapshot.ts';
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

interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly minuteOfDay: number;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const LONGEST_LOOK_BACK_DAYS = 14;

export function calendarOf(timeZone?: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(timeZone !== undefined && { timeZone }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  });

  const local = (at: EpochMs): LocalTime => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    return {
      year: number('year'),
      month: number('month'),
      day: number('day'),
      weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
      minuteOfDay: number('hour') * 60 + number('minute'),
    };
  };

  /** The moment at which clocks show this hour on the day that `at` lies in. */
  const momentOf = ({ year, month, day }: LocalTime, hour: number): EpochMs => {
    const wanted = Date.UTC(year, month - 1, day, hour);
    // Clocks are off from UTC by the same twice, but for the hours around a change; the second look is right then too.
    let at = wanted;
    for (let look = 0; look < 2; look += 1) at -= shownAsUtc(local(at)) - wanted;
    return at;
  };

  return {
    isWorkingTime(at, hours) {
      const { weekday, minuteOfDay } = local(at);
      const inHours = minuteOfDay >= hours.fromHour * 60 && minuteOfDay < hours.toHour * 60;
      return inHours && hours.weekdays.includes(weekday);
    },
    lastWorkingEnd(at, hours) {
      for (let back = 0; back <= LONGEST_LOOK_BACK_DAYS; back += 1) {
        const day = local(at - back * DAY_MS);
        const end = momentOf(day, hours.toHour);
        if (hours.weekdays.includes(day.weekday) && end <= at) return end;
      }
      return undefined;
    },
    nextDayAt(at, hour) {
      const today = local(at);
      return momentOf({ ...today, day: today.day + 1 }, hour);
    },
  };
}

function shownAsUtc({ year, month, day, minuteOfDay }: LocalTime): EpochMs {
  return Date.UTC(year, month - 1, day) + minuteOfDay * MINUTE_MS;
}

/** An hour before the end of the working time before `at`, or `at` itself where that lies in working time. */
export function intoWorkingHours(at: EpochMs, hours: WorkingHours, calendar: Calendar): EpochMs {
  if (calendar.isWorkingTime(at, hours)) return at;
  const end = calendar.lastWorkingEnd(at, hours);
  return end === undefined ? at : end - HOUR_MS;
}
