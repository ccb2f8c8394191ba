import type { ProxyAddress, ProxyAsk } from '../../preload/contract/proxy.ts';
import type { CredentialKind, KeychainProblem } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import type { ProxyChallenge } from '../core/token/proxy-challenge.ts';
import type { Credential, ProxyPassword } from './credentials.ts';

/** Trades credentials of a kind for access tokens (RFC 6749 §4.4 and §6). Never rejects. */
export interface TokenEndpoint<Kind extends CredentialKind = CredentialKind> {
  /** `now`: the true time, as far as it is known. */
  refresh(credential: Credential<Kind>, now: EpochMs): Promise<TokenAnswer>;
}

/** How a request got on with a proxy after it had given a name and a password. */
export type ProxyOutcome = 'accepted' | 'refused' | 'unknown';

/** Which proxy asks, and how. */
export type AskingProxy = ProxyAddress & ProxyChallenge;

/** What requests ask when a proxy wants a name and a password. */
export interface ProxyLogin {
  /**
   * What may be sent to this proxy; undefined if nothing is known, or it was refused, or nobody has agreed to send it
   * in this way. Never rejects.
   */
  answerFor(asking: AskingProxy): Promise<ProxyPassword | undefined>;
  /** To be told once of each request that has sent it. */
  ended(sent: ProxyPassword, outcome: ProxyOutcome): void;
  /** What a person has to be asked, after this proxy got no answer. */
  askFor(asking: AskingProxy): ProxyAsk;
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
