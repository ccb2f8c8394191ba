import type { EpochMs } from '../../../preload/contract/time.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import { tryingAgain } from './candidate.ts';
import { failureOf, type TokenEvent } from './events.ts';
import { clickRequestAt, retryAfterEnd } from './rate-limits.ts';
import type { Session, TokenState } from './state.ts';

/** The failures after which it is not known whether the proxy would have let the request through. */
const UNKNOWN_WHETHER_PASSED: readonly FailureKind[] = [
  'network',
  'timeout',
  'proxy',
  'proxy_down',
  'proxy_auth',
  'unexpected',
];

/** Whether a request that ended so has got past the proxy, if there was one; undefined is a good end. */
export function gotPastProxy(failure: FailureKind | undefined): boolean {
  return failure === undefined || !UNKNOWN_WHETHER_PASSED.includes(failure);
}

/** Holds the proxy's question until a request gets past the proxy, or nothing is left that needs a request. */
export function followProxy(state: TokenState, event: TokenEvent): TokenState {
  const failure = failureOf(event);
  if (failure?.proxy !== undefined) return { ...state, proxyAsk: { ...failure.proxy, answered: false } };
  const { proxyAsk } = state;
  if (proxyAsk === undefined) return state;
  if (!needsProxy(state) || wentThrough(event)) return { ...state, proxyAsk: undefined };
  return failure === undefined ? state : { ...state, proxyAsk: { ...proxyAsk, answered: false } };
}

function wentThrough(event: TokenEvent): boolean {
  const failure = failureOf(event);
  if (failure !== undefined) return gotPastProxy(failure.kind);
  return event.kind === 'answered' || event.kind === 'candidateAccepted' || event.kind === 'candidateNotStored';
}

function needsProxy({ session, candidate }: TokenState): boolean {
  const waits = session.kind === 'retrying' || session.kind === 'refreshing' || session.kind === 'betweenTokens';
  return waits || candidate !== undefined || (session.kind === 'rejected' && session.bare !== undefined);
}

/**
 * Makes the session, and a credential that was saved for later, try the name and password that were entered for the proxy
 * as soon as a click may lead to a request. While NERD asks for a pause nothing is tried, so nobody has to wait for it.
 */
export function answerProxy(state: TokenState, now: EpochMs): TokenState {
  const { session, candidate, proxyAsk } = state;
  if (proxyAsk === undefined || retryAfterEnd(state, now) !== undefined) return state;
  const retried = candidate?.kind === 'savedForLater' ? { candidate: tryingAgain(candidate) } : {};
  return {
    ...state,
    ...waiting(session, clickRequestAt(state, now)),
    ...retried,
    proxyAsk: { ...proxyAsk, answered: true },
  };
}

/** The session that tries again at `at`, and that somebody waits for; nothing of one that does not need the proxy. */
function waiting(session: Session, at: EpochMs): Partial<TokenState> {
  if (session.kind === 'refreshing') return { wanted: true };
  if (session.kind === 'retrying') return { wanted: true, session: { ...session, retryAt: at } };
  if (session.kind !== 'rejected' || session.bare === undefined) return {};
  return { wanted: true, session: { ...session, bare: { ...session.bare, recheckAt: at } } };
}
