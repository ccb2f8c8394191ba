import type { EpochMs } from '../../../preload/contract/time.ts';
import type { RefreshFailure } from './answer.ts';
import type { TokenEvent } from './events.ts';
import { otherCredentialsAfter } from './other-credentials.ts';
import { retryAfterEnd } from './rate-limits.ts';
import { retryAtAfter } from './refresh-times.ts';
import { bareRetryDelay } from './rejection.ts';
import { endRequest, granted } from './session-answers.ts';
import { heldToken, type Candidate, type CredentialFacts, type TokenState } from './state.ts';

/** A random number from 0 to 1 goes with the time, for the jitter of retries. */
interface Moment {
  readonly now: EpochMs;
  readonly random: number;
}

/**
 * The candidate of a credential that was just entered. While NERD asks for a pause it is not tried, and can be saved for
 * later.
 */
export function candidateOf(facts: CredentialFacts, state: TokenState, now: EpochMs): Candidate {
  const endsAt = facts.isLocal ? undefined : retryAfterEnd(state, now);
  if (endsAt === undefined) return { kind: 'trying', facts, savedForLater: false, attempt: 0 };
  return { kind: 'unreachable', facts, failure: { kind: 'rate_limited', retryAfterMs: endsAt - now } };
}

/** The candidate that was saved for later while it is tried again. */
export function tryingAgain(candidate: Extract<Candidate, { kind: 'savedForLater' }>): Candidate {
  const { facts, attempt } = candidate;
  return { kind: 'trying', facts, savedForLater: true, attempt, ...bareCountOf(candidate) };
}

/** The state after the candidate's request has failed. */
export function candidateFailed(
  state: TokenState,
  { id, failure }: Extract<TokenEvent, { kind: 'candidateFailed' }>,
  moment: Moment,
): TokenState {
  return candidateRequestEnded(state, id, (candidate) => afterFailure(candidate, failure, moment));
}

/**
 * The state after NERD accepted the candidate and the keychain did not take it. The token's life counts from the request,
 * however long the keychain takes.
 */
export function candidateNotStored(
  state: TokenState,
  { id, answer, requestedAt, why }: Extract<TokenEvent, { kind: 'candidateNotStored' }>,
  now: EpochMs,
): TokenState {
  return candidateRequestEnded(state, id, (candidate) => ({
    kind: 'notStored',
    facts: candidate.facts,
    why,
    answer,
    requestedAt: candidate.kind === 'notStored' ? candidate.requestedAt : (requestedAt ?? now),
  }));
}

/** The state with the accepted candidate as the session: it is stored, even if yet another one was entered meanwhile. */
export function candidateAccepted(
  state: TokenState,
  { facts, answer, storage, requestedAt }: Extract<TokenEvent, { kind: 'candidateAccepted' }>,
  now: EpochMs,
): TokenState {
  const candidate = state.candidate?.facts.id === facts.id ? undefined : state.candidate;
  const before = state.credential?.id === facts.id ? heldToken(state.session) : undefined;
  const next = granted(state, answer, before, now, requestedAt);
  const otherCredentials = otherCredentialsAfter(state, facts);
  return endRequest(
    { ...next, credential: facts, otherCredentials, storage, candidate },
    { of: 'candidate', id: facts.id },
  );
}

/** The state in which a candidate that could not be tried waits for its next try. */
export function candidateSavedForLater(state: TokenState, moment: Moment): TokenState {
  const { candidate } = state;
  if (candidate?.kind !== 'unreachable') return state;
  return { ...state, candidate: savedForLater(candidate.facts, candidate.failure, 1, moment) };
}

/** Ends the request, and changes the candidate only if it is still the one that the request was for. */
function candidateRequestEnded(
  state: TokenState,
  id: string,
  next: (candidate: Candidate) => Candidate | undefined,
): TokenState {
  const { candidate } = state;
  const after = candidate?.facts.id === id ? { ...state, candidate: next(candidate) } : state;
  return endRequest(after, { of: 'candidate', id });
}

/**
 * Gives the candidate after a failed try: a refusal ends one that was just entered, and is shown of one that was saved for
 * later, a bare one only after two more tries; any other failure is offered to the user, or leads to another try if the
 * candidate was saved for later.
 */
function afterFailure(candidate: Candidate, failure: RefreshFailure, moment: Moment): Candidate | undefined {
  const { facts } = candidate;
  if (candidate.kind !== 'trying') return candidate;
  const { errorCode, bare } = failure;
  const attempt = candidate.attempt + 1;
  if (failure.kind !== 'refused') {
    return candidate.savedForLater
      ? { ...savedForLater(facts, failure, attempt, moment), ...bareCountOf(candidate) }
      : { kind: 'unreachable', facts, failure };
  }
  if (!candidate.savedForLater) return undefined;
  const bareCount = (candidate.bareCount ?? 0) + 1;
  const delayMs = bare === true ? bareRetryDelay(bareCount) : undefined;
  if (delayMs === undefined) return { kind: 'rejected', facts, errorCode, bare };
  return { kind: 'savedForLater', facts, failure, attempt, retryAt: moment.now + delayMs, bareCount };
}

function bareCountOf({ bareCount }: { readonly bareCount?: number }): { readonly bareCount?: number } {
  return bareCount === undefined ? {} : { bareCount };
}

/** A candidate that is tried again after failure number `attempt`. */
function savedForLater(
  facts: CredentialFacts,
  failure: RefreshFailure,
  attempt: number,
  { now, random }: Moment,
): Extract<Candidate, { kind: 'savedForLater' }> {
  const retryAt = retryAtAfter(failure, attempt, now, { random, atLatest: undefined });
  return { kind: 'savedForLater', facts, failure, attempt, retryAt };
}
