import type { CredentialKind, KeychainProblem } from '../../preload/contract/session.ts';
import type { CredentialSecret } from '../ports/credentials.ts';
import type { ConnectOutcome } from './candidate-credential.ts';
import { isSameSecret } from './credential.ts';
import type { ServerClock } from './server-clock.ts';
import type { TokenService } from './token-service.ts';

export type CredentialOutcome = { readonly ok: true } | { readonly ok: false; readonly why: KeychainProblem };

const DONE: CredentialOutcome = { ok: true };
/** Trouble that passes by itself or is ended elsewhere. After any other trouble only a person tries again, and an entry stays as it is. */
const PASSING: readonly KeychainProblem[] = ['missing', 'locked', 'keyringLocked', 'slow', 'failed'];

/** The actions of a person on credentials: connect, save, remove. Each ends in the keychain or says why it could not. */
export class CredentialActions {
  #tryingAgain = false;
  /** A session was removed, and the keychain may hold it still: it must not come back by itself. */
  #leftBehind = false;

  constructor(
    private readonly service: TokenService,
    private readonly clock: ServerClock,
    private readonly newId: () => string,
  ) {}

  /** Tries a credential; accepted, it is stored and becomes the session. */
  connect(secret: CredentialSecret): Promise<ConnectOutcome> {
    const { session } = this.service;
    // The same one entered again is the same credential: its week goes on.
    const same = session !== undefined && isSameSecret(session, secret) ? session : undefined;
    return this.service.connect(same ?? { ...secret, id: this.newId(), enteredAt: this.clock.now() });
  }

  /** Saves a credential that could not be tried, in the keychain if possible, else in memory; it is tried again. */
  async saveForLater(): Promise<CredentialOutcome> {
    return outcomeOf(await this.service.saveForLater());
  }

  /** Makes an accepted credential the session without the keychain, until the app quits. */
  keepInMemory(): CredentialOutcome {
    this.service.acceptInMemory();
    return DONE;
  }

  /** Gives up the candidate; if the keychain does not let go of it, it stays. */
  async discardCandidate(): Promise<CredentialOutcome> {
    return outcomeOf(await this.service.discardCandidate());
  }

  /** Stores the credential that waits to be stored, else reads the keychain again. */
  async retryKeychain(): Promise<CredentialOutcome> {
    const { session, state } = this.service;
    if (state.candidate?.kind === 'notStored') {
      const outcome = await this.service.storeCandidate();
      return outcomeOf(outcome.kind === 'notStored' ? outcome.why : undefined);
    }
    if (session !== undefined && state.storage.kind === 'memory') return outcomeOf(await this.service.storeSession());
    await this.service.readKeychain();
    const { storage } = this.service.state;
    return outcomeOf(storage.kind === 'unavailable' ? storage.why : undefined);
  }

  /**
   * Does the same without a person after trouble with the keychain, when an event makes it likely to work by now. A
   * session that is in memory by the user's choice stays there.
   */
  async tryKeychainAgain(): Promise<void> {
    if (this.#tryingAgain) return;
    this.#tryingAgain = true;
    try {
      const { candidate, session, storage } = this.service.state;
      await this.service.saveUnsaved();
      const mayRead = storage.kind === 'unavailable' && !this.#leftBehind;
      const why = candidate?.kind === 'notStored' ? candidate.why : mayRead && storage.why;
      if (why !== false && PASSING.includes(why)) await this.retryKeychain();
      // Another copy of the app may have stored a credential in the place of the one that NERD has rejected.
      else if (session.kind === 'rejected' && storage.kind === 'keychain') await this.service.readKeychain();
    } finally {
      this.#tryingAgain = false;
    }
  }

  /**
   * Deletes one credential, the session's unless said, and goes on with the one that was in use before it, if there is
   * one. If the keychain does not let go of it, nothing is forgotten.
   */
  async forget(credential?: CredentialKind): Promise<CredentialOutcome> {
    const inUse = this.service.session?.kind;
    const kind = credential ?? inUse;
    if (kind === undefined) return DONE;
    if (kind !== inUse) return outcomeOf(await this.service.forgetOther(kind));
    const outcome = await this.#forgetSession();
    const { session, state } = this.service;
    const before = state.otherCredentials.at(-1);
    if (session === undefined && before !== undefined) await this.#switchTo(before.kind);
    return outcome;
  }

  async #forgetSession(): Promise<CredentialOutcome> {
    const { isForgotten, sessionLeft, pendingLeft } = await this.service.forgetSession();
    if (!isForgotten) return outcomeOf(sessionLeft);
    this.#leftBehind = sessionLeft !== undefined;
    // A session in memory is gone now all the same; what a closed keychain may hold from before is said.
    return outcomeOf(pendingLeft ?? (sessionLeft === 'missing' ? undefined : sessionLeft));
  }

  async #switchTo(kind: CredentialKind): Promise<void> {
    // Reading the keychain makes a credential that cannot be switched to say why.
    if ((await this.service.switchTo(kind)) !== 'used') await this.service.readKeychain();
  }
}

function outcomeOf(why: KeychainProblem | undefined): CredentialOutcome {
  return why === undefined ? DONE : { ok: false, why };
}
