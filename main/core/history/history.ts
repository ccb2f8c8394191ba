import type { HistoryEntry, HistoryEvent } from '../../../preload/contract/history.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { DAY_MS, MINUTE_MS } from '../time/time.ts';

/** The history covers a week, and the day on which it began. */
export const HISTORY_SPAN_MS: DurationMs = 8 * DAY_MS;
/** The most entries that the history has. */
export const LONGEST_HISTORY = 2000;
/** The last moment that JavaScript's dates know (ECMA-262 §21.4.1.1). */
export const LAST_MOMENT: EpochMs = 8.64e15;
/** Repeats that lie further apart stay entries of their own; failed refreshes lie 6 minutes apart at most. */
const REPEATS_WITHIN_MS: DurationMs = 15 * MINUTE_MS;

/** Makes an entry of one event. */
export function entryOf(event: HistoryEvent, at: EpochMs): HistoryEntry {
  return { ...event, at, times: 1, lastAt: at };
}

/** The history as it is stored, in the order of writing: on server time, with repeats merged, and cut to its limits. */
export function tidied(entries: readonly HistoryEntry[], now: EpochMs): HistoryEntry[] {
  const young = onServerTime(entries).filter(({ lastAt }) => lastAt >= now - HISTORY_SPAN_MS);
  return withRepeatsMerged(young).slice(-LONGEST_HISTORY);
}

/** The history as it is displayed, the oldest first, without entries that a wrong clock has put into the future. */
export function recentHistory(entries: readonly HistoryEntry[], now: EpochMs): HistoryEntry[] {
  return tidied(entries, now)
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
}

/**
 * Moves the entries that a run of the app wrote before NERD's first answer gave it the time: they were written on a
 * clock that may have been wrong, so they move by as much as "now" moved then.
 */
function onServerTime(entries: readonly HistoryEntry[]): HistoryEntry[] {
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
  return { ...entry, at: shifted(entry.at, shiftMs), lastAt: shifted(entry.lastAt, shiftMs) };
}

/** A moment that can be stored and shown, also where a file holds absurd ones. */
function shifted(at: EpochMs, shiftMs: DurationMs): EpochMs {
  return Math.min(Math.max(Math.round(at + shiftMs), 0), LAST_MOMENT);
}

function withRepeatsMerged(entries: readonly HistoryEntry[]): HistoryEntry[] {
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
  const key = repeatKey(entry);
  const apartMs = entry.at - before.lastAt;
  return key !== undefined && key === repeatKey(before) && apartMs >= 0 && apartMs <= REPEATS_WITHIN_MS;
}

/**
 * The key that two events share if they are repeats; undefined where each one counts, such as a refresh that worked.
 */
function repeatKey(event: HistoryEvent): string | undefined {
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
