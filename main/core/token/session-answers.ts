import type { EpochMs } from '../../../preload/contract/time.ts';
import type { TokenEvent } from './events.ts';
import { observe } from './server-habits.ts';
import { afterFailedRecheck, afterRefusal, wasShownRejected, type AskingSession } from './rejection.ts';
import { lastChanceAt, refreshAt, retryAtAfter, SHORTEST_GAP_MS } from './refresh-times.ts';
import type { GrantedAnswer } from './answer.ts';
import type { AccessToken, BareRejections, RequestInFlight, Session, TokenState } from './state.ts';
import { comparableEnd, credibleExpiry, grantedToken, longerLived } from './token-life.ts';

/** The state after NERD's answer to a request for the session. */
export function answered(
  state: TokenState,
  event: Extract<TokenEvent, { kind: 'answered' }>,
  now: EpochMs,
  random: number,
): TokenState {
  const ended = endRequest(state, { of: 'session', id: event.id });
  const { session } = state;
  // The credential was removed or replaced while the request was in flight, so nobody needs the answer.
  if (!isAsking(session) || state.credential?.id !== event.id) return ended;
  const next = { ...ended, storage: event.storage ?? state.storage };
  const { held } = session;
  if (event.answer.ok) return granted(next, event.answer, held, now, event.requestedAt);
  const { failure } = event.answer;
  if (failure.kind === 'refused') {
    // A newer credential, which another copy of the app has stored, is tried in the place of the refused one.
    return event.newer === undefined
      ? { ...next, session: afterRefusal(session, failure, now, event.latestEndAt) }
      : { ...next, credential: event.newer, session: refreshing(held) };
  }
  if (wasShownRejected(session)) return { ...next, session: afterFailedRecheck(session, now) };
  const atLatest = held && lastChanceAt(held.expiresAt, state.jitterSeed);
  const attempt = session.attempt + 1;
  const retryAt = retryAtAfter(failure, attempt, now, { random, atLatest });
  const { bare } = session;
  return { ...next, session: { kind: 'retrying', failure, attempt, rejections: 0, retryAt, held, bare } };
}

/** Whether the session has made a request: while it is rejected, only to check a bare refusal once more. */
function isAsking(session: Session): session is AskingSession {
  return session.kind === 'refreshing' || (session.kind === 'rejected' && session.bare !== undefined);
}

/** The state after a granted answer to a request that was sent at `requestedAt`. `before` is a token of the same credential. */
export function granted(
  state: TokenState,
  answer: GrantedAnswer,
  before: AccessToken | undefined,
  now: EpochMs,
  requestedAt = now,
): TokenState {
  const serverHabits = observe(state.serverHabits, credibleExpiry(answer, requestedAt), requestedAt);
  const token = grantedToken(answer, requestedAt);
  const held = longerLived(before, token, state.timeInDoubt ? undefined : now);
  const { expiresAt } = held;
  const previousExpiresAt = comparableEnd(before, token);
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

/** The state after NERD's API rejected an access token, whatever its end says; a request for another one is due soon. */
export function rejectAccessToken(state: TokenState, accessToken: string, now: EpochMs): TokenState {
  const { session } = state;
  if (session.kind === 'signedOut' || session.held?.value !== accessToken) return state;
  const held = { ...session.held, rejected: true } as const;
  const isIdle = session.kind === 'active' || session.kind === 'betweenTokens';
  const nextTryAt = now + SHORTEST_GAP_MS;
  return { ...state, session: isIdle ? { kind: 'betweenTokens', held, nextTryAt } : { ...session, held } };
}

/** The session while a new token is requested, after no failure but the bare refusals. */
export function refreshing(held: AccessToken | undefined, bare?: BareRejections): Session {
  return { kind: 'refreshing', attempt: 0, rejections: 0, held, bare };
}

/** The state without its request in flight, if that was this one: the same credential can be session and candidate. */
export function endRequest(state: TokenState, { of, id }: RequestInFlight): TokenState {
  return state.requestInFlight?.of === of && state.requestInFlight.id === id
    ? { ...state, requestInFlight: undefined }
    : state;
}
