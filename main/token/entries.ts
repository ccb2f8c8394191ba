import type { KeychainProblem } from '../../preload/contract/snapshot.ts';
import type { Credential, Log, SecretSlot, SecretStore, Stored } from '../ports.ts';
import { slotOf } from './credential.ts';

/** What the keychain holds: the session's credential, or the demo account's if that was left on, and one for later. */
export interface Found {
  readonly session: Credential | undefined;
  readonly untried: Credential | undefined;
}

/**
 * The app's entries in the keychain. Each call can take seconds, so whoever reads or changes them and then acts on it
 * does so in turn: what one has read is still so when it writes.
 */
export class KeychainEntries {
  #last: Promise<unknown> = Promise.resolve();
  #untriedStored = false;

  constructor(
    private readonly secrets: SecretStore,
    private readonly log: Log,
  ) {}

  /** Whether the keychain holds a token kept for later. */
  get untriedStored(): boolean {
    return this.#untriedStored;
  }

  /** Runs `work` after the work before it. It must not wait for other work that waits for its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined); // whoever asked for it has the failure
    return result;
  }

  async readAll(): Promise<Stored<Found>> {
    const demo = await this.#readBeside('demo');
    const session = demo.ok && demo.value === undefined ? await this.secrets.read('session') : demo;
    if (!session.ok) return session;
    const untried = await this.#readBeside('untried');
    if (!untried.ok) return untried;
    this.#untriedStored = untried.value !== undefined;
    return { ok: true, value: { session: session.value, untried: untried.value } };
  }

  /** What another copy of the app has stored in the place of `asked` since. */
  async readNewer(asked: Credential): Promise<Credential | undefined> {
    const stored = await this.secrets.read(slotOf(asked));
    const newer = stored.ok ? stored.value : undefined;
    return newer?.refreshToken === asked.refreshToken ? undefined : newer;
  }

  write(credential: Credential): Promise<Stored<undefined>> {
    return this.secrets.write(slotOf(credential), credential);
  }

  remove(credential: Credential): Promise<Stored<undefined>> {
    return this.#remove(slotOf(credential));
  }

  /** Stores a candidate in an entry of its own, to be tried later, also after a restart. */
  async storeUntried(candidate: Credential): Promise<Stored<undefined>> {
    const stored = await this.secrets.write('untried', candidate);
    if (stored.ok) this.#untriedStored = true;
    return stored;
  }

  /** Deletes what was kept for later, if anything was; gives why it could not. */
  async removeUntried(): Promise<KeychainProblem | undefined> {
    if (!this.#untriedStored) return undefined;
    const removed = await this.#remove('untried');
    if (!removed.ok) return removed.why;
    this.#untriedStored = false;
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
