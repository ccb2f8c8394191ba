import type { EpochMs } from '../../../preload/contract/time.ts';
import type { Step } from './events.ts';
import { clickRequestAt, BACKGROUND_REQUESTS_PER_HOUR, backgroundRequestAt, retryAfterEnd } from './rate-limits.ts';
import { NETWORK_CHECK_MS, startAt } from './network.ts';
import { recheckStarted } from './rejection.ts';
import { tryingAgain } from './candidate.ts';
import { refreshing } from './session-answers.ts';
import { validToken, heldToken, type Candidate, type RequestInFlight, type Session, type TokenState } from './state.ts';
import { MINUTE_MS } from '../time/time.ts';

/**
 * Gives the next moment at which the state, or a text about it, changes by itself: a try is due, a minute of the token's
 * life is over, a shown copy fades, a copied token ends, clicks ask NERD again. Undefined if nothing will change.
 */
export function nextDeadline(state: TokenState, now: EpochMs): EpochMs | undefined {
  const valid = validToken(state, now);
  const next = Math.min(
    // The window shows whole minutes that are left, so "42 min" ends at 41 min 59.999 s.
    valid === undefined ? Infinity : now + ((valid.expiresAt - now) % MINUTE_MS) + 1,
    state.copied?.shownUntil ?? Infinity,
    state.copiedEndsAt ?? Infinity,
    state.pause?.untilAt ?? Infinity,
    retryAfterEnd(state, now) ?? Infinity,
    state.requestInFlight === undefined ? nextTryAt(state, now) : Infinity,
  );
  return next === Infinity ? undefined : next;
}

/** When the next request may begin, or the network is to be checked; Infinity if no request is due. */
function nextTryAt(state: TokenState, now: EpochMs): EpochMs {
  const { session, candidate, pause } = state;
  const mayStartAt = state.wanted ? now : backgroundRequestAt(state, now);
  const tryAt = (dueAt: EpochMs | undefined): EpochMs =>
    dueAt === undefined ? Infinity : Math.max(startAt(state, dueAt), mayStartAt);
  return Math.min(
    session.kind === 'retrying' && pause === undefined ? now + NETWORK_CHECK_MS : Infinity,
    tryAt(sessionDueAt(state)),
    tryAt(candidateDueAt(candidate)),
    candidate?.kind === 'trying' ? enteredAt(state, candidate, now) : Infinity,
  );
}

/** Starts the request that is due, one at a time: first for a credential just entered, then for the session, then for one saved for later. */
export function startDueRequest(state: TokenState, now: EpochMs): Step {
  if (state.requestInFlight !== undefined) return { state, effects: [] };
  const { session, candidate } = state;
  if (candidate?.kind === 'trying' && now >= enteredAt(state, candidate, now)) {
    return startRequest(
      state,
      { of: 'candidate', id: candidate.facts.id },
      { now, background: candidate.savedForLater },
    );
  }
  const mayStart = state.wanted || now >= backgroundRequestAt(state, now);
  const isDue = (at: EpochMs | undefined): boolean => at !== undefined && now >= startAt(state, at) && mayStart;
  if (state.credential !== undefined && isDue(sessionDueAt(state))) {
    const request: RequestInFlight = { of: 'session', id: state.credential.id };
    return startRequest({ ...state, session: asRequesting(session, now) }, request, { now, background: !state.wanted });
  }
  if (candidate?.kind === 'savedForLater' && isDue(candidate.retryAt)) {
    const { facts } = candidate;
    const trying = tryingAgain(candidate);
    return startRequest({ ...state, candidate: trying }, { of: 'candidate', id: facts.id }, { now, background: true });
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
    case 'rejected':
      return session.bare?.recheckAt;
    case 'signedOut':
      return undefined;
  }
}

function candidateDueAt(candidate: Candidate | undefined): EpochMs | undefined {
  return candidate?.kind === 'savedForLater' ? candidate.retryAt : undefined;
}

/** The session whose request begins now. A rejected one stays shown as rejected: that the app checks again is no news. */
function asRequesting(session: Session, now: EpochMs): Session {
  if (session.kind === 'rejected') return recheckStarted(session, now);
  const held = heldToken(session);
  if (session.kind !== 'retrying' && session.kind !== 'refreshing') return refreshing(held);
  const { attempt, rejections, bare } = session;
  return { kind: 'refreshing', attempt, rejections, held, bare };
}

/** `background`: nobody waits for the request, so it counts against the app's own limit for an hour. */
function startRequest(
  state: TokenState,
  requestInFlight: RequestInFlight,
  { now, background }: { readonly now: EpochMs; readonly background: boolean },
): Step {
  const backgroundRequests = background
    ? [...state.backgroundRequests, now].slice(-BACKGROUND_REQUESTS_PER_HOUR)
    : state.backgroundRequests;
  const clickedAt = background ? state.clickedAt : now;
  const next = { ...state, requestInFlight, clickedAt, backgroundRequests, wanted: false };
  return { state: next, effects: [{ kind: 'request', requestInFlight, background }] };
}
