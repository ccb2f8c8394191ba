import type { DurationMs } from '../../preload/contract/snapshot.ts';
import type { KeychainProcess } from './keychain-process.ts';

/** The keychain's process, started when it is needed and ended when it is not: idle it would cost 33 MB, and hold secrets. */
export class KeptProcess {
  #current: KeychainProcess | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly start: () => KeychainProcess,
    private readonly idleMs: DurationMs,
  ) {}

  take(): KeychainProcess {
    clearTimeout(this.#resting);
    this.#current ??= this.start();
    return this.#current;
  }

  /** Nothing is asked of it for now. */
  rest(): void {
    clearTimeout(this.#resting);
    if (this.#current === undefined) return;
    this.#resting = setTimeout(() => {
      this.end();
    }, this.idleMs);
  }

  /** Ends it, so that the next call has a new one. */
  end(): void {
    clearTimeout(this.#resting);
    this.#current?.end();
    this.#current = undefined;
  }
}
