import type { ProxyAsk } from '../../../preload/contract/proxy.ts';
import type {
  CredentialKind,
  CredentialLife,
  KeychainProblem,
  StorageSnapshot,
} from '../../../preload/contract/session.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import type { GrantedAnswer, OAuthErrorCode, RefreshFailure } from './answer.ts';
import type { ServerHabits } from './server-habits.ts';

/** An access token and its end. A secret: lives in the state, never in a snapshot. */
export interface AccessToken {
  readonly value: string;
  /** The earliest end that any statement gives, by the time as it is believed now. */
  readonly expiresAt: EpochMs;
  /** The end that is counted from the request: it moves along when our clock is corrected. */
  readonly countedEndAt?: EpochMs | undefined;
  /** The moment that the server itself names as the end: it stays where it is. */
  readonly serverEndAt?: EpochMs | undefined;
  /** NERD’s API has answered it with 401, so its end means nothing any more. */
  readonly rejected?: true | undefined;
}

/** The part of a credential that is no secret; the secret itself stays with the service. */
export interface CredentialFacts {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly enteredAt: EpochMs;
  readonly lasts: CredentialLife;
  /** Its server is on this computer: NERD's pauses do not hold there, and a credential of the user's own replaces it. */
  readonly isLocal: boolean;
}

/** The bare refusals of a credential since NERD last granted a token: something other than NERD may have sent them. */
export interface BareRejections {
  readonly count: number;
  /** The latest credible end of the credential: no background request asks about it from then on. */
  readonly untilAt: EpochMs;
  /** When the last background requests began after it was shown as rejected, at most as many as a day may have. */
  readonly recheckedAt: readonly EpochMs[];
  /** When the next one is due; undefined before it is shown as rejected, and when none will come. */
  readonly recheckAt: EpochMs | undefined;
}

/** The access token's life. `held` is the token from before, which may still be good. */
export type Session =
  | { readonly kind: 'signedOut' }
  /** `attempt` counts the failures before, `rejections` how often NERD said no in a row. */
  | {
      readonly kind: 'refreshing';
      readonly attempt: number;
      readonly rejections: number;
      readonly held: AccessToken | undefined;
      readonly bare?: BareRejections | undefined;
    }
  /** `refreshAt` is undefined where tokens live so shortly that they are fetched when copied, not ahead. */
  | { readonly kind: 'active'; readonly held: AccessToken; readonly refreshAt: EpochMs | undefined }
  /** The token has ended on the hour, and the next try comes within the jitter after it. */
  | { readonly kind: 'betweenTokens'; readonly held: AccessToken; readonly nextTryAt: EpochMs }
  | {
      readonly kind: 'retrying';
      readonly failure: RefreshFailure;
      readonly attempt: number;
      readonly rejections: number;
      readonly retryAt: EpochMs;
      readonly held: AccessToken | undefined;
      readonly bare?: BareRejections | undefined;
    }
  /** Without `bare` NERD itself has ended the credential, and only a person asks again. */
  | {
      readonly kind: 'rejected';
      readonly errorCode?: OAuthErrorCode | undefined;
      readonly held: AccessToken | undefined;
      readonly bare?: BareRejections | undefined;
    };

/** A credential that was entered and is not the session's yet. */
export type Candidate =
  | {
      readonly kind: 'trying';
      readonly facts: CredentialFacts;
      readonly savedForLater: boolean;
      readonly attempt: number;
      /** How often NERD's own error was missing from a refusal. */
      readonly bareCount?: number;
    }
  | { readonly kind: 'unreachable'; readonly facts: CredentialFacts; readonly failure: RefreshFailure }
  | {
      readonly kind: 'notStored';
      readonly facts: CredentialFacts;
      readonly why: KeychainProblem;
      readonly answer: GrantedAnswer;
      readonly requestedAt: EpochMs;
    }
  | {
      readonly kind: 'savedForLater';
      readonly facts: CredentialFacts;
      readonly failure: RefreshFailure | undefined;
      readonly attempt: number;
      readonly retryAt: EpochMs;
      readonly bareCount?: number;
    }
  | {
      readonly kind: 'rejected';
      readonly facts: CredentialFacts;
      readonly errorCode?: OAuthErrorCode | undefined;
      readonly bare?: true | undefined;
    };

/** Whom a request under way is for. Its answer is dropped if that credential is gone or replaced meanwhile. */
export interface RequestInFlight {
  readonly of: 'session' | 'candidate';
  readonly id: string;
}

/** Background requests are paused. */
export interface Pause {
  /** Undefined: until it is resumed. */
  readonly untilAt: EpochMs | undefined;
}

/** The requests of the last hour, remembered through restarts: an app that is started again and again must not hammer NERD. */
export interface PastRequests {
  /** When the last one began that a person waited for. */
  readonly clickedAt: EpochMs | undefined;
  /** When those began that the app made by itself, the oldest first. */
  readonly backgroundRequests: readonly EpochMs[];
  /** The end of the last pause that NERD asked for: until then clicks do not ask either. */
  readonly retryAfterAt: EpochMs | undefined;
}

export interface TokenState extends PastRequests {
  readonly session: Session;
  /** Undefined exactly when the session is signed out. */
  readonly credential: CredentialFacts | undefined;
  /** The other credentials, to which the user can switch. */
  readonly otherCredentials: readonly CredentialFacts[];
  readonly storage: StorageSnapshot;
  readonly candidate: Candidate | undefined;
  /** The one request under way. */
  readonly requestInFlight: RequestInFlight | undefined;
  /** When the session's credential last worked, in this run. */
  readonly usedAt: EpochMs | undefined;
  /** Somebody waits for a new token; its request is no background request then. */
  readonly wanted: boolean;
  /** The computer's clock was set forward, or time has passed unseen: the token held may have ended. */
  readonly timeInDoubt: boolean;
  /** Set while background requests are paused. */
  readonly pause: Pause | undefined;
  /** The proxy that wants a name and a password; `answered` while what was entered is being tried. */
  readonly proxyAsk: (ProxyAsk & { readonly answered: boolean }) | undefined;
  /** What the tokens so far have shown about the server. */
  readonly serverHabits: ServerHabits;
  /** What the system said of the network at the last event. */
  readonly online: boolean;
  /** The seed of this installation's jitter, 0 to 1: random, and the same for ever. */
  readonly jitterSeed: number;
  /** The last copy, while it is shown. */
  readonly copied: { readonly expiresAt: EpochMs; readonly shownUntil: EpochMs } | undefined;
  /** The end of the access token that was copied last, until it has come. */
  readonly copiedEndsAt: EpochMs | undefined;
}

export const INITIAL_STATE: TokenState = {
  session: { kind: 'signedOut' },
  credential: undefined,
  otherCredentials: [],
  storage: { kind: 'reading' },
  candidate: undefined,
  requestInFlight: undefined,
  usedAt: undefined,
  clickedAt: undefined,
  backgroundRequests: [],
  retryAfterAt: undefined,
  wanted: false,
  timeInDoubt: false,
  pause: undefined,
  proxyAsk: undefined,
  serverHabits: { onTheHour: 0, shortLives: 0 },
  online: true,
  jitterSeed: 0,
  copied: undefined,
  copiedEndsAt: undefined,
};

/** The access token held, if it is still good at `now`. */
export function validToken(state: TokenState, now: EpochMs): AccessToken | undefined {
  const held = heldToken(state.session);
  return held !== undefined && held.rejected !== true && held.expiresAt > now ? held : undefined;
}

/** The bare refusals of the session's credential since NERD last granted it a token. */
export function bareRejections(session: Session): BareRejections | undefined {
  return 'bare' in session ? session.bare : undefined;
}

/** The access token held, good or not. */
export function heldToken(session: Session): AccessToken | undefined {
  return session.kind === 'signedOut' ? undefined : session.held;
}
