import type { EpochMs } from '../../preload/contract/snapshot.ts';
import type { Step } from './events.ts';
import { LOOK_FOR_NETWORK_MS, startAt } from './network.ts';
import { goodToken, heldToken, type Candidate, type Flight, type Session, type TokenState } from './state.ts';
import { HOUR_MS, MINUTE_MS } from './time.ts';

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
    if (state.session.kind === 'retrying') deadlines.push(now + LOOK_FOR_NETWORK_MS);
    const dueAt = [sessionDueAt(state.session), candidateDueAt(state.candidate)].filter((at) => at !== undefined);
    deadlines.push(...dueAt.map((at) => Math.max(startAt(state, at), ownRequestAt(state, now))));
  }
  return deadlines.length === 0 ? undefined : Math.min(...deadlines);
}

/** Starts what is due, one request at a time: what was entered first, then the session, then what was kept for later. */
export function startDue(state: TokenState, now: EpochMs): Step {
  if (state.flight !== undefined) return { state, effects: [] };
  const { session, candidate } = state;
  if (candidate?.kind === 'trying') {
    return fly(state, { of: 'candidate', id: candidate.facts.id }, { now, own: candidate.kept });
  }
  const mayAsk = state.wanted || now >= ownRequestAt(state, now);
  const isDue = (at: EpochMs | undefined): boolean => at !== undefined && now >= startAt(state, at) && mayAsk;
  if (state.credential !== undefined && isDue(sessionDueAt(session))) {
    const flight: Flight = { of: 'session', id: state.credential.id };
    return fly({ ...state, session: asRefreshing(session) }, flight, { now, own: !state.wanted });
  }
  if (candidate?.kind === 'untried' && isDue(candidate.retryAt)) {
    const { facts, attempt } = candidate;
    const trying: Candidate = { kind: 'trying', facts, kept: true, attempt };
    return fly({ ...state, candidate: trying }, { of: 'candidate', id: facts.id }, { now, own: true });
  }
  return { state, effects: [] };
}

/** Of its own accord the app makes at most this many requests in any hour. */
const OWN_REQUESTS_PER_HOUR = 20;

/** The earliest moment for the next request of the app's own accord. */
function ownRequestAt({ ownRequests }: TokenState, now: EpochMs): EpochMs {
  const oldest = ownRequests.at(-OWN_REQUESTS_PER_HOUR);
  // A clock that was turned back must not hold requests off for longer than the hour itself.
  return oldest === undefined || oldest > now ? now : Math.max(now, oldest + HOUR_MS);
}

function sessionDueAt(session: Session): EpochMs | undefined {
  switch (session.kind) {
    case 'refreshing':
      return 0;
    case 'active':
      return session.refreshAt;
    case 'betweenTokens':
      return session.nextTryAt;
    case 'retrying':
      return session.retryAt;
    case 'signedOut':
    case 'rejected':
      return undefined;
  }
}

function candidateDueAt(candidate: Candidate | undefined): EpochMs | undefined {
  return candidate?.kind === 'untried' ? candidate.retryAt : undefined;
}

function asRefreshing(session: Session): Session {
  const before = session.kind === 'retrying' || session.kind === 'refreshing' ? session : { attempt: 0, refusals: 0 };
  return { kind: 'refreshing', attempt: before.attempt, refusals: before.refusals, held: heldToken(session) };
}

function fly(state: TokenState, flight: Flight, { now, own }: { readonly now: EpochMs; readonly own: boolean }): Step {
  const ownRequests = own ? [...state.ownRequests, now].slice(-OWN_REQUESTS_PER_HOUR) : state.ownRequests;
  const next = { ...state, flight, askedAt: now, ownRequests, wanted: false };
  return { state: next, effects: [{ kind: 'request', flight }] };
}
