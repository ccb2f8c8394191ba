import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import type { Day } from '../timeline/days.ts';
import { downtimesOf } from '../timeline/downtime.ts';
import { timelineOf, type Timeline } from '../timeline/timeline.ts';

/** A day as a timeline and in figures. */
export interface ActivityDay {
  readonly day: Day;
  readonly timeline: Timeline;
  readonly refreshes: number;
  readonly failures: number;
  /** How long the computer slept or the app was off. */
  readonly downtimeMs: DurationMs;
}

/** The days of the history, the newest first. */
export function activityDays(
  entries: readonly HistoryEntry[],
  days: readonly Day[],
  now: EpochMs,
): readonly ActivityDay[] {
  const downtimes = downtimesOf(entries, now);
  return days
    .map((day): ActivityDay => {
      const timeline = timelineOf(day, entries, [day], now, [{ kind: 'now', at: now, endAt: now }]);
      // A series of tries over midnight is drawn on both days, and counts on the first.
      const count = (kind: 'refresh' | 'failure'): number =>
        timeline.marks.reduce(
          (sum, { mark }) => (mark.kind === kind && mark.at >= day.startAt ? sum + mark.times : sum),
          0,
        );
      const awayMs = downtimes.reduce(
        (sum, { at, endAt }) => sum + Math.max(0, Math.min(endAt, day.endAt) - Math.max(at, day.startAt)),
        0,
      );
      return { day, timeline, refreshes: count('refresh'), failures: count('failure'), downtimeMs: awayMs };
    })
    .reverse();
}
