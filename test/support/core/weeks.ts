import type { WarningKind } from '../../../preload/contract/week.ts';
import { calendarOf, DEFAULT_WORKING_HOURS as HOURS } from '../../../main/core/time/calendar.ts';
import { dueWarning, given, nextWarningAt, warningTimes, type DueWarning } from '../../../main/core/week/warnings.ts';
import type { Week } from '../../../main/core/week/week.ts';

/** The calendar of a computer in UTC. */
export const calendar = calendarOf('UTC');
/** Gives the moment that an ISO text without a time zone names in UTC, in ms since the epoch. */
export const at = (text: string): number => Date.parse(`${text}Z`);
/** Gives when the warnings of this week come, with the default working hours. */
export const times = (week: Week) => warningTimes(week, HOURS, calendar);
/** Gives the warning that is due, with how late it is; undefined if none is. */
export const dueAt = (week: Week, now: number): DueWarning | undefined => dueWarning(week, times(week), now);
/** Gives the kind of the warning that is due; undefined if none is. */
export const due = (week: Week, now: number): WarningKind | undefined => dueAt(week, now)?.kind;

/** Gives the week after the warning that is due at `now` was given. Throws if none is due. */
export function warnedAt(week: Week, now: number): Week {
  const warning = dueAt(week, now);
  if (warning === undefined) throw new Error('no warning is due');
  return given(week, warning);
}

/** Goes through a week as the app does, from one possible moment of a warning to the next; gives the warnings. */
export function runWeek(
  from: Week,
  until: number,
  then: (week: Week, kind: WarningKind, now: number) => Week = (week) => week,
): { week: Week; told: (readonly [WarningKind, number])[] } {
  const told: (readonly [WarningKind, number])[] = [];
  let week = from;
  for (let now: number | undefined = from.enteredAt; now !== undefined && now <= until;) {
    const warning = dueAt(week, now);
    if (warning !== undefined) {
      told.push([warning.kind, now]);
      week = then(given(week, warning), warning.kind, now);
    }
    now = nextWarningAt(week, times(week), now);
  }
  return { week, told };
}
