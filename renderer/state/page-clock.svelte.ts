import type { EpochMs } from '../../preload/contract/time.ts';
import { untilNextChange } from '../text/time.ts';

/** Main's time, which the page counts on between two snapshots. The clock stops while the page is hidden. */
export class PageClock {
  now: EpochMs = $state(0);
  #base: EpochMs = 0;
  #setAt = 0;
  #expiresAt: EpochMs | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Counts on from `now`, and ticks whenever the minutes left until `expiresAt` change. */
  set(now: EpochMs, expiresAt: EpochMs | undefined): void {
    this.#base = now;
    this.#setAt = performance.now();
    this.#expiresAt = expiresAt;
    this.tick();
  }

  /** Updates `now` and schedules the next tick. */
  tick = (): void => {
    clearTimeout(this.#timer);
    this.now = this.#base + (performance.now() - this.#setAt);
    if (document.hidden || this.#expiresAt === undefined) return;
    const waitMs = untilNextChange(this.#expiresAt - this.now);
    if (waitMs !== undefined) this.#timer = setTimeout(this.tick, waitMs);
  };
}
