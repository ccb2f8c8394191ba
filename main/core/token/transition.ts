import type { EpochMs } from '../../../preload/contract/time.ts';
import type { StorageSnapshot } from '../../../preload/contract/session.ts';
import { answered, refreshing, rejectAccessToken } from './session-answers.ts';
import {
  candidateAccepted,
  candidateFailed,
  candidateNotStored,
  candidateOf,
  candidateSavedForLater,
} from './candidate.ts';
import { startDueRequest } from './scheduler.ts';
import { failureOf, type Environment, type Step, type TokenEvent } from './events.ts';
import { switched } from './other-credentials.ts';
import { noticeNetwork } from './network.ts';
import { afterBareRun, recheckSoon } from './rejection.ts';
import { clickRequestAt, hasJustRequested, retryAfterEnd } from './rate-limits.ts';
import { answerProxy, followProxy } from './proxy.ts';
import { COPIED_SHOWN_MS, catchUpAt } from './refresh-times.ts';
import type { BareRejections, Session, TokenState } from './state.ts';

/**
 * The whole life of a token: gives the state that an event leads to at `now`, and the request to make, if one is due.
 * Pure: the random number and the network are arguments like the time.
 */
export function transition(state: TokenState, event: TokenEvent, now: EpochMs, environment: Environment): Step {
  const { random, online } = environment;
  const applied = apply(noteRetryAfter(state, event, now), event, now, random);
  const noticed = noticeNetwork(followProxy(applied, event), online, now);
  return startDueRequest(passTime(noticed, now), now);
}

function apply(state: TokenState, event: TokenEvent, now: EpochMs, random: number): TokenState {
  switch (event.kind) {
    case 'keychainRead':
      return keychainRead(state, event, now);
    case 'keychainFailed':
      return { ...state, storage: { kind: 'unavailable', why: event.why } };
    case 'othersRead':
      return { ...state, otherCredentials: event.others };
    case 'switched':
      return switched(state, event, firstTry(state, now), now);
    case 'otherRemoved':
      return { ...state, otherCredentials: state.otherCredentials.filter(({ id }) => id !== event.id) };
    case 'timeMoved':
      return state;
    case 'systemWoke':
      return { ...state, session: recheckSoon(state.session, now) };
    case 'paused':
      return { ...state, pause: { untilAt: event.untilAt } };
    case 'resumed':
      return { ...state, pause: undefined };
    case 'proxyAnswered':
      return answerProxy(state, now);
    case 'refreshWanted':
      return bringForward(state, now);
    case 'accessTokenRejected': {
      const without = rejectAccessToken(state, event.accessToken, now);
      return without === state ? state : bringForward(without, now);
    }
    case 'answered':
      return answered(state, event, now, random);
    case 'candidateEntered':
      return { ...state, candidate: candidateOf(event.facts, state, now) };
    case 'candidateFailed':
      return candidateFailed(state, event, { now, random });
    case 'candidateNotStored':
      return candidateNotStored(state, event, now);
    case 'candidateAccepted':
      return candidateAccepted(state, event, now);
    case 'candidateSavedForLater':
      return candidateSavedForLater(state, { now, random });
    case 'candidateDiscarded':
      return { ...state, candidate: undefined };
    case 'stored':
      return { ...state, storage: { kind: 'keychain' } };
    case 'forgotten':
      return forgotten(state);
    case 'copied':
      return {
        ...state,
        copied: { expiresAt: event.expiresAt, shownUntil: now + COPIED_SHOWN_MS },
        copiedEndsAt: event.expiresAt,
      };
    default:
      return assertNever(event);
  }
}

/** Ends a switch that must be complete: a case left out does not compile. The error leaves out the value, which may be secret. */
function assertNever(value: never): never {
  throw new Error(`a case is missing for a ${typeof value}`);
}

/** Notes the pause that NERD asks for with a failure. It holds for all requests, whichever one failed. */
function noteRetryAfter(state: TokenState, event: TokenEvent, now: EpochMs): TokenState {
  const failure = failureOf(event);
  // A person who clicked while a new token was tried has to wait as well.
  return failure?.retryAfterMs === undefined
    ? state
    : { ...state, retryAfterAt: now + failure.retryAfterMs, wanted: false };
}

function forgotten(state: TokenState): TokenState {
  const storage: StorageSnapshot =
    state.storage.kind === 'memory' ? { kind: 'unavailable', why: state.storage.why } : state.storage;
  return {
    ...state,
    session: { kind: 'signedOut' },
    credential: undefined,
    usedAt: undefined,
    copied: undefined,
    copiedEndsAt: undefined,
    storage,
  };
}

function keychainRead(
  state: TokenState,
  { credential, pendingCredential, bare }: Extract<TokenEvent, { kind: 'keychainRead' }>,
  now: EpochMs,
): TokenState {
  // A credential that is merely read again goes on with the token it has.
  const session: Session =
    credential === undefined
      ? { kind: 'signedOut' }
      : credential.id === state.credential?.id
        ? state.session
        : firstTry(state, now, bare);
  const candidate =
    state.candidate ??
    (pendingCredential && {
      kind: 'savedForLater' as const,
      facts: pendingCredential,
      failure: undefined,
      attempt: 0,
      retryAt: 0,
    });
  const otherCredentials = state.otherCredentials.filter(({ kind }) => kind !== credential?.kind);
  return {
    ...state,
    session,
    credential,
    otherCredentials,
    candidate,
    usedAt: undefined,
    storage: { kind: 'keychain' },
  };
}

/** The session of a credential that was just read. Within the pause that NERD asked the last run for, it waits for its end. */
function firstTry(state: TokenState, now: EpochMs, bare?: BareRejections): Session {
  const retryAt = retryAfterEnd(state, now);
  const session = bare === undefined ? refreshing(undefined) : afterBareRun(bare, now);
  if (retryAt === undefined || session.kind === 'rejected') return session;
  const failure = { kind: 'rate_limited' } as const;
  return { kind: 'retrying', failure, attempt: 1, rejections: 0, retryAt, held: undefined, bare };
}

/** Makes the next try due, as a person has clicked; but not within 5 s of the last request nor before a Retry-After is over. */
function bringForward(state: TokenState, now: EpochMs): TokenState {
  const { session, requestInFlight } = state;
  // A recheck in the background is on its way: now somebody waits for it.
  if (session.kind === 'rejected' && requestInFlight?.of === 'session') {
    return { ...state, session: refreshing(session.held, session.bare) };
  }
  // While a candidate is tried the answer on its way is not the session's, whose own request comes right after it.
  const hasAnswer = requestInFlight === undefined ? hasJustRequested(state, now) : requestInFlight.of === 'session';
  if (hasAnswer || now < clickRequestAt(state, now)) return state;
  switch (session.kind) {
    case 'active':
    case 'betweenTokens':
      return { ...state, wanted: true, session: refreshing(session.held) };
    case 'rejected':
      return { ...state, wanted: true, session: refreshing(session.held, session.bare) };
    case 'retrying':
      return { ...state, wanted: true, session: { ...session, retryAt: now } };
    case 'refreshing':
      return { ...state, wanted: true };
    case 'signedOut':
      return state;
  }
}

/** Applies what the time alone changes: a shown copy fades; a pause, the copied token and the one held end. */
function passTime(state: TokenState, now: EpochMs): TokenState {
  let next = state;
  if (next.copied !== undefined && now >= next.copied.shownUntil) next = { ...next, copied: undefined };
  if (next.copiedEndsAt !== undefined && now >= next.copiedEndsAt) next = { ...next, copiedEndsAt: undefined };
  if (next.pause?.untilAt !== undefined && now >= next.pause.untilAt) next = { ...next, pause: undefined };
  const { session } = next;
  if (session.kind === 'active' && session.refreshAt !== undefined && now >= session.held.expiresAt) {
    const { held } = session;
    const nextTryAt = catchUpAt(Math.max(session.refreshAt, held.expiresAt), state.jitterSeed, now);
    next = { ...next, session: { kind: 'betweenTokens', held, nextTryAt } };
  }
  return next;
}
