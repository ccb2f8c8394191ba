import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { Keyrings } from '../ports/keyrings.ts';
import { KeychainError } from './keychain-process.ts';
import type { Step } from './native-calls.ts';

/**
 * Looks after entries in keyrings other than the default one: keytar stores into the default one, reads any copy, and
 * says "nothing there" of one in a locked keyring. Without `keyrings` there is one keyring only, and nothing to do.
 */
export class EntryCopies {
  /** By account: the locked keyrings that hold an entry of it. */
  readonly #lockedOf = new Map<string, readonly string[]>();
  readonly #labels = new Map<string, string | undefined>();
  /** The keyrings whose opening is told of. */
  readonly #awaited = new Set<string>();
  #isServiceAwaited = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly service: string,
    private readonly keyrings: Keyrings | undefined,
  ) {
    keyrings?.onChange(() => void this.#changed(keyrings));
  }

  /** The names of the locked keyrings in which entries were found when these were last asked for. */
  get lockedKeyrings(): readonly string[] {
    const labels = [...this.#lockedOf.values()].flat().map((keyring) => this.#labels.get(keyring));
    return [...new Set(labels)].filter((label) => label !== undefined);
  }

  /**
   * Rejects if a locked keyring holds an entry of the account: with `locked` if it is the default one alone, else with
   * `keyringLocked`.
   */
  async requireOpen(account: string, step: Step): Promise<void> {
    const { keyrings } = this;
    if (keyrings === undefined) return;
    const found = await step(() => keyrings.find(this.service, account));
    const locked = [...new Set(found?.locked.map(keyringOf))];
    this.#lockedOf.delete(account);
    if (locked.length === 0) return;
    const usual = await step(() => keyrings.default());
    if (locked.length === 1 && locked[0] === usual) throw new KeychainError('locked');
    for (const keyring of locked) {
      this.#labels.set(keyring, await step(() => keyrings.label(keyring)));
      this.#awaited.add(keyring);
    }
    this.#lockedOf.set(account, locked);
    throw new KeychainError('keyringLocked');
  }

  /**
   * Deletes all open copies but the newest; of those of one second the default keyring's, into which the app writes.
   * Gives whether there were any.
   */
  async dropOlder(account: string, step: Step): Promise<boolean> {
    const { keyrings } = this;
    if (keyrings === undefined) return false;
    const found = await step(() => keyrings.find(this.service, account));
    this.#lockedOf.delete(account);
    if (found === undefined || found.open.length < 2) return false;
    const usual = await step(() => keyrings.default());
    const copies: { readonly entry: string; readonly modifiedAt: number; readonly isUsual: number }[] = [];
    for (const entry of found.open) {
      const modifiedAt = await step(() => keyrings.modifiedAt(entry));
      copies.push({ entry, modifiedAt, isUsual: Number(keyringOf(entry) === usual) });
    }
    copies.sort((one, other) => other.modifiedAt - one.modifiedAt || other.isUsual - one.isUsual);
    for (const { entry } of copies.slice(1)) await step(() => keyrings.delete(entry));
    return true;
  }

  /** Deletes the open copies outside the default keyring, into which the account's entry was just written. */
  async dropOutsideDefault(account: string, step: Step): Promise<void> {
    const { keyrings } = this;
    if (keyrings === undefined) return;
    const found = await step(() => keyrings.find(this.service, account));
    if (found === undefined || found.open.length < 2) return;
    const usual = await step(() => keyrings.default());
    if (!found.open.some((entry) => keyringOf(entry) === usual)) return;
    for (const entry of found.open) {
      if (keyringOf(entry) !== usual) await step(() => keyrings.delete(entry));
    }
  }

  /** Rejects with the error of a piece of work. If the default keyring is locked, it is noted first, to tell when it opens. */
  async noteLocked(error: unknown, step: Step): Promise<never> {
    const { keyrings } = this;
    if (keyrings !== undefined && error instanceof KeychainError && error.why === 'locked') {
      const usual = await step(() => keyrings.default());
      if (usual !== undefined) this.#awaited.add(usual);
    }
    throw error;
  }

  /** Notes whether the Secret Service was missing, to tell when it comes. */
  noteOutcome(why: KeychainProblem | undefined): void {
    if (why === undefined || why === 'missing') this.#isServiceAwaited = why === 'missing';
  }

  /** Calls `listener` when a keyring that was in the way has opened or come; gives a function that ends this. */
  onOpened(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #changed(keyrings: Keyrings): Promise<void> {
    let hasOpened = false;
    for (const keyring of [...this.#awaited]) {
      if (!(await keyrings.isLocked(keyring)) && this.#awaited.delete(keyring)) hasOpened = true;
    }
    if (this.#isServiceAwaited && (await keyrings.default()) !== undefined) {
      this.#isServiceAwaited = false;
      hasOpened = true;
    }
    if (hasOpened) for (const listener of this.#listeners) listener();
  }
}

/** The keyring in which an entry lies: the Secret Service puts an entry's path below its keyring's. */
function keyringOf(entry: string): string {
  return entry.slice(0, entry.lastIndexOf('/'));
}
