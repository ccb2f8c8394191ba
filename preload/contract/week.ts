import type { EpochMs } from './time.ts';

/** The warnings of a week's end: 48, 24 and 2 hours before it, and at it. */
export type WarningKind = '48h' | '24h' | '2h' | 'end';

/** There are no warnings until `untilAt`; without it, until the week begins anew. */
export interface Snooze {
  readonly untilAt?: EpochMs | undefined;
}

/** When the warnings of the week's end come again; `tomorrow` is at 9:00, `now` ends a snooze. */
export type SnoozeUntil = 'inAnHour' | 'tomorrow' | 'nextWeek' | 'now';

/** The life of the refresh token, as far as NERD's documentation tells it. */
export interface WeekSnapshot {
  readonly enteredAt: EpochMs;
  readonly lastUsedAt: EpochMs;
  /** The span in which it ends; both are the same once its week is known to count from the last use. */
  readonly earliestEndAt: EpochMs;
  readonly latestEndAt: EpochMs;
  readonly slides: boolean;
  /** The warning that was given last, unless it is snoozed. */
  readonly standing: WarningKind | undefined;
  readonly snooze: Snooze | undefined;
}
