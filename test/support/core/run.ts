import type { TokenEvent } from '../../../main/core/token/events.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { INITIAL_STATE, type CredentialFacts, type TokenState } from '../../../main/core/token/state.ts';
import { HOUR_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { transition } from '../../../main/core/token/transition.ts';
import { grantedUntil } from './tokens.ts';

/** 10:00 UTC of a Tuesday, at which most tests begin. */
export const TEN = Date.UTC(2026, 10, 24, 10);
/** A refresh token as the state knows it. */
export const FACTS: CredentialFacts = {
  id: 'one',
  kind: 'refreshToken',
  enteredAt: TEN - HOUR_MS,
  lasts: 'week',
  isLocal: false,
};
/** A second refresh token. */
export const OTHER: CredentialFacts = { ...FACTS, id: 'two' };

/** An environment without jitter, in which there is a network. */
export const ENVIRONMENT = { random: 0.5, online: true };

/** Runs events at their moments; gives the last state and the number of requests that were started. */
export function run(...steps: readonly (readonly [at: number, event: TokenEvent])[]): {
  state: TokenState;
  requests: string[];
} {
  let state = INITIAL_STATE;
  const requests: string[] = [];
  for (const [at, event] of steps) {
    const step = transition(state, event, at, ENVIRONMENT);
    state = step.state;
    requests.push(
      ...step.effects.map(({ requestInFlight: flight }) => `${flight.of} ${flight.id} at ${(at - TEN) / SECOND_MS}`),
    );
  }
  return { state, requests };
}

/** The keychain was read, and holds {@link FACTS}. */
export const keychainRead: TokenEvent = { kind: 'keychainRead', credential: FACTS, pendingCredential: undefined };
/** Time has moved; nothing else has happened. */
export const timeMoved: TokenEvent = { kind: 'timeMoved' };
/** Somebody wants a new access token now. */
export const refreshWanted: TokenEvent = { kind: 'refreshWanted' };
/** NERD has granted an access token that expires at this moment. */
export const granted = (expiresAt: number, id = 'one'): TokenEvent => ({
  kind: 'answered',
  id,
  answer: grantedUntil(expiresAt),
});
/** A request of the session has failed in this way. */
export const failed = (kind: 'network' | 'refused' | 'rate_limited', retryAfterMs?: number): TokenEvent => {
  const answer: TokenAnswer = { ok: false, failure: { kind, retryAfterMs } };
  return { kind: 'answered', id: 'one', answer };
};
