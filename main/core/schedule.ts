import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import { jwtExpiresAt } from './jwt.ts';
import type { GrantedAnswer, RefreshFailure } from './state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

/** The first try at a new token, before the end of the old one (botocore's advisory refresh uses the same 15 min). */
const FIRST_TRY_BEFORE_END_MS: DurationMs = 15 * MINUTE_MS;
/** Whatever the server answers, a success is never followed by a request sooner than this: no hot loop. */
const SHORTEST_GAP_MS: DurationMs = 30 * SECOND_MS;
/** After the first, second, third and every further failure. */
const RETRY_DELAYS_MS: readonly DurationMs[] = [30 * SECOND_MS, MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS];
/** A copied token has at least this much life left whenever the server can give it (MSAL's and google-auth's margin). */
export const COPY_PROMISE_MS: DurationMs = 5 * MINUTE_MS;
/** Clicks add at most one request in this span. */
export const CLICK_GAP_MS: DurationMs = 5 * SECOND_MS;
/** How long a copy is shown to have worked. */
export const COPIED_SHOWN_MS: DurationMs = 2 * SECOND_MS;

/** When a token ends: its own `exp`, else what the answer says, else NERD's documented rule, the top of the next hour. */
export function expiryOf(answer: GrantedAnswer, now: EpochMs): EpochMs {
  const fromToken = jwtExpiresAt(answer.accessToken);
  if (fromToken !== undefined) return fromToken;
  if (answer.expiresInMs !== undefined) return now + answer.expiresInMs;
  return (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
}

/**
 * When to ask for the next token: 15 minutes before the end, or at half of the life if that is later. A token that
 * ends no later than the one before shows that asking early gains nothing: then at its end.
 */
export function firstTryAt(expiresAt: EpochMs, now: EpochMs, previousExpiresAt: EpochMs | undefined): EpochMs {
  const noGain = previousExpiresAt !== undefined && expiresAt <= previousExpiresAt;
  const at = noGain ? expiresAt : Math.max(expiresAt - FIRST_TRY_BEFORE_END_MS, now + (expiresAt - now) / 2);
  return Math.max(Math.round(at), now + SHORTEST_GAP_MS);
}

/** When to try again after failure number `attempt` (1 is the first); a server's Retry-After is honoured if longer. */
export function retryAtAfter(failure: RefreshFailure, attempt: number, now: EpochMs): EpochMs {
  const delayMs = RETRY_DELAYS_MS[Math.min(attempt, RETRY_DELAYS_MS.length) - 1] ?? SHORTEST_GAP_MS;
  return now + Math.max(delayMs, failure.retryAfterMs ?? 0);
}
