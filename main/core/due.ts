import type { EpochMs } from '../../preload/contract/snapshot.ts';
import type { Step } from './events.ts';
import { goodToken, heldToken, type Candidate, type Flight, type Session, type TokenState } from './state.ts';
import { MINUTE_MS } from './time.ts';

/**
 * The next moment at which the state, or what is said of it, changes by itself: a try is due, a minute of the token's
 * life is over, a shown copy fades. Undefined if nothing will.
 */
export function nextDeadline(state: TokenState, now: EpochMs): EpochMs | undefined {
  const deadlines: EpochMs[] = [];
  const good = goodToken(state, now);
  // Whole minutes left are shown, so 41 min 59.999 s is where "42 min" ends.
  if (good !== undefined) deadlines.push(now + ((good.expiresAt - now) % MINUTE_MS) + 1);
  if (state.copied !== undefined) deadlines.push(state.copied.shownUntil);
  if (state.flight === undefined) {
    if (state.session.kind === 'active') deadlines.push(state.session.refreshAt);
    if (state.session.kind === 'retrying') deadlines.push(state.session.retryAt);
    if (state.candidate?.kind === 'untried') deadlines.push(state.candidate.retryAt);
  }
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
}

/** Starts what is due, one request at a time: what was entered first, then the session, then what was kept for later. */
export function startDue(state: TokenState, now: EpochMs): Step {
  if (state.flight !== undefined) return { state, effects: [] };
  const { session, candidate } = state;
  if (candidate?.kind === 'trying') return fly(state, { of: 'candidate', id: candidate.facts.id }, now);
  if (state.credential !== undefined) {
    const due =
      session.kind === 'refreshing' ||
      (session.kind === 'active' && now >= session.refreshAt) ||
      (session.kind === 'retrying' && now >= session.retryAt);
    if (due) {
      const attempt = session.kind === 'active' ? 0 : session.attempt;
      const refreshing: Session = { kind: 'refreshing', attempt, held: heldToken(session) };
      return fly({ ...state, session: refreshing }, { of: 'session', id: state.credential.id }, now);
    }
  }
  if (candidate?.kind === 'untried' && now >= candidate.retryAt) {
    const { facts, attempt } = candidate;
    const trying: Candidate = { kind: 'trying', facts, kept: true, attempt };
    return fly({ ...state, candidate: trying }, { of: 'candidate', id: facts.id }, now);
  }
  return { state, effects: [] };
}

function fly(state: TokenState, flight: Flight, now: EpochMs): Step {
  return { state: { ...state, flight, askedAt: now }, effects: [{ kind: 'request', flight }] };
}
