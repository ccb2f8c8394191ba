import type { ProxyAsk } from '../../../preload/contract/proxy.ts';
import type {
  CredentialKind,
  CredentialLife,
  FailureKind,
  KeychainProblem,
  StorageSnapshot,
} from '../../../preload/contract/session.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';

/** An access token and its end. A secret: lives in the state, never in a snapshot. */
export interface AccessToken {
  readonly value: string;
  /** The earliest end that anything speaks for, on the time as it is believed now. */
  readonly expiresAt: EpochMs;
  /** The end by what is counted from the asking: it moves along when our clock is corrected. */
  readonly countedEndAt?: EpochMs | undefined;
  /** The moment that the server itself names as the end: it stays where it is. */
  readonly serverEndAt?: EpochMs | undefined;
  /** NERD’s API has answered it with 401, so that its end means nothing any more. */
  readonly turnedDown?: true | undefined;
}

/** What may be told of a credential; the secret itself stays with the service. */
export interface CredentialFacts {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly enteredAt: EpochMs;
  readonly lasts: CredentialLife;
  /** Its server is on this computer: what NERD asks for does not hold there, and it gives way to a credential of the user's own. */
  readonly isLocal: boolean;
}

/** What a server names as the reason of its "no", where it is worth other words (RFC 6749 §5.2). */
export type Refusal = 'invalid_client' | 'invalid_scope';

export interface RefreshFailure {
  readonly kind: FailureKind;
  /** What the server asked to wait (Retry-After, RFC 9110 §10.2.3). */
  readonly retryAfterMs?: DurationMs | undefined;
  /** Of `proxy_auth`: who asks. */
  readonly proxy?: ProxyAsk | undefined;
  /** Of `tls`: who has issued the certificate that is not trusted. Plain text, cut short. */
  readonly issuer?: string | undefined;
  readonly refusal?: Refusal | undefined;
  /** Of `network`: the demo account's own server could not be started. */
  readonly ofDemo?: true | undefined;
}

/** What a token endpoint answers. A granted one holds secrets. */
export type TokenAnswer =
  | {
      readonly ok: true;
      readonly accessToken: string;
      /** The end that the access token itself states, where it is a JWT; read once, when the answer comes. */
      readonly jwtExpiresAt?: EpochMs | undefined;
      /** The same of when it was issued. */
      readonly jwtIssuedAt?: EpochMs | undefined;
      readonly expiresInMs?: DurationMs | undefined;
      /** A new refresh token, if the server rotates (RFC 6749 §6). */
      readonly refreshToken?: string | undefined;
      /** The server's own time when it answered (`Date`, RFC 9110 §6.6.1), if it told it. */
      readonly dateAt?: EpochMs | undefined;
    }
  | { readonly ok: false; readonly failure: RefreshFailure };

export type GrantedAnswer = Extract<TokenAnswer, { ok: true }>;

/** The access token's life. `held` is the token from before, which may still be good. */
export type Session =
  | { readonly kind: 'signedOut' }
  /** `attempt` counts the failures before, `refusals` how often NERD said no in a row. */
  | {
      readonly kind: 'refreshing';
      readonly attempt: number;
      readonly refusals: number;
      readonly held: AccessToken | undefined;
    }
  /** `refreshAt` is undefined where tokens live so shortly that they are fetched when copied, not ahead. */
  | { readonly kind: 'active'; readonly held: AccessToken; readonly refreshAt: EpochMs | undefined }
  /** The token has ended on the hour, and the next try lies in the spread after it. */
  | { readonly kind: 'betweenTokens'; readonly held: AccessToken; readonly nextTryAt: EpochMs }
  | {
      readonly kind: 'retrying';
      readonly failure: RefreshFailure;
      readonly attempt: number;
      readonly refusals: number;
      readonly retryAt: EpochMs;
      readonly held: AccessToken | undefined;
    }
  | { readonly kind: 'rejected'; readonly refusal?: Refusal | undefined; readonly held: AccessToken | undefined };

/** A credential that was entered and is not the session's yet. */
export type Candidate =
  | {
      readonly kind: 'trying';
      readonly facts: CredentialFacts;
      readonly savedForLater: boolean;
      readonly attempt: number;
    }
  | { readonly kind: 'unreachable'; readonly facts: CredentialFacts; readonly failure: RefreshFailure }
  | {
      readonly kind: 'notStored';
      readonly facts: CredentialFacts;
      readonly why: KeychainProblem;
      readonly answer: GrantedAnswer;
      readonly askedAt: EpochMs;
    }
  | {
      readonly kind: 'savedForLater';
      readonly facts: CredentialFacts;
      readonly failure: RefreshFailure | undefined;
      readonly attempt: number;
      readonly retryAt: EpochMs;
    }
  | { readonly kind: 'refused'; readonly facts: CredentialFacts; readonly refusal?: Refusal | undefined };

/** Whom a request under way is for. Its answer is dropped if that credential is gone or replaced meanwhile. */
export interface RequestInFlight {
  readonly of: 'session' | 'candidate';
  readonly id: string;
}

/** How many tokens in a row have shown a habit of the server. */
export interface ServerHabits {
  /** Fetched well after an hour, they ended on the next one. */
  readonly onTheHour: number;
  /** They lived under ten minutes. */
  readonly shortLives: number;
}

/** No requests but those that somebody asks for. */
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
  /** Keeping fresh rests, until then or until it is resumed. */
  readonly pause: Pause | undefined;
  /** The proxy that wants a name and a password; `answered` while what was entered is being tried. */
  readonly proxyAsk: (ProxyAsk & { readonly answered: boolean }) | undefined;
  /** What the tokens so far have shown. */
  readonly serverHabits: ServerHabits;
  /** What the system said of the network at the last event. */
  readonly online: boolean;
  /** This installation's place in each spread, 0 to 1: random, and the same for ever. */
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
  return held !== undefined && held.turnedDown !== true && held.expiresAt > now ? held : undefined;
}

/** The access token held, good or not. */
export function heldToken(session: Session): AccessToken | undefined {
  return session.kind === 'signedOut' ? undefined : session.held;
}
