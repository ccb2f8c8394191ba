import type { DurationMs } from '../../../preload/contract/time.ts';
import type { ClockMove } from './clock-skew.ts';
import type { AccessToken, BareRejections, Candidate, PastRequests, Session, TokenState } from './state.ts';

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

/** The same requests by a clock that is that much ahead. */
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
  // Where time may have passed unseen, a token's life is never made longer.
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
    case 'refreshing':
    case 'rejected': {
      const held = session.held && movedToken(session.held, livesMs);
      const bare = session.bare && movedBare(session.bare, byMs);
      if (session.kind !== 'retrying') return { ...session, held, bare };
      return { ...session, held, bare, retryAt: session.retryAt + byMs };
    }
  }
}

/** The same bare refusals by a clock that is that much ahead. */
export function movedBare(
  { count, untilAt, recheckedAt, recheckAt }: BareRejections,
  byMs: DurationMs,
): BareRejections {
  return {
    count,
    untilAt: untilAt + byMs,
    recheckedAt: recheckedAt.map((at) => at + byMs),
    recheckAt: recheckAt && recheckAt + byMs,
  };
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
      return { ...candidate, requestedAt: candidate.requestedAt + byMs };
    case 'trying':
    case 'unreachable':
    case 'rejected':
      return candidate;
  }
}
