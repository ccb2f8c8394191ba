import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import { intoWorkingHours, type Calendar, type WorkingHours } from './calendar.ts';
import { DAY_MS, HOUR_MS } from './time.ts';
import { weekSnapshot, type WarningKind, type Week } from './week.ts';

/** How long before the earliest credible end each warning lies, the first one first. */
const BEFORE_END_MS: readonly (readonly [WarningKind, DurationMs])[] = [
  ['48h', 2 * DAY_MS],
  ['24h', DAY_MS],
  ['2h', 2 * HOUR_MS],
  ['end', 0],
];

/** When each warning is to be given, moved into working hours; the last stands for those that land together. */
export function warningTimes(week: Week, hours: WorkingHours, calendar: Calendar): (readonly [WarningKind, EpochMs])[] {
  const { earliestEndAt } = weekSnapshot(week);
  return BEFORE_END_MS.map(([kind, beforeMs]) => {
    const at = earliestEndAt - beforeMs;
    // The end is told when it comes; a warning of it that was moved would be no end any more.
    return [kind, kind === 'end' ? at : intoWorkingHours(at, hours, calendar)] as const;
  });
}

/**
 * The warning that is due at `now`, and which ones are settled by it: one that came due together with a later one, or
 * whose time has passed, is not given any more. Undefined if none is due.
 */
export function dueWarning(
  week: Week,
  now: EpochMs,
  hours: WorkingHours,
  calendar: Calendar,
): { readonly kind: WarningKind; readonly settled: readonly WarningKind[] } | undefined {
  const due = warningTimes(week, hours, calendar).filter(([, at]) => at <= now);
  const last = due.at(-1);
  if (last === undefined || week.warned.includes(last[0])) return undefined;
  return { kind: last[0], settled: due.map(([kind]) => kind) };
}
