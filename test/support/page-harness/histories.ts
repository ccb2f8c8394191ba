import type { HistoryEntry, HistoryEvent } from '../../../preload/contract/history.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { MINUTE_MS, NOW } from './snapshots.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

/** Gives the moment of this time in Berlin, `ago` days before the Friday of {@link NOW}. */
export function berlin(ago: number, hour: number, minute = 0): EpochMs {
  return Date.UTC(2026, 10, 20 - ago, hour - 1, minute);
}

/** Gives an entry of the history that stands for `times` events between `at` and `lastAt`. */
export function historyEntry(event: HistoryEvent, at: EpochMs, times = 1, lastAt = at): HistoryEntry {
  return { ...event, at, times, lastAt };
}

/** Gives the entry of a refresh that NERD granted; `own` says that nobody asked for it. */
export function granted(at: EpochMs, own = true): HistoryEntry {
  return historyEntry({ kind: 'refresh', of: 'session', own, result: 'granted', tookMs: 200 + (at % 7) * 40 }, at);
}

/** Gives the entry of background refreshes that failed with `result`. */
export function failed(result: FailureKind, at: EpochMs, times = 1, lastAt = at): HistoryEntry {
  return historyEntry({ kind: 'refresh', of: 'session', own: true, result, tookMs: 40 }, at, times, lastAt);
}

/** Gives one refresh for each hour, shortly before the hour is over. */
export function hourly(from: EpochMs, to: EpochMs): HistoryEntry[] {
  const count = Math.max(0, Math.ceil((to - from) / (60 * MINUTE_MS)));
  return Array.from({ length: count }, (_, index) => granted(from + index * 60 * MINUTE_MS));
}

const slept = (at: EpochMs): HistoryEntry => historyEntry({ kind: 'slept' }, at);
const woke = (at: EpochMs): HistoryEntry => historyEntry({ kind: 'woke' }, at);
const started = (at: EpochMs): HistoryEntry => historyEntry({ kind: 'started', version: '0.1.0' }, at);
const connected = (at: EpochMs, renewed: boolean): HistoryEntry[] => [
  historyEntry({ kind: 'refresh', of: 'candidate', own: false, result: 'granted', tookMs: 340 }, at),
  historyEntry({ kind: 'connect', account: 'refreshToken', renewed, result: 'connected', tookMs: 420 }, at),
];
const sorted = (...entries: readonly (HistoryEntry | readonly HistoryEntry[])[]): HistoryEntry[] =>
  entries.flat().sort((a, b) => a.at - b.at);

/** Gives a working day: it begins at 8:45, and the computer sleeps at 18:02. */
const workday = (ago: number): HistoryEntry[] => [
  woke(berlin(ago, 8, 45)),
  ...hourly(berlin(ago, 8, 46), berlin(ago, 18)),
  slept(berlin(ago, 18, 2)),
];

/** The week since Tuesday and the days before it, with a bit of everything. */
export const WEEK = sorted(
  started(berlin(7, 9, 12)),
  hourly(berlin(7, 9, 13), berlin(7, 17)),
  historyEntry({ kind: 'stopped' }, berlin(7, 17, 30)),
  started(berlin(4, 8, 50)),
  hourly(berlin(4, 8, 51), berlin(4, 17)),
  historyEntry({ kind: 'warning', of: '24h' }, berlin(4, 16)),
  slept(berlin(4, 17, 40)),
  woke(berlin(3, 8, 30)),
  connected(berlin(3, 8, 40), true),
  hourly(berlin(3, 9, 35), berlin(3, 19)),
  historyEntry({ kind: 'copy', ok: true, lastsMs: 42 * MINUTE_MS, tookMs: 12 }, berlin(3, 11, 20)),
  slept(berlin(3, 19, 20)),
  workday(2),
  failed('network', berlin(2, 13, 10), 5, berlin(2, 13, 40)),
  woke(berlin(1, 8, 5)),
  failed('timeout', berlin(1, 8, 10), 2, berlin(1, 8, 14)),
  granted(berlin(1, 8, 16)),
  hourly(berlin(1, 9, 10), berlin(1, 14)),
  historyEntry({ kind: 'pause', until: 'resumed' }, berlin(1, 12, 15)),
  historyEntry({ kind: 'resume' }, berlin(1, 12, 50)),
  // The app was killed at some time after two, and started again.
  started(berlin(1, 15, 20)),
  hourly(berlin(1, 15, 21), berlin(1, 18)),
  historyEntry({ kind: 'copy', ok: true, lastsMs: 55 * MINUTE_MS, tookMs: 12 }, berlin(1, 16, 2), 3, berlin(1, 16, 20)),
  slept(berlin(1, 18, 2)),
  woke(berlin(0, 8, 55)),
  granted(berlin(0, 8, 55)),
  granted(berlin(0, 9, 45)),
  granted(berlin(0, 10, 2), false),
);

/** The history of a person's first day. */
export const FIRST_DAY = sorted(
  started(berlin(0, 8, 30)),
  connected(berlin(0, 8, 31), false),
  granted(berlin(0, 9, 26)),
);

/** The history of a computer that was on day and night, all week. */
export const ALWAYS_ON = sorted(started(NOW - 8 * DAY_MS), hourly(NOW - 8 * DAY_MS + 60_000, NOW));

/** A history of nothing but trouble, of several kinds. */
export const TROUBLE = sorted(
  started(berlin(3, 8, 30)),
  connected(berlin(3, 8, 40), false),
  ...[3, 2, 1, 0].flatMap((ago) =>
    [9, 11, 13, 15, 17, 21]
      .filter((hour) => berlin(ago, hour, 40) < NOW)
      .map((hour, index) => [
        granted(berlin(ago, hour - 1, 50)),
        failed(index % 2 === 0 ? 'network' : 'server_error', berlin(ago, hour), 4 + index, berlin(ago, hour, 30)),
        failed('rate_limited', berlin(ago, hour, 35)),
      ]),
  ),
);

/** The history of a computer that slept from Tuesday evening until this morning. */
export const LONG_SLEEP = sorted(
  started(berlin(3, 8, 30)),
  connected(berlin(3, 8, 40), false),
  hourly(berlin(3, 9, 35), berlin(3, 18)),
  slept(berlin(3, 18, 2)),
  woke(berlin(0, 9, 30)),
  granted(berlin(0, 9, 30)),
);

/** The history of the week since Tuesday, until NERD rejected the refresh token. */
export const REFUSED = sorted(
  WEEK.filter(({ at }) => at < berlin(0, 9, 40)),
  failed('refused', berlin(0, 9, 45), 2, berlin(0, 9, 46)),
);
