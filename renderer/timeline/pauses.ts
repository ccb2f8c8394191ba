import { SECOND_MS } from '../../main/core/time/time.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';

/** A time in which the app was on and the user had paused background requests. */
export interface Pause {
  readonly kind: 'pause';
  readonly at: EpochMs;
  readonly endAt: EpochMs;
}

/** How long after the begin of a pause a request that was in flight may still be recorded. */
const COMING_TO_REST_MS: DurationMs = 30 * SECOND_MS;

/**
 * The pauses of a history that is sorted by time, within the times `on`. A pause ends when it is resumed. Nothing is
 * recorded when one ends by itself, but then the app makes background requests again, which it never does in a pause.
 */
export function pausesOf(
  entries: readonly HistoryEntry[],
  on: readonly { readonly at: EpochMs; readonly endAt: EpochMs }[],
  now: EpochMs,
): readonly Pause[] {
  const wholes: Pause[] = [];
  /** When the pause began that has not ended yet. */
  let since: EpochMs | undefined;
  for (const entry of entries) {
    if (entry.kind === 'pause') since ??= entry.at;
    else if (since !== undefined && endsPause(entry, since)) {
      wholes.push({ kind: 'pause', at: since, endAt: entry.at });
      since = undefined;
    }
  }
  if (since !== undefined) wholes.push({ kind: 'pause', at: since, endAt: now });
  return wholes
    .flatMap((whole) =>
      on.map(({ at, endAt }): Pause => ({ ...whole, at: Math.max(at, whole.at), endAt: Math.min(endAt, whole.endAt) })),
    )
    .filter(({ at, endAt }) => at < endAt);
}

function endsPause(entry: HistoryEntry, since: EpochMs): boolean {
  if (entry.kind === 'resume') return true;
  return entry.kind === 'refresh' && entry.of === 'session' && entry.own && entry.at - since > COMING_TO_REST_MS;
}
