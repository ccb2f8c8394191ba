import type { DurationMs } from '../../../preload/contract/snapshot.ts';
import type { ClockMove } from './clock-skew.ts';
import type { Candidate, PastRequests, Session, TokenState } from './state.ts';

/**
 * The state on a clock that was corrected: moments that were counted from "now" move with it, so that a try in 30 s
 * stays one in 30 s. A token's end is the server's own time and stays.
 */
export function clockMoved(state: TokenState, { shiftMs, inDoubt }: ClockMove): TokenState {
  const doubted = inDoubt && !state.timeInDoubt ? { ...state, timeInDoubt: true } : state;
  if (shiftMs === 0) return doubted;
  const { copied } = state;
  return {
    ...doubted,
    ...movedRequests(state, shiftMs),
    session: movedSession(state.session, shiftMs),
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

function movedSession(session: Session, byMs: DurationMs): Session {
  if (session.kind !== 'retrying') return session;
  return { ...session, retryAt: session.retryAt + byMs };
}

function movedCandidate(candidate: Candidate, byMs: DurationMs): Candidate {
  switch (candidate.kind) {
    case 'savedForLater':
      return { ...candidate, retryAt: candidate.retryAt + byMs };
    case 'notStored':
      return { ...candidate, answeredAt: candidate.answeredAt + byMs };
    case 'trying':
    case 'unreachable':
    case 'refused':
      return candidate;
  }
}
