import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { FailureKind } from '../../preload/contract/session.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import type { Day } from './days.ts';
import type { Downtime } from './downtime.ts';
import type { Pause } from './pauses.ts';

/** What is shown on a timeline and has a name. */
export type TimelineMark =
  | {
      readonly kind: 'refresh';
      readonly at: EpochMs;
      readonly endAt: EpochMs;
      readonly times: number;
      /** How long the last of these refreshes took. */
      readonly tookMs: DurationMs;
    }
  | {
      readonly kind: 'failure';
      readonly at: EpochMs;
      readonly endAt: EpochMs;
      readonly times: number;
      /** The reason that all of these failures share; undefined if there is more than one. */
      readonly reason: FailureKind | undefined;
    }
  | Downtime
  | Pause
  /** The time before the history begins. */
  | { readonly kind: 'unknown'; readonly at: EpochMs; readonly endAt: EpochMs }
  | { readonly kind: 'now'; readonly at: EpochMs; readonly endAt: EpochMs }
  /** The begin of the week, or the span in which it ends. */
  | { readonly kind: 'begin' | 'end'; readonly at: EpochMs; readonly endAt: EpochMs; readonly name: string };

type RefreshMark = Extract<TimelineMark, { kind: 'refresh' }>;
type FailureMark = Extract<TimelineMark, { kind: 'failure' }>;
type RefreshEntry = Extract<HistoryEntry, { kind: 'refresh' }>;

/** The refreshes that worked; those of one day that lie nearer together than `apartMs` are one mark. */
export function refreshMarks(
  entries: readonly HistoryEntry[],
  days: readonly Day[],
  apartMs: DurationMs,
): readonly RefreshMark[] {
  const marks = refreshEntries(entries)
    .filter(({ result }) => result === 'granted')
    .map(({ at, lastAt, times, tookMs }): RefreshMark => ({ kind: 'refresh', at, endAt: lastAt, times, tookMs }));
  return joined(marks, days, apartMs, (before, mark) => ({ ...before, tookMs: mark.tookMs }));
}

/**
 * The refreshes that failed, joined in the same way. One of a token that was entered and not taken is no failure of the
 * week.
 */
export function failureMarks(
  entries: readonly HistoryEntry[],
  days: readonly Day[],
  apartMs: DurationMs,
): readonly FailureMark[] {
  const marks: FailureMark[] = [];
  for (const { of, result, at, lastAt, times } of refreshEntries(entries)) {
    if (of === 'session' && result !== 'granted')
      marks.push({ kind: 'failure', at, endAt: lastAt, times, reason: result });
  }
  return joined(marks, days, apartMs, (before, mark) => ({
    ...before,
    reason: before.reason === mark.reason ? mark.reason : undefined,
  }));
}

function refreshEntries(entries: readonly HistoryEntry[]): readonly RefreshEntry[] {
  return entries.filter((entry): entry is RefreshEntry => entry.kind === 'refresh');
}

function joined<M extends RefreshMark | FailureMark>(
  marks: readonly M[],
  days: readonly Day[],
  apartMs: DurationMs,
  join: (before: M, mark: M) => M,
): readonly M[] {
  const result: M[] = [];
  for (const mark of marks) {
    const before = result.at(-1);
    const isNear =
      before !== undefined && mark.at - before.endAt < apartMs && dayIndex(days, before.at) === dayIndex(days, mark.at);
    if (!isNear) result.push(mark);
    else {
      const both = { times: before.times + mark.times, endAt: Math.max(before.endAt, mark.endAt) };
      result[result.length - 1] = { ...join(before, mark), ...both };
    }
  }
  return result;
}

function dayIndex(days: readonly Day[], at: EpochMs): number {
  return days.findIndex(({ endAt }) => at < endAt);
}
