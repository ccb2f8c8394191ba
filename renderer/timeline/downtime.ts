import { SECOND_MS } from '../../main/core/time/time.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';

/** A time in which the app could do nothing. */
export interface Downtime {
  /** slept: the computer slept · quit: the app was quit · lost: it ended without having been quit. */
  readonly kind: 'slept' | 'quit' | 'lost';
  readonly at: EpochMs;
  readonly endAt: EpochMs;
}

/** How long after falling asleep a request that was in flight may still be recorded. */
const FALLING_ASLEEP_MS: DurationMs = 30 * SECOND_MS;

/**
 * When the app could do nothing, by a history that is sorted by time. Any later entry shows that the computer
 * is awake again, since not every system reports waking. At `now` it is awake, because the history is being read.
 */
export function downtimesOf(entries: readonly HistoryEntry[], now: EpochMs): readonly Downtime[] {
  const downtimes: Downtime[] = [];
  /** Why the app can do nothing since the last sign of life. */
  let why: Downtime['kind'] | undefined;
  let signAt = -Infinity;
  const endDowntime = (endAt: EpochMs): void => {
    if (why !== undefined && signAt < endAt) downtimes.push({ kind: why, at: signAt, endAt });
    why = undefined;
  };

  for (const entry of entries) {
    const isLate = why === 'slept' && !isAwake(entry) && entry.at - signAt <= FALLING_ASLEEP_MS;
    if (!isLate) {
      if (entry.kind === 'started' && Number.isFinite(signAt)) why ??= 'lost';
      endDowntime(entry.at);
    }
    signAt = Math.max(signAt, entry.lastAt);
    if (entry.kind === 'slept') why = 'slept';
    if (entry.kind === 'stopped') why = 'quit';
  }
  if (now - signAt > FALLING_ASLEEP_MS) endDowntime(now);
  return downtimes;
}

function isAwake({ kind }: HistoryEntry): boolean {
  return kind === 'woke' || kind === 'started';
}

/** The times between the downtimes, in which the app was on: from the first entry to `now`. */
export function timesOn(
  entries: readonly HistoryEntry[],
  downtimes: readonly Downtime[],
  now: EpochMs,
): readonly { readonly at: EpochMs; readonly endAt: EpochMs }[] {
  const first = entries[0];
  if (first === undefined) return [];
  const starts = [first.at, ...downtimes.map(({ endAt }) => endAt)];
  const ends = [...downtimes.map(({ at }) => at), now];
  return starts.map((at, index) => ({ at, endAt: ends[index] ?? now })).filter(({ at, endAt }) => at < endAt);
}
