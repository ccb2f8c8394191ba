import type { CredentialKind, KeychainProblem, StorageSnapshot } from '../../preload/contract/session.ts';
import type { CredentialFacts } from '../core/token/state.ts';
import type { Credential, SecretSlot, SecretStore, Stored } from '../ports/credentials.ts';
import type { Log } from '../ports/storage.ts';
import { facts, isSameSecret } from './credential.ts';

/** The contents of the keychain: the session's credential, and one that was saved for later. */
export interface KeychainContents {
  readonly session: Credential | undefined;
  readonly pendingCredential: Credential | undefined;
  /** The kinds that have not been read. */
  readonly notRead: readonly CredentialKind[];
}

export interface StoredCredential {
  readonly credential: Credential;
  readonly storage: StorageSnapshot;
}

/** Why an entry could not be read. */
type Unread = Extract<Stored<unknown>, { ok: false }>;

/** The order of reading where it is not known which kind was in use last: a demo account is there only if it was left on. */
const ORDER: readonly CredentialKind[] = ['demo', 'refreshToken', 'keyPair'];

/**
 * The credentials that are stored. The keychain holds them; of those beside the session's, memory holds what the keychain
 * has not, or has an older one of. Each call can take seconds, so whoever reads or changes them and then acts on it does
 * so in turn: what one has read is still so when it writes. When a rotated refresh token is stored is decided in
 * `session-credential.ts`.
 */
export class CredentialStore {
  #last: Promise<unknown> = Promise.resolve();
  /** Whether the keychain holds a credential that was saved for later. */
  #hasPendingCredential = false;
  readonly #inMemory = new Map<CredentialKind, StoredCredential>();

  constructor(
    private readonly secrets: SecretStore,
    private readonly log: Log,
  ) {}

  /** Runs `work` after the work before it. It must not wait for other work that waits for its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined); // whoever started the work gets the failure
    return result;
  }

  /** `inUse`: the kind that was in use last; if there is none of it any more, another one is gone on with. */
  async readAll(inUse: CredentialKind | undefined): Promise<Stored<KeychainContents>> {
    const notRead = [...ORDER];
    if (inUse !== undefined) notRead.unshift(...notRead.splice(notRead.indexOf(inUse), 1));
    let session: Credential | undefined;
    /** The first that lies in a locked keyring: it hides none that can be read, but for the one in use. */
    let lockedAway: Unread | undefined;
    for (let kind = notRead.shift(); kind !== undefined; kind = notRead.shift()) {
      const stored = kind === 'demo' ? await this.#readBeside(kind) : await this.secrets.read(kind);
      if (stored.ok) session = stored.value;
      else if (stored.why === 'keyringLocked' && kind !== inUse) lockedAway ??= stored;
      else return stored;
      if (session !== undefined) break;
    }
    const pending = await this.#readBeside('pendingCredential');
    if (!pending.ok && pending.why !== 'keyringLocked') return pending;
    const unread = pending.ok ? lockedAway : (lockedAway ?? pending);
    if (session === undefined && unread !== undefined) return unread;
    const pendingCredential = pending.ok ? pending.value : undefined;
    this.#hasPendingCredential = pendingCredential !== undefined;
    return { ok: true, value: { session, pendingCredential, notRead } };
  }

  /** The credentials beside the session's: of these kinds in the keychain, and all in memory. One that cannot be read now is left out. */
  async readOthers(kinds: readonly CredentialKind[]): Promise<CredentialFacts[]> {
    const others: CredentialFacts[] = [];
    for (const kind of kinds) {
      const stored = await this.#readBeside(kind);
      if (stored.ok && stored.value !== undefined && !this.#inMemory.has(kind)) others.push(facts(stored.value));
    }
    return [...others, ...[...this.#inMemory.values()].map(({ credential }) => facts(credential))];
  }

  /** The one of this kind beside the session's, if it is still there. */
  async find(kind: CredentialKind): Promise<Stored<StoredCredential | undefined>> {
    const inMemory = this.#inMemory.get(kind);
    if (inMemory !== undefined) return { ok: true, value: inMemory };
    const stored = await this.secrets.read(kind);
    if (!stored.ok) return stored;
    return { ok: true, value: stored.value && { credential: stored.value, storage: { kind: 'keychain' } } };
  }

  /** Notes that `next` takes the place of `before`, which was stored as `storage` says, as the session's. */
  noteReplaced(before: Credential | undefined, next: Credential, storage: StorageSnapshot): void {
    if (before !== undefined && before.kind !== next.kind && storage.kind === 'memory') {
      this.#inMemory.set(before.kind, { credential: before, storage });
    }
    this.#inMemory.delete(next.kind);
  }

  /** What another copy of the app has stored in the place of this credential since. */
  async readNewer(credential: Credential): Promise<Credential | undefined> {
    const stored = await this.secrets.read(credential.kind);
    const newer = stored.ok ? stored.value : undefined;
    return newer !== undefined && isSameSecret(newer, credential) ? undefined : newer;
  }

  write(credential: Credential): Promise<Stored<undefined>> {
    return this.secrets.write(credential.kind, credential);
  }

  /** Stores one beside the session's with a new refresh token, in memory too where that is what {@link find} gives. */
  async writeOther(rotated: Credential): Promise<void> {
    const inMemory = this.#inMemory.get(rotated.kind);
    if (inMemory?.credential.id === rotated.id) this.#inMemory.set(rotated.kind, { ...inMemory, credential: rotated });
    await this.write(rotated);
  }

  /** Deletes it; gives why that did not work. */
  async remove(kind: CredentialKind): Promise<KeychainProblem | undefined> {
    const why = await this.#remove(kind);
    if (why === undefined) this.#inMemory.delete(kind);
    return why;
  }

  /** Stores a candidate in an entry of its own, to be tried later, also after a restart. */
  async storePendingCredential(candidate: Credential): Promise<Stored<undefined>> {
    const stored = await this.secrets.write('pendingCredential', candidate);
    if (stored.ok) this.#hasPendingCredential = true;
    return stored;
  }

  /** Deletes what was saved for later, if anything was; gives why that did not work. */
  async removePendingCredential(): Promise<KeychainProblem | undefined> {
    if (!this.#hasPendingCredential) return undefined;
    const why = await this.#remove('pendingCredential');
    if (why === undefined) this.#hasPendingCredential = false;
    return why;
  }

  async #remove(slot: SecretSlot): Promise<KeychainProblem | undefined> {
    const removed = await this.secrets.remove(slot);
    if (removed.ok) return undefined;
    this.log.event('entryNotRemoved', { slot, why: removed.why });
    return removed.why;
  }

  /** An entry beside the session's: one that cannot be read stays as it is, and must not hide the session. */
  async #readBeside(slot: SecretSlot): Promise<Stored<Credential | undefined>> {
    const stored = await this.secrets.read(slot);
    if (stored.ok || stored.why !== 'unreadable') return stored;
    this.log.event('entryNotRead', { slot });
    return { ok: true, value: undefined };
  }
}
