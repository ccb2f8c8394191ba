import type { CredentialKind, KeychainProblem } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { ProxyAddress } from '../../preload/contract/proxy.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import type { Credential, ProxyPassword } from './credentials.ts';

/** Trades credentials of a kind for access tokens (RFC 6749 §4.4 and §6). Never rejects. */
export interface TokenEndpoint<Kind extends CredentialKind = CredentialKind> {
  /** `now`: the true time, as far as it is known. */
  refresh(credential: Credential<Kind>, now: EpochMs): Promise<TokenAnswer>;
}

/** How a request got on with a proxy after it had given a name and a password. */
export type ProxyOutcome = 'accepted' | 'refused' | 'unknown';

/** What requests ask when a proxy wants a name and a password. */
export interface ProxyLogin {
  /** What may be sent to this proxy; undefined if nothing is known, or it was refused. Never rejects. */
  answerFor(proxy: ProxyAddress): Promise<ProxyPassword | undefined>;
  /** To be told once of each request that has sent it. */
  ended(sent: ProxyPassword, outcome: ProxyOutcome): void;
  /** Whether this proxy did not accept what it was last given. */
  wasRefused(proxy: ProxyAddress): boolean;
}

/** The proxy's name and password as people deal with them. */
export interface ProxyAccount {
  /** Reads what the keychain holds, to be able to tell of it. */
  load(): Promise<void>;
  /** Takes what was entered for this proxy; it is sent once, and saved if the proxy lets the request through. */
  enter(password: ProxyPassword): void;
  /** Deletes it from memory and keychain; gives why that did not work. */
  forget(): Promise<KeychainProblem | undefined>;
  /** Why the keychain did not take what the proxy has accepted; resolves when it is known. */
  saved(): Promise<KeychainProblem | undefined>;
  /** The proxy that it is saved for. */
  readonly savedFor: ProxyAddress | undefined;
}
