import type { DurationMs } from '../../preload/contract/time.ts';
import type { KeychainProcess } from './keychain-process.ts';

/**
 * Starts the keychain's process when it is needed, and ends it when it has been idle for `idleMs`: it would cost 33 MB
 * and hold secrets.
 */
export class IdleProcess {
  #current: KeychainProcess | undefined;
  #users = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly start: () => KeychainProcess,
    private readonly idleMs: DurationMs,
  ) {}

  /** Gives the process, which goes on at least until the matching {@link release}. */
  take(): KeychainProcess {
    clearTimeout(this.#idle);
    this.#users += 1;
    this.#current ??= this.start();
    return this.#current;
  }

  /** Says that one user of {@link take} needs the process no more. */
  release(): void {
    this.#users -= 1;
    if (this.#users > 0 || this.#current === undefined) return;
    this.#idle = setTimeout(() => {
      this.end();
    }, this.idleMs);
  }

  /** Ends the process at once, so that the next {@link take} starts a new one. */
  end(): void {
    clearTimeout(this.#idle);
    this.#current?.end();
    this.#current = undefined;
  }
}
