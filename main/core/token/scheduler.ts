import type { EpochMs } from '../../../preload/contract/time.ts';
import type { Step } from './events.ts';
import { clickRequestAt, BACKGROUND_REQUESTS_PER_HOUR, backgroundRequestAt } from './rate-limits.ts';
import { LOOK_FOR_NETWORK_MS, startAt } from './network.ts';
import { validToken, heldToken, type Candidate, type RequestInFlight, type Session, type TokenState } from './state.ts';
import { MINUTE_MS } from '../time/time.ts';

/**
 * The next moment at which the state, or what is said of it, changes by itself: a try is due, a minute of the token's
 * life is over, a shown copy fades, a copied token ends. Undefined if nothing will.
 */
export function nextDeadline(state: TokenState, now: EpochMs): EpochMs | undefined {
  const valid = validToken(state, now);
  const next = Math.min(
    // Whole minutes left are shown, so 41 min 59.999 s is where "42 min" ends.
    valid === undefined ? Infinity : now + ((valid.expiresAt - now) % MINUTE_MS) + 1,
    state.copied?.shownUntil ?? Infinity,
    state.copiedEndsAt ?? Infinity,
    state.pause?.untilAt ?? Infinity,
    state.requestInFlight === undefined ? nextTryAt(state, now) : Infinity,
  );
  return next === Infinity ? undefined : next;
}

/** When the next request may begin, or the network is to be looked for; Infinity if there is nothing to ask for. */
function nextTryAt(state: TokenState, now: EpochMs): EpochMs {
  const { session, candidate, pause } = state;
  const mayAskAt = state.wanted ? now : backgroundRequestAt(state, now);
  const tryAt = (dueAt: EpochMs | undefined): EpochMs =>
    dueAt === undefined ? Infinity : Math.max(startAt(state, dueAt), mayAskAt);
  return Math.min(
    session.kind === 'retrying' && pause === undefined ? now + LOOK_FOR_NETWORK_MS : Infinity,
    tryAt(sessionDueAt(state)),
    tryAt(candidateDueAt(candidate)),
    candidate?.kind === 'trying' ? enteredAt(state, candidate, now) : Infinity,
  );
}

/** Starts what is due, one request at a time: what was entered first, then the session, then what was kept for later. */
export function startDueRequest(state: TokenState, now: EpochMs): Step {
  if (state.requestInFlight !== undefined) return { state, effects: [] };
  const { session, candidate } = state;
  if (candidate?.kind === 'trying' && now >= enteredAt(state, candidate, now)) {
    return startRequest(state, { of: 'candidate', id: candidate.facts.id }, { now, own: candidate.savedForLater });
  }
  const mayAsk = state.wanted || now >= backgroundRequestAt(state, now);
  const isDue = (at: EpochMs | undefined): boolean => at !== undefined && now >= startAt(state, at) && mayAsk;
  if (state.credential !== undefined && isDue(sessionDueAt(state))) {
    const flight: RequestInFlight = { of: 'session', id: state.credential.id };
    return startRequest({ ...state, session: asRefreshing(session) }, flight, { now, own: !state.wanted });
  }
  if (candidate?.kind === 'savedForLater' && isDue(candidate.retryAt)) {
    const { facts, attempt } = candidate;
    const trying: Candidate = { kind: 'trying', facts, savedForLater: true, attempt };
    return startRequest({ ...state, candidate: trying }, { of: 'candidate', id: facts.id }, { now, own: true });
  }
  return { state, effects: [] };
}

/** When a credential that was just entered may be tried. */
function enteredAt(state: TokenState, { facts }: Candidate, now: EpochMs): EpochMs {
  return facts.isLocal ? now : clickRequestAt(state, now);
}

function sessionDueAt({ session, timeInDoubt }: TokenState): EpochMs | undefined {
  switch (session.kind) {
    case 'refreshing':
      return 0;
    case 'active':
      return timeInDoubt && session.refreshAt !== undefined ? 0 : session.refreshAt;
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
  return candidate?.kind === 'savedForLater' ? candidate.retryAt : undefined;
}

function asRefreshing(session: Session): Session {
  const before = session.kind === 'retrying' || session.kind === 'refreshing' ? session : { attempt: 0, refusals: 0 };
  return { kind: 'refreshing', attempt: before.attempt, refusals: before.refusals, held: heldToken(session) };
}

function startRequest(
  state: TokenState,
  flight: RequestInFlight,
  { now, own }: { readonly now: EpochMs; readonly own: boolean },
): Step {
  const backgroundRequests = own
    ? [...state.backgroundRequests, now].slice(-BACKGROUND_REQUESTS_PER_HOUR)
    : state.backgroundRequests;
  const clickedAt = own ? state.clickedAt : now;
  const next = { ...state, requestInFlight: flight, clickedAt, backgroundRequests, wanted: false };
  return { state: next, effects: [{ kind: 'request', requestInFlight: flight, background: own }] };
}
