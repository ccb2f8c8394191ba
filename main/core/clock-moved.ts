import type { DurationMs } from '../../preload/contract/snapshot.ts';
import type { ClockMove } from './clock-sense.ts';
import type { Candidate, Session, TokenState } from './state.ts';

/**
 * The state on a clock that was corrected: moments that were counted from "now" move with it, so that a try in 30 s
 * stays one in 30 s. A token's end is the server's own time and stays.
 */
export function clockMoved(state: TokenState, { shiftMs, inDoubt }: ClockMove): TokenState {
  const doubted = inDoubt && !state.timeInDoubt ? { ...state, timeInDoubt: true } : state;
  if (shiftMs === 0) return doubted;
  const { clickedAt, retryAfterAt, copied } = state;
  return {
    ...doubted,
    session: movedSession(state.session, shiftMs),
    candidate: state.candidate && movedCandidate(state.candidate, shiftMs),
    clickedAt: clickedAt && clickedAt + shiftMs,
    retryAfterAt: retryAfterAt && retryAfterAt + shiftMs,
    ownRequests: state.ownRequests.map((at) => at + shiftMs),
    copied: copied && { ...copied, shownUntil: copied.shownUntil + shiftMs },
  };
}

function movedSession(session: Session, byMs: DurationMs): Session {
  if (session.kind !== 'retrying') return session;
  return { ...session, retryAt: session.retryAt + byMs };
}

function movedCandidate(candidate: Candidate, byMs: DurationMs): Candidate {
  switch (candidate.kind) {
    case 'untried':
      return { ...candidate, retryAt: candidate.retryAt + byMs };
    case 'notStored':
      return { ...candidate, answeredAt: candidate.answeredAt + byMs };
    case 'trying':
    case 'unreachable':
    case 'refused':
      return candidate;
  }
}
