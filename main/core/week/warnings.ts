import type {
  DurationMs,
  EpochMs,
  Snooze,
  SnoozeUntil,
  WarningKind,
  WorkingHours,
} from '../../../preload/contract/snapshot.ts';
import { intoWorkingHours, type Calendar } from '../time/calendar.ts';
import { DAY_MS, HOUR_MS } from '../time/time.ts';
import { WEEK_MS, weekSnapshot, type Week } from './week.ts';

/** How long before the earliest credible end each warning lies, the first one first. */
const BEFORE_END_MS: readonly (readonly [WarningKind, DurationMs])[] = [
  ['48h', 2 * DAY_MS],
  ['24h', DAY_MS],
  ['2h', 2 * HOUR_MS],
  ['end', 0],
];
/** The hour of "tomorrow" to which warnings are snoozed. */
const TOMORROW_HOUR = 9;

/** A week's warnings and their moments, in the order of what they say. */
export type WarningTimes = readonly (readonly [WarningKind, EpochMs])[];

/** A warning that is to be given, and which ones count as given with it. */
export interface DueWarning {
  readonly kind: WarningKind;
  readonly settled: readonly WarningKind[];
}

/** When each warning is to be given, moved into working hours; the last stands for those that land together. */
export function warningTimes(week: Week, hours: WorkingHours, calendar: Calendar): WarningTimes {
  const { earliestEndAt } = weekSnapshot(week);
  const beganAt = earliestEndAt - WEEK_MS;
  return BEFORE_END_MS.map(([kind, beforeMs]) => {
    const at = earliestEndAt - beforeMs;
    // The end is told when it comes; a warning of it that was moved would be no end any more.
    if (kind === 'end') return [kind, at];
    const moved = intoWorkingHours(at, hours, calendar);
    // With few working hours it would come with the token itself, and help nobody.
    return [kind, moved > beganAt ? moved : at];
  });
}

/**
 * The warning that is due at `now`; undefined if none is. One that came due together with a later one, or whose time
 * has passed, is not given any more. While they are snoozed none is, but for the end itself; once that is over, the
 * last of them comes again.
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
  // Asked at every event, so without lists.
  let next = snoozedUntil > now ? snoozedUntil : Infinity;
  for (const [, at] of times) if (at > now && at < next) next = at;
  return next === Infinity ? undefined : next;
}

/** The week after this warning was given: it stands, and a snooze is over. */
export function given(week: Week, { settled }: DueWarning): Week {
  return { ...week, warned: settled, snooze: undefined };
}

/** The week with its warnings snoozed, or with a snooze ended before its time; before a first warning it stays. */
export function snoozed(week: Week, until: SnoozeUntil, now: EpochMs, calendar: Calendar): Week {
  return week.warned.length === 0 ? week : { ...week, snooze: snoozeFor(until, now, calendar) };
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
