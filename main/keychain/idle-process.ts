import type { DurationMs } from '../../preload/contract/time.ts';
import type { KeychainProcess } from './keychain-process.ts';

/** The keychain's process, started when it is needed and ended when it is not: idle it would cost 33 MB, and hold secrets. */
export class IdleProcess {
  #current: KeychainProcess | undefined;
  #users = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly start: () => KeychainProcess,
    private readonly idleMs: DurationMs,
  ) {}

  /** The process, for as long as {@link release} is not called. */
  take(): KeychainProcess {
    clearTimeout(this.#idle);
    this.#users += 1;
    this.#current ??= this.start();
    return this.#current;
  }

  release(): void {
    this.#users -= 1;
    if (this.#users > 0 || this.#current === undefined) return;
    this.#idle = setTimeout(() => {
      this.end();
    }, this.idleMs);
  }

  /** Ends it, so that the next call has a new one. */
  end(): void {
    clearTimeout(this.#idle);
    this.#current?.end();
    this.#current = undefined;
  }
}
