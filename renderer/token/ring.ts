import type { SessionSnapshot } from '../../preload/contract/session.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { HOUR_MS } from '../../main/core/time/time.ts';

/** What the ring of the hour shows. */
export interface Ring {
  /**
   * full: all is well · busy: a short arc travels · paused: two bars · gap: something is wrong, and the ring is broken at
   * the top.
   */
  readonly shape: 'full' | 'busy' | 'paused' | 'gap';
  /** For how much longer the access token is good; undefined if there is none that is. */
  readonly leftMs: DurationMs | undefined;
  readonly expiresAt: EpochMs | undefined;
  /** When the next try is; undefined if none is scheduled. */
  readonly retryAt: EpochMs | undefined;
}

/** The ring for a session at `now`; `paused` is true while the user has paused refreshing. */
export function ringOf(session: SessionSnapshot, now: EpochMs, paused: boolean): Ring {
  const expiresAt = session.kind === 'signedOut' ? undefined : session.expiresAt;
  const leftMs = expiresAt !== undefined && expiresAt > now ? expiresAt - now : undefined;
  return {
    shape: shapeOf(session, paused),
    leftMs,
    expiresAt,
    retryAt: session.kind === 'retrying' ? session.retryAt : undefined,
  };
}

/** How much of the ring is filled, 0 to 1. An access token lives at most an hour (NERD's Quickstart), so more is full. */
export function filledShare(leftMs: DurationMs | undefined): number {
  return Math.min(1, Math.max(0, (leftMs ?? 0) / HOUR_MS));
}

function shapeOf(session: SessionSnapshot, paused: boolean): Ring['shape'] {
  switch (session.kind) {
    case 'refreshing':
      return paused ? 'paused' : 'busy';
    case 'retrying':
    case 'rejected':
      return 'gap';
    case 'active':
    case 'signedOut':
      return paused ? 'paused' : 'full';
  }
}
