import type { EpochMs, KeychainProblem, StorageSnapshot } from '../../preload/contract/snapshot.ts';
import { assertNever } from './assert-never.ts';
import { CLICK_GAP_MS, COPIED_SHOWN_MS, expiryOf, firstTryAt, retryAtAfter } from './schedule.ts';
import {
  goodToken,
  heldToken,
  type Candidate,
  type CredentialFacts,
  type Flight,
  type GrantedAnswer,
  type RefreshAnswer,
  type RefreshFailure,
  type Session,
  type TokenState,
} from './state.ts';
import { MINUTE_MS } from './time.ts';

export type TokenEvent =
  /** The keychain was read at the start, or again. */
  | {
      readonly kind: 'keychainRead';
      readonly credential: CredentialFacts | undefined;
      readonly untried: CredentialFacts | undefined;
    }
  | { readonly kind: 'keychainFailed'; readonly why: KeychainProblem }
  /** The deadline is reached, or something happened that may have moved time: a wake, a click. */
  | { readonly kind: 'woke' }
  /** Somebody wants a new token now. */
  | { readonly kind: 'refreshWanted' }
  | {
      readonly kind: 'answered';
      readonly id: string;
      readonly answer: RefreshAnswer;
      readonly storage?: StorageSnapshot;
    }
  | { readonly kind: 'candidateEntered'; readonly facts: CredentialFacts }
  | { readonly kind: 'candidateFailed'; readonly id: string; readonly failure: RefreshFailure }
  /** NERD accepted the candidate and it is stored (or kept in memory by the user's choice). */
  | {
      readonly kind: 'candidateAccepted';
      readonly facts: CredentialFacts;
      readonly answer: GrantedAnswer;
      readonly storage: StorageSnapshot;
    }
  | {
      readonly kind: 'candidateNotStored';
      readonly id: string;
      readonly answer: GrantedAnswer;
      readonly why: KeychainProblem;
    }
  /** The user keeps the candidate that could not be tried. */
  | { readonly kind: 'candidateKept' }
  | { readonly kind: 'candidateDiscarded' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'copied'; readonly expiresAt: EpochMs };

/** Asks NERD, for the session or for the candidate; its answer comes back as an event. */
export interface Effect {
  readonly kind: 'request';
  readonly flight: Flight;
}

export interface Step {
  readonly state: TokenState;
  readonly effects: readonly Effect[];
}

/** The whole life of a token: what an event makes of the state at `now`, and what is to be done. Pure. */
export function transition(state: TokenState, event: TokenEvent, now: EpochMs): Step {
  return startDue(hideOldCopy(apply(state, event, now), now), now);
}

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

function apply(state: TokenState, event: TokenEvent, now: EpochMs): TokenState {
  switch (event.kind) {
    case 'keychainRead':
      return keychainRead(state, event.credential, event.untried, now);
    case 'keychainFailed':
      return { ...state, storage: { kind: 'unavailable', why: event.why } };
    case 'woke':
      return state;
    case 'refreshWanted':
      return bringForward(state, now);
    case 'answered':
      return answered(state, event, now);
    case 'candidateEntered':
      return { ...state, candidate: { kind: 'trying', facts: event.facts, kept: false, attempt: 0 } };
    case 'candidateFailed':
      return landed(state, event.id, (candidate) => ({
        ...state,
        candidate: candidateFailed(candidate, event.failure, now),
      }));
    case 'candidateNotStored':
      return landed(state, event.id, ({ facts }) => ({
        ...state,
        candidate: { kind: 'notStored', facts, why: event.why, answer: event.answer },
      }));
    case 'candidateAccepted':
      return candidateAccepted(state, event, now);
    case 'candidateKept':
      if (state.candidate?.kind !== 'unreachable') return state;
      return { ...state, candidate: untried(state.candidate.facts, state.candidate.failure, 1, now) };
    case 'candidateDiscarded':
      return { ...state, candidate: undefined };
    case 'stored':
      return { ...state, storage: { kind: 'keychain' } };
    case 'forgotten':
      return forgotten(state);
    case 'copied':
      return { ...state, copied: { expiresAt: event.expiresAt, shownUntil: now + COPIED_SHOWN_MS } };
    default:
      return assertNever(event);
  }
}

function forgotten(state: TokenState): TokenState {
  const storage: StorageSnapshot =
    state.storage.kind === 'memory' ? { kind: 'unavailable', why: state.storage.why } : state.storage;
  return { ...state, session: { kind: 'signedOut' }, credential: undefined, copied: undefined, storage };
}

/** What is stored is the session from here on, even if yet another candidate was entered meanwhile. */
function candidateAccepted(
  state: TokenState,
  { facts, answer, storage }: Extract<TokenEvent, { kind: 'candidateAccepted' }>,
  now: EpochMs,
): TokenState {
  const session = activeSession(answer, undefined, now);
  const candidate = state.candidate?.facts.id === facts.id ? undefined : state.candidate;
  return endFlight({ ...state, session, credential: facts, storage, candidate }, facts.id);
}

function keychainRead(
  state: TokenState,
  credential: CredentialFacts | undefined,
  kept: CredentialFacts | undefined,
  now: EpochMs,
): TokenState {
  const session: Session =
    credential === undefined ? { kind: 'signedOut' } : { kind: 'refreshing', attempt: 0, held: undefined };
  const candidate =
    state.candidate ??
    (kept && { kind: 'untried' as const, facts: kept, failure: undefined, attempt: 0, retryAt: now });
  return { ...state, session, credential, candidate, storage: { kind: 'keychain' } };
}

/** A click makes the next try due, but not within 5 s of the last request nor before a Retry-After is over. */
function bringForward(state: TokenState, now: EpochMs): TokenState {
  const { session } = state;
  if (state.flight !== undefined) return state;
  if (state.askedAt !== undefined && now >= state.askedAt && now - state.askedAt < CLICK_GAP_MS) return state;
  switch (session.kind) {
    case 'active':
      return { ...state, session: { ...session, refreshAt: now } };
    case 'retrying':
      if (session.failure.retryAfterMs !== undefined) return state;
      return { ...state, session: { ...session, retryAt: now } };
    case 'rejected':
      return { ...state, session: { kind: 'refreshing', attempt: 0, held: session.held } };
    case 'signedOut':
    case 'refreshing':
      return state;
  }
}

function answered(state: TokenState, event: Extract<TokenEvent, { kind: 'answered' }>, now: EpochMs): TokenState {
  const free = endFlight(state, event.id);
  // Forgotten or replaced while NERD was asked: the answer is nobody's.
  if (state.session.kind !== 'refreshing' || state.credential?.id !== event.id) return free;
  const storage = event.storage ?? state.storage;
  const { held, attempt } = state.session;
  if (event.answer.ok) return { ...free, storage, session: activeSession(event.answer, held, now) };
  const { failure } = event.answer;
  if (failure.kind === 'refused') return { ...free, storage, session: { kind: 'rejected', held } };
  const retryAt = retryAtAfter(failure, attempt + 1, now);
  return { ...free, storage, session: { kind: 'retrying', failure, attempt: attempt + 1, retryAt, held } };
}

function activeSession(answer: GrantedAnswer, before: { expiresAt: EpochMs } | undefined, now: EpochMs): Session {
  const expiresAt = expiryOf(answer, now);
  const refreshAt = firstTryAt(expiresAt, now, before?.expiresAt);
  return { kind: 'active', held: { value: answer.accessToken, expiresAt }, refreshAt };
}

/** Ends the flight, and goes on with the candidate only if it is still the one that was asked for. */
function landed(state: TokenState, id: string, next: (candidate: Candidate) => TokenState): TokenState {
  const { candidate } = state;
  const after = candidate?.facts.id === id ? next(candidate) : state;
  return endFlight(after, id);
}

function endFlight(state: TokenState, id: string): TokenState {
  return state.flight?.id === id ? { ...state, flight: undefined } : state;
}

function candidateFailed(candidate: Candidate, failure: RefreshFailure, now: EpochMs): Candidate | undefined {
  const { facts } = candidate;
  if (candidate.kind !== 'trying') return candidate;
  if (failure.kind === 'refused') return candidate.kept ? { kind: 'refused', facts } : undefined;
  if (!candidate.kept) return { kind: 'unreachable', facts, failure };
  return untried(facts, failure, candidate.attempt + 1, now);
}

function untried(facts: CredentialFacts, failure: RefreshFailure, attempt: number, now: EpochMs): Candidate {
  return { kind: 'untried', facts, failure, attempt, retryAt: retryAtAfter(failure, attempt, now) };
}

function hideOldCopy(state: TokenState, now: EpochMs): TokenState {
  return state.copied !== undefined && now >= state.copied.shownUntil ? { ...state, copied: undefined } : state;
}

/** Starts what is due, one request at a time: what was entered first, then the session, then what was kept for later. */
function startDue(state: TokenState, now: EpochMs): Step {
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
