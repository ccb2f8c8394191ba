import type { EpochMs } from '../../../preload/contract/time.ts';
import { retryAtAfter } from './refresh-times.ts';
import type { Candidate, CredentialFacts, RefreshFailure } from './state.ts';

/**
 * What a failed try makes of a candidate: a clear no ends one that was just entered, and is shown of one that was kept;
 * anything else is offered to the user, or tried again if it was kept.
 */
export function candidateFailed(
  candidate: Candidate,
  failure: RefreshFailure,
  now: EpochMs,
  chance: number,
): Candidate | undefined {
  const { facts } = candidate;
  if (candidate.kind !== 'trying') return candidate;
  if (failure.kind === 'refused')
    return candidate.savedForLater ? { kind: 'refused', facts, refusal: failure.refusal } : undefined;
  if (!candidate.savedForLater) return { kind: 'unreachable', facts, failure };
  return savedForLater(facts, failure, candidate.attempt + 1, now, chance);
}

/** Kept for later: tried again after failure number `attempt`. */
export function savedForLater(
  facts: CredentialFacts,
  failure: RefreshFailure,
  attempt: number,
  now: EpochMs,
  chance: number,
): Candidate {
  return {
    kind: 'savedForLater',
    facts,
    failure,
    attempt,
    retryAt: retryAtAfter(failure, attempt, now, { chance, atLatest: undefined }),
  };
}
