import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { Credential, SecretSlot, Stored } from '../../main/ports/credentials.ts';
import { MemorySecrets } from './memory-parts.ts';

/**
 * A keychain that takes its time, as one that asks the user for a password does: one call after the other, and while it
 * is held each waits until the test lets it go.
 */
export class SlowSecrets extends MemorySecrets {
  /** Entries that cannot be read, while the others can. */
  readonly broken = new Map<SecretSlot, KeychainProblem>();
  /** Entries that cannot be deleted, while the others can. */
  readonly stuck = new Set<SecretSlot>();
  #held = false;
  #permits = 0;
  #last: Promise<unknown> = Promise.resolve();
  #wake: () => void = () => undefined;

  hold(): void {
    this.#held = true;
  }

  /** Lets the next call through; all of them with no number. */
  letGo(calls = Infinity): void {
    if (calls === Infinity) this.#held = false;
    else this.#permits += calls;
    this.#wake();
  }

  override read(slot: SecretSlot): Promise<Stored<Credential | undefined>> {
    const why = this.broken.get(slot);
    return this.#inTurn(() => (why === undefined ? super.read(slot) : Promise.resolve({ ok: false, why })));
  }

  override write(slot: SecretSlot, credential: Credential): Promise<Stored<undefined>> {
    return this.#inTurn(() => super.write(slot, credential));
  }

  override remove(slot: SecretSlot): Promise<Stored<undefined>> {
    const isStuck = this.stuck.has(slot);
    return this.#inTurn(() => (isStuck ? Promise.resolve({ ok: false, why: 'refused' }) : super.remove(slot)));
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const result = this.#last.then(async () => {
      while (this.#held && this.#permits === 0) await new Promise<void>((wake) => (this.#wake = wake));
      if (this.#held) this.#permits -= 1;
      return call();
    });
    this.#last = result;
    return result;
  }
}
