import type { EpochMs } from '../../../preload/contract/time.ts';
import type { KeychainProblem, StorageSnapshot } from '../../../preload/contract/session.ts';
import type { GrantedAnswer, TokenAnswer, RefreshFailure } from './answer.ts';
import type { BareRejections, CredentialFacts, RequestInFlight, TokenState } from './state.ts';

/** All that can happen to a token. */
export type TokenEvent =
  /** The keychain was read at the start, or again. */
  | {
      readonly kind: 'keychainRead';
      readonly credential: CredentialFacts | undefined;
      readonly pendingCredential: CredentialFacts | undefined;
      /** The bare refusals of the credential that an earlier run has noted. */
      readonly bare?: BareRejections | undefined;
    }
  | { readonly kind: 'keychainFailed'; readonly why: KeychainProblem }
  /** What the keychain holds beside the session's credential. */
  | { readonly kind: 'othersRead'; readonly others: readonly CredentialFacts[] }
  /** The user goes on with one of the other credentials. */
  | { readonly kind: 'switched'; readonly facts: CredentialFacts; readonly storage: StorageSnapshot }
  /** One of the other credentials is not there any more. */
  | { readonly kind: 'otherRemoved'; readonly id: string }
  /** The deadline is reached, or something happened after which time may have moved unseen: a wake, a click. */
  | { readonly kind: 'timeMoved' }
  /** The machine has woken from sleep. */
  | { readonly kind: 'systemWoke' }
  /** The user has paused the refreshing until `untilAt`, or until it is resumed. */
  | { readonly kind: 'paused'; readonly untilAt: EpochMs | undefined }
  | { readonly kind: 'resumed' }
  /** A name and a password were entered for the proxy that asks. */
  | { readonly kind: 'proxyAnswered' }
  /** Somebody wants a new token now. */
  | { readonly kind: 'refreshWanted' }
  /** NERD's API has answered this access token with 401, and somebody waits for another one. */
  | { readonly kind: 'accessTokenRejected'; readonly accessToken: string }
  | {
      readonly kind: 'answered';
      readonly id: string;
      readonly answer: TokenAnswer;
      /** When the request was sent, if not just now: a token's life counts from there. */
      readonly requestedAt?: EpochMs | undefined;
      readonly storage?: StorageSnapshot;
      /** After a rejection: the keychain holds another credential by now, which another copy of the app has stored. */
      readonly newer?: CredentialFacts;
      /** After a refusal: the latest credible end of the credential, if it expires. */
      readonly latestEndAt?: EpochMs | undefined;
    }
  | { readonly kind: 'candidateEntered'; readonly facts: CredentialFacts }
  | { readonly kind: 'candidateFailed'; readonly id: string; readonly failure: RefreshFailure }
  /** NERD accepted the candidate and it is stored (or in memory by the user's choice). */
  | {
      readonly kind: 'candidateAccepted';
      readonly facts: CredentialFacts;
      readonly answer: GrantedAnswer;
      readonly storage: StorageSnapshot;
      /** When the request was sent, if not just now: the answer may have waited for the keychain for hours. */
      readonly requestedAt?: EpochMs | undefined;
    }
  | {
      readonly kind: 'candidateNotStored';
      readonly id: string;
      readonly answer: GrantedAnswer;
      readonly requestedAt?: EpochMs | undefined;
      readonly why: KeychainProblem;
    }
  /** The user saves the candidate that could not be tried for later. */
  | { readonly kind: 'candidateSavedForLater' }
  | { readonly kind: 'candidateDiscarded' }
  | { readonly kind: 'stored' }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'copied'; readonly expiresAt: EpochMs };

/** What a request has failed of, if the event is the end of one that has. */
export function failureOf(event: TokenEvent): RefreshFailure | undefined {
  if (event.kind === 'candidateFailed') return event.failure;
  return event.kind === 'answered' && !event.answer.ok ? event.answer.failure : undefined;
}

/** Asks NERD, for the session or for the candidate; its answer comes back as an event. */
export interface Effect {
  readonly kind: 'request';
  readonly requestInFlight: RequestInFlight;
  /** Nobody waits for it: the app makes it by itself. */
  readonly background: boolean;
}

export interface Step {
  readonly state: TokenState;
  readonly effects: readonly Effect[];
}

/** What a transition depends on beside the state, the event and the time. */
export interface Environment {
  /** A random number from 0 to 1. */
  readonly random: number;
  /** Whether the system believes that there is a network. A hint: it may be wrong either way. */
  readonly online: boolean;
}
