import type { CredentialKind, KeychainProblem, StorageSnapshot } from '../../preload/contract/snapshot.ts';
import type { Credential, Stored } from '../ports/credentials.ts';
import { facts } from './credential.ts';
import type { KeychainEntries } from './keychain-entries.ts';
import type { EventLoop } from './event-loop.ts';

export interface StoredCredential {
  readonly credential: Credential;
  readonly storage: StorageSnapshot;
}

/**
 * The credentials beside the session's. The keychain holds them; where it has none, or an older one, memory does. Each
 * method is to be called in turn with other work on the keychain.
 */
export class OtherCredentials {
  readonly #inMemory = new Map<CredentialKind, StoredCredential>();

  constructor(
    private readonly entries: KeychainEntries,
    private readonly loop: Pick<EventLoop, 'state' | 'dispatch'>,
  ) {}

  /** Looks for these kinds in the keychain, and tells what is kept. */
  async read(kinds: readonly CredentialKind[]): Promise<void> {
    const stored = (await this.entries.readOthers(kinds)).filter(({ kind }) => !this.#inMemory.has(kind));
    const kept = [...stored, ...[...this.#inMemory.values()].map(({ credential }) => facts(credential))];
    if (kept.length > 0 || this.loop.state.otherCredentials.length > 0)
      this.loop.dispatch({ kind: 'othersRead', others: kept });
  }

  /** The one of this kind, if it is still there. */
  async find(kind: CredentialKind): Promise<Stored<StoredCredential | undefined>> {
    const inMemory = this.#inMemory.get(kind);
    if (inMemory !== undefined) return { ok: true, value: inMemory };
    const stored = await this.entries.read(kind);
    if (!stored.ok) return stored;
    if (stored.value === undefined) this.#noteGone(kind);
    return { ok: true, value: stored.value && { credential: stored.value, storage: { kind: 'keychain' } } };
  }

  /** One credential takes the place of another as the session's. */
  replaced(before: Credential | undefined, next: Credential): void {
    const { storage } = this.loop.state;
    if (before !== undefined && before.kind !== next.kind && storage.kind === 'memory') {
      this.#inMemory.set(before.kind, { credential: before, storage });
    }
    this.#inMemory.delete(next.kind);
  }

  /** Deletes it; gives why that did not work. */
  async forget(kind: CredentialKind): Promise<KeychainProblem | undefined> {
    const removed = await this.entries.remove(kind);
    if (!removed.ok) return removed.why;
    this.#inMemory.delete(kind);
    this.#noteGone(kind);
    return undefined;
  }

  #noteGone(kind: CredentialKind): void {
    const kept = this.loop.state.otherCredentials.find((each) => each.kind === kind);
    if (kept !== undefined) this.loop.dispatch({ kind: 'otherRemoved', id: kept.id });
  }
}
