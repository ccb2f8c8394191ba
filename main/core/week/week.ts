import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { Snooze, WarningKind, WeekSnapshot } from '../../../preload/contract/week.ts';
import { DAY_MS, HOUR_MS } from '../time/time.ts';

/**
 * How long a refresh token lives by NERD's documents, which count it both from when it was shown and from its last use.
 */
export const WEEK_MS: DurationMs = 7 * DAY_MS;
/** A rejection this close to a possible end is taken for that end. */
const NEAR_THE_END_MS: DurationMs = HOUR_MS;

/** What is known of a refresh token's week. It is stored in the settings under the credential's random id. */
export interface Week {
  /** The week begins here at the latest, since a token may have been shown before it was entered. */
  readonly enteredAt: EpochMs;
  readonly lastUsedAt: EpochMs;
  /** True once the token worked after a fixed week would have been over: its week counts from the last use then. */
  readonly slides: boolean;
  /** The warnings that were given, in order. */
  readonly warned: readonly WarningKind[];
  /** The snooze, while the user wants no warnings. */
  readonly snooze?: Snooze | undefined;
}

export function newWeek(enteredAt: EpochMs): Week {
  return { enteredAt, lastUsedAt: enteredAt, slides: false, warned: [] };
}

/** The week after the token was used with success at `now`. A sliding week begins anew, and so do its warnings. */
export function used(week: Week, now: EpochMs): Week {
  const lastUsedAt = Math.max(week.lastUsedAt, now);
  const slides = week.slides || now > week.enteredAt + WEEK_MS;
  return slides ? { ...newWeek(week.enteredAt), lastUsedAt, slides } : { ...week, lastUsedAt };
}

/** The earliest and the latest end that NERD's documents allow, and the warning that stands. */
export function weekSnapshot({ enteredAt, lastUsedAt, slides, warned, snooze }: Week): WeekSnapshot {
  const latestEndAt = lastUsedAt + WEEK_MS;
  const earliestEndAt = slides ? latestEndAt : enteredAt + WEEK_MS;
  const standing = snooze === undefined ? warned.at(-1) : undefined;
  return { enteredAt, lastUsedAt, earliestEndAt, latestEndAt, slides, standing, snooze };
}

/** Whether a rejection at `now` is the end of the week, and not an end before its time. */
export function isWeekOver({ earliestEndAt }: WeekSnapshot, now: EpochMs): boolean {
  return now >= earliestEndAt - NEAR_THE_END_MS;
}
