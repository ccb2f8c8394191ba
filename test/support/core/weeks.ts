import type { WarningKind } from '../../../preload/contract/week.ts';
import { calendarOf, DEFAULT_WORKING_HOURS as HOURS } from '../../../main/core/time/calendar.ts';
import { dueWarning, given, nextWarningAt, warningTimes, type DueWarning } from '../../../main/core/week/warnings.ts';
import type { Week } from '../../../main/core/week/week.ts';

export const calendar = calendarOf('UTC');
export const at = (text: string): number => Date.parse(`${text}Z`);
export const times = (week: Week) => warningTimes(week, HOURS, calendar);
export const dueAt = (week: Week, now: number): DueWarning | undefined => dueWarning(week, times(week), now);
export const due = (week: Week, now: number): WarningKind | undefined => dueAt(week, now)?.kind;

/** The week after the warning that is due at `now` was given. */
export function warnedAt(week: Week, now: number): Week {
  const warning = dueAt(week, now);
  if (warning === undefined) throw new Error('no warning is due');
  return given(week, warning);
}

/** Lives through a week as the app does, from one moment at which something can be due to the next. */
export function livedThrough(
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
