import type { EpochMs } from '../../preload/contract/snapshot.ts';
import { untilNextChange } from '../text/time.ts';

/** Main's time, counted on by the page between two snapshots. Stands still while the page is hidden. */
export class PageClock {
  now: EpochMs = $state(0);
  #base: EpochMs = 0;
  #setAt = 0;
  #expiresAt: EpochMs | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Counts on from `now`; wakes whenever the minutes left until `expiresAt` change. */
  set(now: EpochMs, expiresAt: EpochMs | undefined): void {
    this.#base = now;
    this.#setAt = performance.now();
    this.#expiresAt = expiresAt;
    this.tick();
  }

  /** Reads the time anew and plans the next change. */
  tick = (): void => {
    clearTimeout(this.#timer);
    this.now = this.#base + (performance.now() - this.#setAt);
    if (document.hidden || this.#expiresAt === undefined) return;
    const waitMs = untilNextChange(this.#expiresAt - this.now);
    if (waitMs !== undefined) this.#timer = setTimeout(this.tick, waitMs);
  };
}
