import type { EpochMs, StorageSnapshot } from '../../preload/contract/snapshot.ts';
import { assertNever } from './assert-never.ts';
import { candidateFailed, untried } from './candidate.ts';
import { startDue } from './due.ts';
import type { Step, TokenEvent } from './events.ts';
import { CLICK_GAP_MS, COPIED_SHOWN_MS, expiryOf, firstTryAt, retryAtAfter } from './schedule.ts';
import type { Candidate, CredentialFacts, GrantedAnswer, Session, TokenState } from './state.ts';

/** The whole life of a token: what an event makes of the state at `now`, and what is to be done. Pure. */
export function transition(state: TokenState, event: TokenEvent, now: EpochMs): Step {
  return startDue(hideOldCopy(apply(state, event, now), now), now);
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

function hideOldCopy(state: TokenState, now: EpochMs): TokenState {
  return state.copied !== undefined && now >= state.copied.shownUntil ? { ...state, copied: undefined } : state;
}
