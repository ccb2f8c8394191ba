import type { DurationMs } from '../../../preload/contract/time.ts';
import type { ClockMove } from './clock-skew.ts';
import type { AccessToken, Candidate, PastRequests, Session, TokenState } from './state.ts';

/**
 * The state on a clock that was corrected: moments that were counted from "now" move with it, so that a try in 30 s
 * stays one in 30 s, and a token's life goes on steadily. The end that the server itself names stays.
 */
export function clockMoved(state: TokenState, { shiftMs, inDoubt }: ClockMove): TokenState {
  const doubted = inDoubt && !state.timeInDoubt ? { ...state, timeInDoubt: true } : state;
  if (shiftMs === 0) return doubted;
  const { copied } = state;
  return {
    ...doubted,
    ...movedRequests(state, shiftMs),
    session: movedSession(state.session, shiftMs, doubted.timeInDoubt),
    candidate: state.candidate && movedCandidate(state.candidate, shiftMs),
    copied: copied && { ...copied, shownUntil: copied.shownUntil + shiftMs },
  };
}

/** The same requests, told on a clock that is that much ahead. */
export function movedRequests(
  { clickedAt, backgroundRequests, retryAfterAt }: PastRequests,
  byMs: DurationMs,
): PastRequests {
  return {
    clickedAt: clickedAt && clickedAt + byMs,
    backgroundRequests: backgroundRequests.map((at) => at + byMs),
    retryAfterAt: retryAfterAt && retryAfterAt + byMs,
  };
}

function movedSession(session: Session, byMs: DurationMs, inDoubt: boolean): Session {
  if (session.kind === 'signedOut') return session;
  // Of time that may have passed unseen, a token's life has none to spare.
  const livesMs = inDoubt ? Math.min(byMs, 0) : byMs;
  switch (session.kind) {
    case 'active': {
      const held = movedToken(session.held, livesMs);
      const laterMs = held.expiresAt - session.held.expiresAt;
      return { ...session, held, refreshAt: session.refreshAt && session.refreshAt + laterMs };
    }
    case 'betweenTokens': {
      const held = movedToken(session.held, livesMs);
      return { ...session, held, nextTryAt: session.nextTryAt + held.expiresAt - session.held.expiresAt };
    }
    case 'retrying':
      return { ...session, held: session.held && movedToken(session.held, livesMs), retryAt: session.retryAt + byMs };
    case 'refreshing':
    case 'rejected':
      return { ...session, held: session.held && movedToken(session.held, livesMs) };
  }
}

function movedToken(held: AccessToken, byMs: DurationMs): AccessToken {
  if (held.countedEndAt === undefined) return held;
  const countedEndAt = held.countedEndAt + byMs;
  return { ...held, countedEndAt, expiresAt: Math.min(countedEndAt, held.serverEndAt ?? Infinity) };
}

function movedCandidate(candidate: Candidate, byMs: DurationMs): Candidate {
  switch (candidate.kind) {
    case 'savedForLater':
      return { ...candidate, retryAt: candidate.retryAt + byMs };
    case 'notStored':
      return { ...candidate, askedAt: candidate.askedAt + byMs };
    case 'trying':
    case 'unreachable':
    case 'refused':
      return candidate;
  }
}
