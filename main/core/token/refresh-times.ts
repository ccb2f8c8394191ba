import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { endsOnTheHour, livesShortly } from './server-habits.ts';
import type { RefreshFailure } from './answer.ts';
import type { ServerHabits } from './server-habits.ts';
import { MINUTE_MS, SECOND_MS } from '../time/time.ts';

/** The first try at a new token, before the end of the old one (botocore's advisory refresh uses the same 15 min). */
const FIRST_TRY_BEFORE_END_MS: DurationMs = 15 * MINUTE_MS;
/** The span of the first tries' jitter, so that those of all installations do not come in one second. */
const FIRST_TRY_JITTER_MS: DurationMs = 5 * MINUTE_MS;
/** The span of the jitter of tries after the hour, where somebody may be waiting. */
const AFTER_HOUR_JITTER_MS: DurationMs = MINUTE_MS;
/** How far our clock may be ahead of NERD's: before its hour ends, NERD gives the old hour's token once more. */
const AFTER_HOUR_MARGIN_MS: DurationMs = 2 * SECOND_MS;
/** The span of the jitter of the last tries before five minutes are left, which failures would else bring to one second. */
const LAST_CHANCE_JITTER_MS: DurationMs = MINUTE_MS;
/** A new token is a must with this much life left. It is also what a copied token has whenever the server can give it. */
export const COPY_PROMISE_MS: DurationMs = 5 * MINUTE_MS;
/** Whatever the server answers, a success is never followed by a request sooner than this: no hot loop. */
export const SHORTEST_GAP_MS: DurationMs = 30 * SECOND_MS;
/** After the first, second, third and every further failure. */
const RETRY_DELAYS_MS: readonly DurationMs[] = [30 * SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS];
/** Retry delays vary by this share either way, so that clients do not come back together after an outage. */
const RETRY_JITTER = 0.2;
/** How long after a first rejection a second request confirms it. */
export const CONFIRM_AFTER_MS: DurationMs = MINUTE_MS;
/** How long a copy is shown to have worked. */
export const COPIED_SHOWN_MS: DurationMs = 2 * SECOND_MS;

export interface NewToken {
  readonly expiresAt: EpochMs;
  readonly previousExpiresAt: EpochMs | undefined;
  readonly serverHabits: ServerHabits;
  readonly jitterSeed: number;
}

/**
 * When to request the next token: 15 minutes before the end, less the installation's jitter, or at half of the life if
 * that is later. Where an early request gains nothing, since tokens end on the hour whenever they are fetched or
 * this one ends no later than the one before: after the end. Undefined where tokens are fetched when copied.
 */
export function refreshAt(
  { expiresAt, previousExpiresAt, serverHabits, jitterSeed }: NewToken,
  now: EpochMs,
): EpochMs | undefined {
  if (livesShortly(serverHabits)) return undefined;
  const noGain = previousExpiresAt !== undefined && expiresAt <= previousExpiresAt;
  const at =
    noGain || endsOnTheHour(serverHabits)
      ? expiresAt + AFTER_HOUR_MARGIN_MS + jitterSeed * AFTER_HOUR_JITTER_MS
      : Math.max(expiresAt - FIRST_TRY_BEFORE_END_MS + jitterSeed * FIRST_TRY_JITTER_MS, now + (expiresAt - now) / 2);
  return Math.max(Math.round(at), now + SHORTEST_GAP_MS);
}

/** When one more try is a must: before the token held has five minutes left, less the installation's jitter. */
export function lastChanceAt(heldUntil: EpochMs, jitterSeed: number): EpochMs {
  return Math.round(heldUntil - COPY_PROMISE_MS - jitterSeed * LAST_CHANCE_JITTER_MS);
}

/**
 * When to make up for a try that was due at `dueAt`, of a token that has ended meanwhile. Missed for long, the machine
 * has slept, and others have woken in the same second, as on a Monday at nine: then the tries get jitter once more.
 */
export function catchUpAt(dueAt: EpochMs, jitterSeed: number, now: EpochMs): EpochMs {
  return now - dueAt > AFTER_HOUR_JITTER_MS ? now + Math.round(jitterSeed * AFTER_HOUR_JITTER_MS) : dueAt;
}

/**
 * When to try again after failure number `attempt` (1 is the first). A server's Retry-After goes before everything;
 * else a try comes at `atLatest` at the latest, if that is still far enough off. `random` is a number from 0 to 1.
 */
export function retryAtAfter(
  failure: RefreshFailure,
  attempt: number,
  now: EpochMs,
  { random, atLatest }: { readonly random: number; readonly atLatest: EpochMs | undefined },
): EpochMs {
  const delayMs = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length) - 1] ?? SHORTEST_GAP_MS;
  const at = now + Math.round(delayMs * (1 - RETRY_JITTER + 2 * RETRY_JITTER * random));
  if (failure.retryAfterMs !== undefined) return Math.max(at, now + failure.retryAfterMs);
  return atLatest !== undefined && atLatest >= now + SHORTEST_GAP_MS ? Math.min(at, atLatest) : at;
}
