import type { EpochMs } from '../../../preload/contract/time.ts';
import type { TokenEvent } from './events.ts';
import { observe } from './server-habits.ts';
import { ASK_AGAIN_MS, lastChanceAt, refreshAt, retryAtAfter, SHORTEST_GAP_MS } from './refresh-times.ts';
import type {
  AccessToken,
  CredentialFacts,
  RequestInFlight,
  GrantedAnswer,
  Refusal,
  RefreshFailure,
  Session,
  TokenState,
} from './state.ts';
import { comparableEnd, givenToken, laterOf, statedExpiry } from './token-life.ts';

/** What NERD's answer for the session makes of it. */
export function answered(
  state: TokenState,
  event: Extract<TokenEvent, { kind: 'answered' }>,
  now: EpochMs,
  chance: number,
): TokenState {
  const free = endRequest(state, { of: 'session', id: event.id });
  const { session } = state;
  // Forgotten or replaced while NERD was asked: the answer is nobody's.
  if (session.kind !== 'refreshing' || state.credential?.id !== event.id) return free;
  const next = { ...free, storage: event.storage ?? state.storage };
  const { held, attempt } = session;
  if (event.answer.ok) return granted(next, event.answer, held, now, event.askedAt);
  const { failure } = event.answer;
  if (failure.kind === 'refused') return refused(next, session, { newer: event.newer, refusal: failure.refusal }, now);
  const atLatest = held && lastChanceAt(held.expiresAt, state.jitterSeed);
  const retryAt = retryAtAfter(failure, attempt + 1, now, { chance, atLatest });
  const retrying = {
    kind: 'retrying',
    failure,
    attempt: attempt + 1,
    refusals: 0,
    retryAt,
    held,
  } as const;
  return { ...next, session: retrying };
}

/**
 * A "no" ends the session, but not at once: a credential that another copy of the app has stored is tried first, and
 * while the old token is good a first "no" is asked again.
 */
function refused(
  state: TokenState,
  { held, attempt, refusals }: Extract<Session, { kind: 'refreshing' }>,
  { newer, refusal }: { readonly newer: CredentialFacts | undefined; readonly refusal: Refusal | undefined },
  now: EpochMs,
): TokenState {
  if (newer !== undefined) return { ...state, credential: newer, session: refreshing(held) };
  const retryAt = now + ASK_AGAIN_MS;
  if (refusals === 0 && held !== undefined && held.expiresAt > retryAt) {
    const failure: RefreshFailure = { kind: 'refused', refusal };
    return { ...state, session: { kind: 'retrying', failure, attempt: attempt + 1, refusals: 1, retryAt, held } };
  }
  return { ...state, session: { kind: 'rejected', refusal, held } };
}

/** The session after a good answer to what was asked at `askedAt`. `before` is a token of the same credential. */
export function granted(
  state: TokenState,
  answer: GrantedAnswer,
  before: AccessToken | undefined,
  now: EpochMs,
  askedAt = now,
): TokenState {
  const serverHabits = observe(state.serverHabits, statedExpiry(answer, askedAt), askedAt);
  const given = givenToken(answer, askedAt);
  const held = laterOf(before, given, state.timeInDoubt ? undefined : now);
  const { expiresAt } = held;
  const previousExpiresAt = comparableEnd(before, given);
  const nextRefreshAt = refreshAt({ expiresAt, previousExpiresAt, serverHabits, jitterSeed: state.jitterSeed }, now);
  return {
    ...state,
    serverHabits,
    usedAt: now,
    wanted: false,
    timeInDoubt: false,
    session: { kind: 'active', held, refreshAt: nextRefreshAt },
  };
}

/** The state without an access token that the API does not take, whatever its end says; soon another one is due. */
export function turnedDown(state: TokenState, accessToken: string, now: EpochMs): TokenState {
  const { session } = state;
  if (session.kind === 'signedOut' || session.held?.value !== accessToken) return state;
  const held = { ...session.held, turnedDown: true } as const;
  const isIdle = session.kind === 'active' || session.kind === 'betweenTokens';
  const nextTryAt = now + SHORTEST_GAP_MS;
  return { ...state, session: isIdle ? { kind: 'betweenTokens', held, nextTryAt } : { ...session, held } };
}

/** The session while a new token is asked for, after no failure. */
export function refreshing(held: AccessToken | undefined): Session {
  return { kind: 'refreshing', attempt: 0, refusals: 0, held };
}

/** The state without the request under way, if that was this one: the same token can be session and candidate. */
export function endRequest(state: TokenState, { of, id }: RequestInFlight): TokenState {
  return state.requestInFlight?.of === of && state.requestInFlight.id === id
    ? { ...state, requestInFlight: undefined }
    : state;
}
