import type { HistoryEntry, HistoryEvent } from '../../../preload/contract/history.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/snapshot.ts';
import { DAY_MS, MINUTE_MS } from '../time/time.ts';

/** A week, and the day that it began on. */
export const HISTORY_SPAN_MS: DurationMs = 8 * DAY_MS;
export const LONGEST_HISTORY = 2000;
/** Repeats that lie further apart are told one by one; failures come every 6 minutes at most. */
const REPEATS_WITHIN_MS: DurationMs = 15 * MINUTE_MS;

/** One event as an entry. */
export function entryOf(event: HistoryEvent, at: EpochMs): HistoryEntry {
  return { ...event, at, times: 1, lastAt: at };
}

/** The history as it is kept, in the order in which it was written: on true time, folded, and no longer than it may be. */
export function tidied(entries: readonly HistoryEntry[], now: EpochMs): HistoryEntry[] {
  const young = onTrueTime(entries).filter(({ lastAt }) => lastAt >= now - HISTORY_SPAN_MS);
  return folded(young).slice(-LONGEST_HISTORY);
}

/** The history as it is read, the oldest first. What a wrong clock has put into the future is left out. */
export function recentHistory(entries: readonly HistoryEntry[], now: EpochMs): HistoryEntry[] {
  return tidied(entries, now)
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
}

/**
 * What a run of the app noted before NERD first told it the time was noted on a clock that may have been wrong; it moves
 * as "now" did then.
 */
function onTrueTime(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const moved: HistoryEntry[] = [];
  let runFrom = 0;
  let mayMove = false;
  for (const entry of entries) {
    if (entry.kind === 'started') {
      runFrom = moved.length;
      mayMove = true;
    }
    if (entry.kind !== 'clock') {
      moved.push(entry);
      continue;
    }
    if (mayMove && !entry.applied) {
      const before = moved.splice(runFrom);
      moved.push(...before.map((each) => movedBy(each, entry.shiftMs)));
    }
    mayMove = false;
    moved.push({ ...entry, applied: true });
  }
  return moved;
}

function movedBy(entry: HistoryEntry, shiftMs: DurationMs): HistoryEntry {
  return { ...entry, at: entry.at + shiftMs, lastAt: entry.lastAt + shiftMs };
}

function folded(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const result: HistoryEntry[] = [];
  for (const entry of entries) {
    const last = result.at(-1);
    if (last !== undefined && repeats(last, entry)) {
      result[result.length - 1] = { ...entry, at: last.at, times: last.times + entry.times };
    } else {
      result.push(entry);
    }
  }
  return result;
}

function repeats(before: HistoryEntry, entry: HistoryEntry): boolean {
  const key = sameness(entry);
  const apartMs = entry.at - before.lastAt;
  return key !== undefined && key === sameness(before) && apartMs >= 0 && apartMs <= REPEATS_WITHIN_MS;
}

/** What two events must share to be repeats; undefined where each one counts, such as a refresh that worked. */
function sameness(event: HistoryEvent): string | undefined {
  switch (event.kind) {
    case 'refresh':
      return event.result === 'granted' ? undefined : `refresh ${event.of} ${event.own} ${event.result}`;
    case 'copy':
      return `copy ${event.ok}`;
    case 'connect':
      return event.result === 'connected' ? undefined : `connect ${event.account} ${event.result}`;
    case 'slept':
    case 'woke':
    case 'resume':
      return event.kind;
    case 'pause':
    case 'snooze':
      return `${event.kind} ${event.until}`;
    case 'started':
    case 'stopped':
    case 'forget':
    case 'switch':
    case 'warning':
    case 'clock':
      return undefined;
  }
}
