import type { WorkingHours } from '../../../preload/contract/settings.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { Snooze, SnoozeUntil, WarningKind } from '../../../preload/contract/week.ts';
import { intoWorkingHours, type Calendar } from '../time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../time/time.ts';
import { WEEK_MS, weekSnapshot, type Week } from './week.ts';

/** How long before the earliest possible end each warning comes, in order. */
const BEFORE_END_MS: readonly (readonly [WarningKind, DurationMs])[] = [
  ['48h', 2 * DAY_MS],
  ['24h', DAY_MS],
  ['2h', 2 * HOUR_MS],
  ['end', 0],
];
/** The hour until which "tomorrow" snoozes the warnings. */
const TOMORROW_HOUR = 9;

/** The warnings of a week with their moments, in the order of the kinds. */
export type WarningTimes = readonly (readonly [WarningKind, EpochMs])[];

/** A warning that is due, and the kinds that count as given with it. */
export interface DueWarning {
  readonly kind: WarningKind;
  readonly settled: readonly WarningKind[];
}

/** When each warning comes, moved into working hours. Of those that fall on one moment only the last is given. */
export function warningTimes(week: Week, hours: WorkingHours, calendar: Calendar): WarningTimes {
  const { earliestEndAt } = weekSnapshot(week);
  const beganAt = earliestEndAt - WEEK_MS;
  return BEFORE_END_MS.map(([kind, beforeMs]) => {
    const at = earliestEndAt - beforeMs;
    // The end is not moved: it is reported when it comes.
    if (kind === 'end') return [kind, at];
    const moved = intoWorkingHours(at, hours, calendar);
    // With few working hours a warning would come with the token itself, and help nobody.
    return [kind, moved > beganAt ? moved : at];
  });
}

/**
 * The warning that is due at `now`; undefined if none is. A warning that fell due together with a later one is skipped.
 * A snooze holds back all of them but the end itself; once it is over, the last of them comes again.
 */
export function dueWarning(week: Week, times: WarningTimes, now: EpochMs): DueWarning | undefined {
  const { warned, snooze } = week;
  const isSettled = ([kind, at]: WarningTimes[number]): boolean => at <= now || warned.includes(kind);
  const last = times.findLast(isSettled);
  if (last === undefined) return undefined;
  const [kind] = last;
  const isNew = !warned.includes(kind);
  const isTheEnd = kind === 'end' && isNew && snooze?.untilAt !== undefined;
  const isDue = snooze === undefined ? isNew : isTheEnd || isOver(snooze, now);
  return isDue ? { kind, settled: times.filter(isSettled).map(([each]) => each) } : undefined;
}

/** The next moment after `now` at which a warning can be due. */
export function nextWarningAt({ snooze }: Week, times: WarningTimes, now: EpochMs): EpochMs | undefined {
  const snoozedUntil = snooze === undefined ? now : snooze.untilAt;
  if (snoozedUntil === undefined) return undefined;
  // This runs on every event, so it makes no lists.
  let next = snoozedUntil > now ? snoozedUntil : Infinity;
  for (const [, at] of times) if (at > now && at < next) next = at;
  return next === Infinity ? undefined : next;
}

/** The week after a warning was given, which then stands; a snooze is over with it. */
export function given(week: Week, { settled }: DueWarning): Week {
  return { ...week, warned: settled, snooze: undefined };
}

/** The week with its warnings snoozed, or with a snooze ended early; before the first warning nothing changes. */
export function snoozed(week: Week, until: SnoozeUntil, now: EpochMs, calendar: Calendar): Week {
  return week.warned.length === 0 ? week : { ...week, snooze: snoozeFor(until, now, calendar) };
}

/**
 * The snoozes that make sense before `endAt`, the soonest first: one that would end after it is none. After the end, the
 * token may still work, and an hour makes sense again. To be warned no more always does.
 */
export function snoozeChoices(endAt: EpochMs, now: EpochMs, calendar: Calendar): readonly SnoozeUntil[] {
  if (endAt <= now) return ['inAnHour', 'nextWeek'];
  const untils: readonly SnoozeUntil[] = ['inAnHour', 'tomorrow'];
  const before = untils.filter((until) => (snoozeFor(until, now, calendar)?.untilAt ?? endAt) < endAt);
  return [...before, 'nextWeek'];
}

function snoozeFor(until: SnoozeUntil, now: EpochMs, calendar: Calendar): Snooze | undefined {
  switch (until) {
    case 'inAnHour':
      return { untilAt: now + HOUR_MS };
    case 'tomorrow':
      return { untilAt: calendar.nextDayAt(now, TOMORROW_HOUR) };
    case 'nextWeek':
      return { untilAt: undefined };
    case 'now':
      return undefined;
  }
}

function isOver({ untilAt }: Snooze, now: EpochMs): boolean {
  return untilAt !== undefined && now >= untilAt;
}
