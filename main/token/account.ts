import type { KeychainProblem } from '../../preload/contract/snapshot.ts';
import type { CredentialSecret } from '../ports.ts';
import type { ConnectOutcome } from './connecting.ts';
import { isSameSecret } from './credential.ts';
import type { TokenService } from './token-service.ts';
import type { TrueClock } from './true-clock.ts';

export type AccountOutcome = { readonly ok: true } | { readonly ok: false; readonly why: KeychainProblem };

const DONE: AccountOutcome = { ok: true };
/** Trouble that passes by itself or is ended elsewhere. After a "no" only a person asks again, and an entry stays as it is. */
const PASSING: readonly KeychainProblem[] = ['missing', 'locked', 'slow', 'failed'];

/** What a person does with the account: connect, keep, forget. Each ends in the keychain or says why it could not. */
export class Account {
  #tryingAgain = false;
  /** A session was forgotten, and the keychain may hold it still: it must not come back by itself. */
  #leftBehind = false;

  constructor(
    private readonly service: TokenService,
    private readonly clock: TrueClock,
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
  keepUntried(): Promise<AccountOutcome> {
    return this.service.entries.inTurn(async () => {
      const { candidate, state } = this.service;
      if (candidate === undefined || state.candidate?.kind !== 'unreachable') return DONE;
      const stored = await this.service.entries.storeUntried(candidate);
      this.service.dispatch({ kind: 'candidateKept' });
      return stored.ok ? DONE : stored;
    });
  }

  /** Makes an accepted token the session without the keychain, until the app quits. */
  keepInMemory(): AccountOutcome {
    const { candidate, state } = this.service;
    if (candidate === undefined || state.candidate?.kind !== 'notStored') return DONE;
    const { answer, askedAt, why } = state.candidate;
    this.service.accept(candidate, answer, { kind: 'memory', why }, askedAt);
    return DONE;
  }

  /** Gives up the candidate; if the keychain does not let go of it, it stays. */
  discardCandidate(): Promise<AccountOutcome> {
    return this.service.entries.inTurn(() => this.#discard());
  }

  async #discard(): Promise<AccountOutcome> {
    const why = await this.service.entries.removeUntried();
    if (why !== undefined) return { ok: false, why };
    this.service.discardCandidate();
    return DONE;
  }

  /** Stores what waits to be stored, else reads the keychain again. */
  async retryKeychain(): Promise<AccountOutcome> {
    const { candidate, session, state } = this.service;
    if (candidate !== undefined && state.candidate?.kind === 'notStored') {
      const { answer, askedAt } = state.candidate;
      const outcome = await this.service.store(candidate, answer, askedAt);
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
      await this.service.storeOwed();
      const mayRead = storage.kind === 'unavailable' && !this.#leftBehind;
      const why = candidate?.kind === 'notStored' ? candidate.why : mayRead && storage.why;
      if (why !== false && PASSING.includes(why)) await this.retryKeychain();
    } finally {
      this.#tryingAgain = false;
    }
  }

  async #storeSession(): Promise<AccountOutcome> {
    const stored = await this.service.storeSession();
    return stored.ok ? DONE : stored;
  }

  /**
   * Deletes one credential, the session's unless said, and goes on with the one that was in use before it, if that is
   * kept. If the keychain does not let go of it, nothing is forgotten.
   */
  async forget(kind = this.service.session?.kind): Promise<AccountOutcome> {
    if (kind !== undefined && kind !== this.service.session?.kind) {
      const why = await this.service.forgetKept(kind);
      return why === undefined ? DONE : { ok: false, why };
    }
    if (kind === undefined) return DONE;
    const outcome = await this.service.entries.inTurn(() => this.#forget());
    const before = this.service.state.kept.at(-1);
    if (this.service.session !== undefined || before === undefined) return outcome;
    // What cannot be gone on with says why by itself.
    if ((await this.service.switchTo(before.kind)) !== 'used') await this.service.readKeychain();
    return outcome;
  }

  async #forget(): Promise<AccountOutcome> {
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
