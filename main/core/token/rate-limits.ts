import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import type { PastRequests, TokenState } from './state.ts';
import { HOUR_MS, SECOND_MS } from '../time/time.ts';

/** The most background requests in any hour. */
export const BACKGROUND_REQUESTS_PER_HOUR = 20;
/**
 * A request goes out a while after it has begun if a slow keychain has to take a rotated token first, so between the
 * begins of the first and the last of an hour's requests lies this much more.
 */
const GOES_OUT_WITHIN_MS: DurationMs = 30 * SECOND_MS;
/** The shortest time between two requests that clicks lead to. */
const CLICK_GAP_MS: DurationMs = 5 * SECOND_MS;

/** The end of the pause that NERD asked for (Retry-After); undefined if it asked for none, or it is over. */
export function retryAfterEnd({ retryAfterAt }: PastRequests, now: EpochMs): EpochMs | undefined {
  // None is longer than an hour: a later end was noted on a clock that was wrong.
  const stands = retryAfterAt !== undefined && retryAfterAt > now && retryAfterAt <= now + HOUR_MS;
  return stands ? retryAfterAt : undefined;
}

/** The earliest moment for the next background request; Infinity during a pause without an end. */
export function backgroundRequestAt(state: TokenState, now: EpochMs): EpochMs {
  const { backgroundRequests, pause } = state;
  if (pause !== undefined) return pause.untilAt ?? Infinity;
  const oldest = backgroundRequests.at(-BACKGROUND_REQUESTS_PER_HOUR);
  // No hour, however it is cut, has one too many; a clock that was turned back must not hold requests off for longer.
  const budgetAt = oldest === undefined || oldest > now ? now : oldest + HOUR_MS + GOES_OUT_WITHIN_MS;
  return Math.max(now, budgetAt, retryAfterEnd(state, now) ?? now);
}

/** The earliest moment for the next request that a click leads to. */
export function clickRequestAt(state: TokenState, now: EpochMs): EpochMs {
  const { clickedAt } = state;
  const gapAt = clickedAt === undefined || clickedAt > now ? now : clickedAt + CLICK_GAP_MS;
  return Math.max(now, gapAt, retryAfterEnd(state, now) ?? now);
}

/** Whether the last request is so recent that another click leads to none. */
export function hasJustRequested(state: TokenState, now: EpochMs): boolean {
  const requestedAt = lastRequestAt(state);
  return requestedAt <= now && now - requestedAt < CLICK_GAP_MS;
}

/** When the last request began, in the background or after a click; -Infinity if none is known. */
export function lastRequestAt({ clickedAt, backgroundRequests }: PastRequests): EpochMs {
  return Math.max(clickedAt ?? -Infinity, backgroundRequests.at(-1) ?? -Infinity);
}
