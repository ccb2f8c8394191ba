import type { KeychainProblem } from '../../preload/contract/snapshot.ts';
import type { CredentialSecret } from '../ports/credentials.ts';
import type { ConnectOutcome } from './pending-connect.ts';
import { isSameSecret } from './credential.ts';
import type { TokenService } from './token-service.ts';
import type { ServerClock } from './server-clock.ts';

export type CredentialOutcome = { readonly ok: true } | { readonly ok: false; readonly why: KeychainProblem };

const DONE: CredentialOutcome = { ok: true };
/** Trouble that passes by itself or is ended elsewhere. After a "no" only a person asks again, and an entry stays as it is. */
const PASSING: readonly KeychainProblem[] = ['missing', 'locked', 'slow', 'failed'];

/** What a person does with the account: connect, keep, forget. Each ends in the keychain or says why it could not. */
export class CredentialActions {
  #tryingAgain = false;
  /** A session was forgotten, and the keychain may hold it still: it must not come back by itself. */
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

  /** Keeps a token that could not be tried, in the keychain if possible, else in memory; it is tried again. */
  saveForLater(): Promise<CredentialOutcome> {
    return this.service.entries.inTurn(async () => {
      const { candidate, state } = this.service;
      if (candidate === undefined || state.candidate?.kind !== 'unreachable') return DONE;
      const stored = await this.service.entries.storePendingCredential(candidate);
      this.service.dispatch({ kind: 'candidateSavedForLater' });
      return stored.ok ? DONE : stored;
    });
  }

  /** Makes an accepted token the session without the keychain, until the app quits. */
  keepInMemory(): CredentialOutcome {
    const { candidate, state } = this.service;
    if (candidate === undefined || state.candidate?.kind !== 'notStored') return DONE;
    const { answer, answeredAt, why } = state.candidate;
    this.service.accept(candidate, answer, { kind: 'memory', why }, answeredAt);
    return DONE;
  }

  /** Gives up the candidate; if the keychain does not let go of it, it stays. */
  discardCandidate(): Promise<CredentialOutcome> {
    return this.service.entries.inTurn(() => this.#discard());
  }

  async #discard(): Promise<CredentialOutcome> {
    const why = await this.service.entries.removePendingCredential();
    if (why !== undefined) return { ok: false, why };
    this.service.discardCandidate();
    return DONE;
  }

  /** Stores what waits to be stored, else reads the keychain again. */
  async retryKeychain(): Promise<CredentialOutcome> {
    const { candidate, session, state } = this.service;
    if (candidate !== undefined && state.candidate?.kind === 'notStored') {
      const { answer, answeredAt } = state.candidate;
      const outcome = await this.service.store(candidate, answer, answeredAt);
      return outcome.kind === 'notStored' ? { ok: false, why: outcome.why } : DONE;
    }
    if (session !== undefined && state.storage.kind === 'memory') {
      return this.service.entries.inTurn(() => this.#storeSession());
    }
    await this.service.readKeychain();
    const { storage } = this.service.state;
    return storage.kind === 'unavailable' ? { ok: false, why: storage.why } : DONE;
  }

  /**
   * After trouble with the keychain: the same by itself, where something happens that makes it likely to work by now. In
   * memory by the user's choice a session stays there.
   */
  async tryKeychainAgain(): Promise<void> {
    if (this.#tryingAgain) return;
    this.#tryingAgain = true;
    try {
      const { candidate, storage } = this.service.state;
      await this.service.saveUnsaved();
      const mayRead = storage.kind === 'unavailable' && !this.#leftBehind;
      const why = candidate?.kind === 'notStored' ? candidate.why : mayRead && storage.why;
      if (why !== false && PASSING.includes(why)) await this.retryKeychain();
    } finally {
      this.#tryingAgain = false;
    }
  }

  async #storeSession(): Promise<CredentialOutcome> {
    const { session } = this.service;
    if (session === undefined) return DONE;
    const stored = await this.service.entries.write(session);
    if (!stored.ok) return stored;
    this.service.dispatch({ kind: 'stored' });
    return DONE;
  }

  /**
   * Deletes one credential, the session's unless said, and goes on with the one that was in use before it, if that is
   * kept. If the keychain does not let go of it, nothing is forgotten.
   */
  async forget(kind = this.service.session?.kind): Promise<CredentialOutcome> {
    if (kind !== undefined && kind !== this.service.session?.kind) {
      const why = await this.service.forgetOther(kind);
      return why === undefined ? DONE : { ok: false, why };
    }
    if (kind === undefined) return DONE;
    const outcome = await this.service.entries.inTurn(() => this.#forget());
    const before = this.service.state.otherCredentials.at(-1);
    if (this.service.session !== undefined || before === undefined) return outcome;
    // What cannot be gone on with says why by itself.
    if ((await this.service.switchTo(before.kind)) !== 'used') await this.service.readKeychain();
    return outcome;
  }

  async #forget(): Promise<CredentialOutcome> {
    const { session, state } = this.service;
    if (session === undefined) return DONE;
    const removed = await this.service.entries.remove(session.kind);
    if (!removed.ok && state.storage.kind !== 'memory') return removed;
    this.#leftBehind = !removed.ok;
    const discarded = await this.#discard();
    this.service.forget();
    if (!discarded.ok) return discarded;
    // A session in memory is gone now all the same; what a closed keychain may hold from before is said.
    return removed.ok || removed.why === 'missing' ? DONE : removed;
  }
}
