import type { CredentialKind, KeychainProblem } from '../../preload/contract/snapshot.ts';
import type { CredentialFacts } from '../core/token/state.ts';
import type { Credential, SecretSlot, SecretStore, Stored } from '../ports/credentials.ts';
import type { Log } from '../ports/storage.ts';
import { facts, isSameSecret } from './credential.ts';

/** What the keychain holds: the credential to go on with, and one for later. */
export interface KeychainContents {
  readonly session: Credential | undefined;
  readonly pendingCredential: Credential | undefined;
  /** The kinds that have not been looked for. */
  readonly notRead: readonly CredentialKind[];
}

/** What is looked for first, where it is not known what was in use last: the demo account is there only if it was left on. */
const ORDER: readonly CredentialKind[] = ['demo', 'refreshToken', 'keyPair'];

/**
 * The app's entries in the keychain. Each call can take seconds, so whoever reads or changes them and then acts on it
 * does so in turn: what one has read is still so when it writes.
 */
export class KeychainEntries {
  #last: Promise<unknown> = Promise.resolve();
  #hasPendingCredential = false;

  constructor(
    private readonly secrets: SecretStore,
    private readonly log: Log,
  ) {}

  /** Whether the keychain holds a token kept for later. */
  get hasPendingCredential(): boolean {
    return this.#hasPendingCredential;
  }

  /** Runs `work` after the work before it. It must not wait for other work that waits for its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined); // whoever asked for it has the failure
    return result;
  }

  /** `inUse`: the kind that was in use last; if there is none of it any more, another one is gone on with. */
  async readAll(inUse: CredentialKind | undefined): Promise<Stored<KeychainContents>> {
    const notRead = [...ORDER];
    if (inUse !== undefined) notRead.unshift(...notRead.splice(notRead.indexOf(inUse), 1));
    let session: Credential | undefined;
    for (let kind = notRead.shift(); kind !== undefined; kind = notRead.shift()) {
      const stored = kind === 'demo' ? await this.#readBeside(kind) : await this.secrets.read(kind);
      if (!stored.ok) return stored;
      session = stored.value;
      if (session !== undefined) break;
    }
    const untried = await this.#readBeside('pendingCredential');
    if (!untried.ok) return untried;
    this.#hasPendingCredential = untried.value !== undefined;
    return { ok: true, value: { session, pendingCredential: untried.value, notRead } };
  }

  /** What is kept of these kinds; of what cannot be read now nothing is told. */
  async readOthers(kinds: readonly CredentialKind[]): Promise<CredentialFacts[]> {
    const kept: CredentialFacts[] = [];
    for (const kind of kinds) {
      const stored = await this.#readBeside(kind);
      if (stored.ok && stored.value !== undefined) kept.push(facts(stored.value));
    }
    return kept;
  }

  read(kind: CredentialKind): Promise<Stored<Credential | undefined>> {
    return this.secrets.read(kind);
  }

  /** What another copy of the app has stored in the place of `asked` since. */
  async readNewer(asked: Credential): Promise<Credential | undefined> {
    const stored = await this.secrets.read(asked.kind);
    const newer = stored.ok ? stored.value : undefined;
    return newer !== undefined && isSameSecret(newer, asked) ? undefined : newer;
  }

  write(credential: Credential): Promise<Stored<undefined>> {
    return this.secrets.write(credential.kind, credential);
  }

  remove(kind: CredentialKind): Promise<Stored<undefined>> {
    return this.#remove(kind);
  }

  /** Stores a candidate in an entry of its own, to be tried later, also after a restart. */
  async storePendingCredential(candidate: Credential): Promise<Stored<undefined>> {
    const stored = await this.secrets.write('pendingCredential', candidate);
    if (stored.ok) this.#hasPendingCredential = true;
    return stored;
  }

  /** Deletes what was kept for later, if anything was; gives why it could not. */
  async removePendingCredential(): Promise<KeychainProblem | undefined> {
    if (!this.#hasPendingCredential) return undefined;
    const removed = await this.#remove('pendingCredential');
    if (!removed.ok) return removed.why;
    this.#hasPendingCredential = false;
    return undefined;
  }

  async #remove(slot: SecretSlot): Promise<Stored<undefined>> {
    const removed = await this.secrets.remove(slot);
    if (!removed.ok) this.log.event('entryNotRemoved', { slot, why: removed.why });
    return removed;
  }

  /** An entry beside the session's: one that cannot be read stays as it is, and must not hide the session. */
  async #readBeside(slot: SecretSlot): Promise<Stored<Credential | undefined>> {
    const stored = await this.secrets.read(slot);
    if (stored.ok || stored.why !== 'unreadable') return stored;
    this.log.event('entryNotRead', { slot });
    return { ok: true, value: undefined };
  }
}
