import type { StorageSnapshot } from '../../../preload/contract/session.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { answered, endRequest, granted, refreshing, turnedDown } from './session-answers.ts';
import { candidateFailed, savedForLater } from './candidate.ts';
import { startDueRequest } from './scheduler.ts';
import { failureOf, type Environment, type Step, type TokenEvent } from './events.ts';
import { otherCredentialsAfter, switched } from './other-credentials.ts';
import { noticeNetwork } from './network.ts';
import { clickRequestAt, hasJustAsked, retryAfterEnd } from './rate-limits.ts';
import { answerProxy, followProxy } from './proxy.ts';
import { COPIED_SHOWN_MS, catchUpAt } from './refresh-times.ts';
import { heldToken, type Candidate, type CredentialFacts, type Session, type TokenState } from './state.ts';

/**
 * The whole life of a token: what an event makes of the state at `now`, and what is to be done. Pure: chance and
 * network are arguments like the time.
 */
export function transition(state: TokenState, event: TokenEvent, now: EpochMs, around: Environment): Step {
  const noticed = noticeNetwork(
    followProxy(apply(noteRetryAfter(state, event, now), event, now, around.random), event),
    around.online,
    now,
  );
  return startDueRequest(passTime(noticed, now), now);
}

function apply(state: TokenState, event: TokenEvent, now: EpochMs, chance: number): TokenState {
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
    case 'paused':
      return { ...state, pause: { untilAt: event.untilAt } };
    case 'resumed':
      return { ...state, pause: undefined };
    case 'proxyAnswered':
      return answerProxy(state, now);
    case 'refreshWanted':
      return bringForward(state, now);
    case 'turnedDown': {
      const without = turnedDown(state, event.accessToken, now);
      return without === state ? state : bringForward(without, now);
    }
    case 'answered':
      return answered(state, event, now, chance);
    case 'candidateEntered':
      return { ...state, candidate: entered(state, event.facts, now) };
    case 'candidateFailed':
      return candidateRequestEnded(state, event.id, (candidate) => ({
        ...state,
        candidate: candidateFailed(candidate, event.failure, now, chance),
      }));
    case 'candidateNotStored':
      return candidateRequestEnded(state, event.id, (candidate) => ({
        ...state,
        candidate: notStored(candidate, event, now),
      }));
    case 'candidateAccepted':
      return candidateAccepted(state, event, now);
    case 'candidateSavedForLater':
      if (state.candidate?.kind !== 'unreachable') return state;
      return { ...state, candidate: savedForLater(state.candidate.facts, state.candidate.failure, 1, now, chance) };
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

/** Ends a switch that must be complete: a case left out does not compile. The value stays unsaid, since it may be secret. */
function assertNever(value: never): never {
  throw new Error(`a case is missing for a ${typeof value}`);
}

/** Whatever a failure was of, the pause that NERD asks for with it is for all requests. */
function noteRetryAfter(state: TokenState, event: TokenEvent, now: EpochMs): TokenState {
  const failure = failureOf(event);
  // Who clicked while a new token was tried has to wait as well.
  return failure?.retryAfterMs === undefined
    ? state
    : { ...state, retryAfterAt: now + failure.retryAfterMs, wanted: false };
}

/** While NERD asks for a pause a new token is not tried, and can be kept for later. */
function entered(state: TokenState, facts: CredentialFacts, now: EpochMs): Candidate {
  const endsAt = facts.isLocal ? undefined : retryAfterEnd(state, now);
  if (endsAt === undefined) return { kind: 'trying', facts, savedForLater: false, attempt: 0 };
  return { kind: 'unreachable', facts, failure: { kind: 'rate_limited', retryAfterMs: endsAt - now } };
}

function notStored(
  candidate: Candidate,
  { answer, askedAt: at, why }: Extract<TokenEvent, { kind: 'candidateNotStored' }>,
  now: EpochMs,
): Candidate {
  const askedAt = candidate.kind === 'notStored' ? candidate.askedAt : (at ?? now);
  return { kind: 'notStored', facts: candidate.facts, why, answer, askedAt };
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

/** What is stored is the session from here on, even if yet another candidate was entered meanwhile. */
function candidateAccepted(
  state: TokenState,
  { facts, answer, storage, askedAt }: Extract<TokenEvent, { kind: 'candidateAccepted' }>,
  now: EpochMs,
): TokenState {
  const candidate = state.candidate?.facts.id === facts.id ? undefined : state.candidate;
  const before = state.credential?.id === facts.id ? heldToken(state.session) : undefined;
  const next = granted(state, answer, before, now, askedAt);
  const kept = otherCredentialsAfter(state, facts);
  return endRequest(
    { ...next, credential: facts, otherCredentials: kept, storage, candidate },
    { of: 'candidate', id: facts.id },
  );
}

function keychainRead(
  state: TokenState,
  { credential, pendingCredential: later }: Extract<TokenEvent, { kind: 'keychainRead' }>,
  now: EpochMs,
): TokenState {
  // Read again, the same credential goes on with the token it has.
  const session: Session =
    credential === undefined
      ? { kind: 'signedOut' }
      : credential.id === state.credential?.id
        ? state.session
        : firstTry(state, now);
  const candidate =
    state.candidate ??
    (later && { kind: 'savedForLater' as const, facts: later, failure: undefined, attempt: 0, retryAt: 0 });
  const kept = state.otherCredentials.filter(({ kind }) => kind !== credential?.kind);
  return {
    ...state,
    session,
    credential,
    otherCredentials: kept,
    candidate,
    usedAt: undefined,
    storage: { kind: 'keychain' },
  };
}

/** A start within the pause that NERD asked the last run for waits for its end. */
function firstTry(state: TokenState, now: EpochMs): Session {
  const retryAt = retryAfterEnd(state, now);
  if (retryAt === undefined) return refreshing(undefined);
  return { kind: 'retrying', failure: { kind: 'rate_limited' }, attempt: 1, refusals: 0, retryAt, held: undefined };
}

/** A click makes the next try due, but not within 5 s of the last request nor before a Retry-After is over. */
function bringForward(state: TokenState, now: EpochMs): TokenState {
  const { session, requestInFlight: flight } = state;
  // While a new token is tried the session's own turn comes right after, and that answer is not the session's.
  const hasAnswer = flight === undefined ? hasJustAsked(state, now) : flight.of === 'session';
  if (hasAnswer || now < clickRequestAt(state, now)) return state;
  switch (session.kind) {
    case 'active':
    case 'betweenTokens':
    case 'rejected':
      return { ...state, wanted: true, session: refreshing(session.held) };
    case 'retrying':
      return { ...state, wanted: true, session: { ...session, retryAt: now } };
    case 'refreshing':
      return { ...state, wanted: true };
    case 'signedOut':
      return state;
  }
}

/** Ends the flight, and goes on with the candidate only if it is still the one that was asked for. */
function candidateRequestEnded(state: TokenState, id: string, next: (candidate: Candidate) => TokenState): TokenState {
  const { candidate } = state;
  const after = candidate?.facts.id === id ? next(candidate) : state;
  return endRequest(after, { of: 'candidate', id });
}

/** What the time alone changes: a shown copy fades; a pause, the copied token and the one held end. */
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
