import type { EpochMs } from './time.ts';

/** What a refresh can fail of. Only `refused` can be NERD's rejection; all others are tried again. A stored name: history and log have it. */
export type FailureKind =
  | 'refused'
  | 'network'
  | 'timeout'
  | 'tls'
  /** The proxy answered, and did not let the request through. */
  | 'proxy'
  /** The proxy itself cannot be reached. */
  | 'proxy_down'
  /** The proxy wants a name and a password, or did not accept them. */
  | 'proxy_auth'
  | 'rate_limited'
  | 'server_error'
  | 'not_nerd'
  | 'malformed_response'
  /** An error in the app itself, which is handled like the others. */
  | 'unexpected';

/** The state of the session as the window shows it. It never holds a token. */
export type SessionSnapshot =
  | { readonly kind: 'signedOut' }
  /** A request is under way; `expiresAt` is the end of the token still held, if there is one. */
  | { readonly kind: 'refreshing'; readonly expiresAt: EpochMs | undefined }
  /** `refreshAt` is undefined where tokens are fetched when copied. */
  | { readonly kind: 'active'; readonly expiresAt: EpochMs; readonly refreshAt: EpochMs | undefined }
  | {
      readonly kind: 'retrying';
      readonly failure: FailureKind;
      readonly attempt: number;
      readonly retryAt: EpochMs;
      readonly expiresAt: EpochMs | undefined;
    }
  /** NERD rejected the credential; `expiresAt` is the end of the access token still held, if there is one. */
  | { readonly kind: 'rejected'; readonly expiresAt: EpochMs | undefined };

/** What the app can sign in with: NERD's refresh token, a key pair registered with Kensho, or the demo server's demo account. */
export type CredentialKind = 'refreshToken' | 'keyPair' | 'demo';

/** `week`: NERD ends it about a week after it was shown or last used. `noExpiry`: nothing ends it by itself. */
export type CredentialLife = 'week' | 'noExpiry';

/** A credential that the keychain holds beside the one in use. */
export interface CredentialSnapshot {
  readonly kind: CredentialKind;
  readonly enteredAt: EpochMs;
}

/** Why the keychain could not be used. */
export type KeychainProblem =
  | 'missing'
  | 'locked'
  /** A keyring other than the default one holds the entry, or a copy of it, and is locked. */
  | 'keyringLocked'
  | 'refused'
  | 'slow'
  | 'unreadable'
  /** Longer than one entry may be there. */
  | 'tooLarge'
  | 'failed';

/** Where the credential is stored. */
export type StorageSnapshot =
  | { readonly kind: 'reading' }
  | { readonly kind: 'keychain' }
  /** Held in main's memory until the app quits, by the user's choice. */
  | { readonly kind: 'memory'; readonly why: KeychainProblem }
  | { readonly kind: 'unavailable'; readonly why: KeychainProblem };

/** A credential that was entered and is not the session's yet. */
export type CandidateSnapshot =
  | { readonly kind: 'trying' }
  /** NERD could not be asked; the user may save it for later. */
  | { readonly kind: 'unreachable'; readonly failure: FailureKind }
  /** NERD accepted it, and the keychain could not store it; the user may hold it in memory. */
  | { readonly kind: 'notStored'; readonly why: KeychainProblem }
  /** Saved for later by the user's choice; tried again at `retryAt`. */
  | { readonly kind: 'savedForLater'; readonly failure: FailureKind | undefined; readonly retryAt: EpochMs }
  /** Saved for later, then rejected by NERD. */
  | { readonly kind: 'rejected' };

/** Why a credential that was entered is not the session: `field` is the text itself, the others what came of it. */
export type ConnectFailureReason = 'field' | 'refused' | 'unreachable' | 'notStored' | 'replaced' | 'unexpected';

/** How long background requests are paused; `tomorrow` ends when the next day's working hours begin. */
export type PauseUntil = 'tomorrow' | 'resumed';
