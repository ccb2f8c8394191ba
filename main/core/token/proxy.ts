import type { FailureKind } from '../../../preload/contract/session.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { failureOf, type TokenEvent } from './events.ts';
import { clickRequestAt, retryAfterEnd } from './rate-limits.ts';
import type { TokenState } from './state.ts';

/** After these it is not known whether the proxy would have let the request through. */
const TELLS_NOTHING: readonly FailureKind[] = ['network', 'timeout', 'proxy', 'proxy_down', 'proxy_auth', 'unexpected'];

/** Whether a request that ended so has got past the proxy, if there was one; undefined is a good end. */
export function gotPastProxy(failure: FailureKind | undefined): boolean {
  return failure === undefined || !TELLS_NOTHING.includes(failure);
}

/** Keeps the proxy's question until a request gets past it, or nothing is left that needs one. */
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
  return waits || candidate !== undefined;
}

/**
 * What was entered for the proxy is tried as soon as a click may ask: by the session, and by a token that was kept for
 * later. While NERD asks for a pause nothing is tried, so nobody has to wait for it.
 */
export function answerProxy(state: TokenState, now: EpochMs): TokenState {
  const { session, candidate, proxyAsk } = state;
  if (proxyAsk === undefined || retryAfterEnd(state, now) !== undefined) return state;
  const waiting =
    session.kind === 'retrying'
      ? { wanted: true, session: { ...session, retryAt: clickRequestAt(state, now) } }
      : session.kind === 'refreshing'
        ? { wanted: true }
        : {};
  const kept =
    candidate?.kind === 'savedForLater'
      ? {
          candidate: {
            kind: 'trying' as const,
            facts: candidate.facts,
            savedForLater: true,
            attempt: candidate.attempt,
          },
        }
      : {};
  return { ...state, ...waiting, ...kept, proxyAsk: { ...proxyAsk, answered: true } };
}
