import type { ProxyAddress } from '../../preload/contract/proxy.ts';
import type { CredentialKind, KeychainProblem } from '../../preload/contract/session.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import type { ProxyChallenge } from '../core/token/proxy-challenge.ts';

/** What each kind of credential is made of. */
interface Secrets {
  refreshToken: { readonly refreshToken: string };
  /** `privateKey`: base64 of its PKCS#8 in DER. `kid`: only where the server asks for one (RFC 7515 §4.1.4). */
  keyPair: { readonly clientId: string; readonly privateKey: string; readonly kid?: string | undefined };
  demo: { readonly refreshToken: string };
}

/** A credential as it is entered, without what is noted of it. */
export type CredentialSecret<Kind extends CredentialKind = CredentialKind> = {
  [K in Kind]: Readonly<{ kind: K }> & Secrets[K];
}[Kind];

/** What the app signs in with. Lives in the keychain and in main's memory only. */
export type Credential<Kind extends CredentialKind = CredentialKind> = CredentialSecret<Kind> & {
  /** Random, made when it was entered: names the credential in settings without telling anything of it. */
  readonly id: string;
  readonly enteredAt: EpochMs;
};

/** The keychain's entries: one for each kind of credential, and one for what could not be tried yet. */
export type SecretSlot = CredentialKind | 'pendingCredential';

/** A key pair that was made here and waits for its Client ID. */
export interface PendingKeyPairSecret {
  readonly madeAt: EpochMs;
  /** Base64 of its PKCS#8 in DER. */
  readonly privateKey: string;
}

export type Stored<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: KeychainProblem };

/** The OS keychain. Never rejects; each call ends within its time limit. */
export interface SecretStore {
  read(slot: SecretSlot): Promise<Stored<Credential | undefined>>;
  /** Stores and reads back; `ok` only if the same came back. */
  write(slot: SecretSlot, credential: Credential): Promise<Stored<undefined>>;
  /** Deletes and reads back that it is gone. */
  remove(slot: SecretSlot): Promise<Stored<undefined>>;
  /** Makes the next call quick: a new refresh token may have to be stored soon, and must not be lost until then. */
  prepare(): void;
  /**
   * Calls back when a call that was answered as 'slow' has worked after all, or when a keyring that was locked or missing
   * has opened; gives back how to stop.
   */
  onAnswersAgain(listener: () => void): () => void;
  /** The names of the keyrings because of which calls were answered as 'keyringLocked'. */
  lockedKeyrings(): readonly string[];
  /** Ends it, and what it is reading; what it is storing or deleting has at most `graceMs` to come to its end. */
  close(graceMs: DurationMs): Promise<void>;
}

/** The keychain's one entry for it. Keeps the promises of {@link SecretStore}, and takes its turn among its calls. */
export interface PendingKeyPairStore {
  read(): Promise<Stored<PendingKeyPairSecret | undefined>>;
  write(pair: PendingKeyPairSecret): Promise<Stored<undefined>>;
  remove(): Promise<Stored<undefined>>;
}

/** What a proxy is answered with, and which one it was entered for. Lives in the keychain and in main's memory only. */
export interface ProxyPassword extends ProxyAddress {
  readonly name: string;
  readonly password: string;
  /** How it may be sent, in these ways or stronger ones; undefined: in the first that the proxy asks for. */
  readonly agreed?: readonly ProxyChallenge[];
}

/** The keychain's one entry for a proxy. Keeps the promises of {@link SecretStore}, and takes its turn among its calls. */
export interface ProxyPasswordStore {
  read(): Promise<Stored<ProxyPassword | undefined>>;
  write(password: ProxyPassword): Promise<Stored<undefined>>;
  remove(): Promise<Stored<undefined>>;
}
