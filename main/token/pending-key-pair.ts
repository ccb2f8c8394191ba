import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { Credential, Stored, PendingKeyPairSecret, PendingKeyPairStore } from '../ports/credentials.ts';
import type { Log } from '../ports/storage.ts';

/**
 * The key pair that was made here and waits for its Client ID, through restarts. The keychain alone holds its private
 * key; memory holds only when it was made.
 */
export class PendingKeyPair {
  #madeAt: EpochMs | undefined;

  constructor(
    private readonly store: PendingKeyPairStore,
    private readonly log: Log,
  ) {}

  /** The part of it that is no secret. */
  get facts(): { readonly madeAt: EpochMs } | undefined {
    return this.#madeAt === undefined ? undefined : { madeAt: this.#madeAt };
  }

  /** Reads whether the keychain holds one. */
  async load(): Promise<void> {
    await this.read();
  }

  async read(): Promise<Stored<PendingKeyPairSecret | undefined>> {
    const stored = await this.store.read();
    if (stored.ok) this.#madeAt = stored.value?.madeAt;
    else this.log.event('entryNotRead', { slot: 'pendingKeyPair' });
    return stored;
  }

  /** Stores it; gives why the keychain did not take it, and then there is none. */
  async save(pair: PendingKeyPairSecret): Promise<KeychainProblem | undefined> {
    const stored = await this.store.write(pair);
    if (!stored.ok) return stored.why;
    this.#madeAt = pair.madeAt;
    return undefined;
  }

  /** Deletes it; gives why the keychain did not let go of it. */
  async discard(): Promise<KeychainProblem | undefined> {
    const removed = await this.store.remove();
    if (!removed.ok) {
      this.log.event('entryNotRemoved', { slot: 'pendingKeyPair', why: removed.why });
      return removed.why;
    }
    this.#madeAt = undefined;
    return undefined;
  }

  /** Deletes it once the session has its private key, which is stored with the session then. */
  async endIfConnected(session: Credential | undefined): Promise<void> {
    if (this.#madeAt === undefined || session?.kind !== 'keyPair') return;
    const stored = await this.read();
    if (stored.ok && stored.value?.privateKey === session.privateKey) await this.discard();
  }
}
