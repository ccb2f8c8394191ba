import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { PastRequests, TokenState } from './state.ts';
import { HOUR_MS, SECOND_MS } from '../time/time.ts';

/** Of its own accord the app makes at most this many requests in any hour. */
export const BACKGROUND_REQUESTS_PER_HOUR = 20;
/** Clicks add at most one request in this span. */
const CLICK_GAP_MS: DurationMs = 5 * SECOND_MS;

/** The end of the pause that NERD asked for (Retry-After); undefined if it asked for none, or it is over. */
export function retryAfterEnd({ retryAfterAt }: PastRequests, now: EpochMs): EpochMs | undefined {
  // None is longer than an hour: a later end was noted on a clock that was wrong.
  const stands = retryAfterAt !== undefined && retryAfterAt > now && retryAfterAt <= now + HOUR_MS;
  return stands ? retryAfterAt : undefined;
}

/** The earliest moment for the next request of the app's own accord; Infinity while it is paused. */
export function backgroundRequestAt(state: TokenState, now: EpochMs): EpochMs {
  const { backgroundRequests, pause } = state;
  if (pause !== undefined) return pause.untilAt ?? Infinity;
  const oldest = backgroundRequests.at(-BACKGROUND_REQUESTS_PER_HOUR);
  // More than an hour lies between, so that no hour, however it is cut, has one too many; a clock that was turned back must not hold requests off for longer than the hour itself.
  const budgetAt = oldest === undefined || oldest > now ? now : oldest + HOUR_MS + 1;
  return Math.max(now, budgetAt, retryAfterEnd(state, now) ?? now);
}

/** The earliest moment for the next request that a click leads to. */
export function clickRequestAt(state: TokenState, now: EpochMs): EpochMs {
  const { clickedAt } = state;
  const gapAt = clickedAt === undefined || clickedAt > now ? now : clickedAt + CLICK_GAP_MS;
  return Math.max(now, gapAt, retryAfterEnd(state, now) ?? now);
}

/** Whether NERD's last answer is so new that another click gets the same. */
export function hasJustAsked(state: TokenState, now: EpochMs): boolean {
  const askedAt = lastAskedAt(state);
  return askedAt <= now && now - askedAt < CLICK_GAP_MS;
}

/** When the last request began, by anybody's wish; -Infinity if none is known. */
export function lastAskedAt({ clickedAt, backgroundRequests }: PastRequests): EpochMs {
  return Math.max(clickedAt ?? -Infinity, backgroundRequests.at(-1) ?? -Infinity);
}
