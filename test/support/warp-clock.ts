import type { Clock } from '../../main/ports/clock.ts';

/** At the real time `realAt` the true time is `at`, and from there runs `rate` times as fast. */
export interface Warp {
  readonly at: number;
  readonly realAt: number;
  readonly rate: number;
  /** How far this machine's clock is ahead of the true time; not if left out. */
  readonly clockAheadMs?: number;
}

/** The machine’s own time, at its own pace. */
export const REAL_TIME: Warp = { at: 0, realAt: 0, rate: 1 };

/**
 * A clock whose hours and weeks pass as fast as a test likes. Two processes with the same warp show the same time,
 * since both read this machine's clock; that is how the app and the demo server share it.
 */
export class WarpClock implements Clock {
  #warp: Warp;
  readonly #pending = new Set<() => void>();

  constructor(warp: Warp = REAL_TIME) {
    this.#warp = warp;
  }

  now(): number {
    return Math.floor(this.uptime() + (this.#warp.clockAheadMs ?? 0));
  }

  /** The true time: what a warp skips has passed, as in sleep; only `clockAheadMs` is a clock that was set. */
  uptime(): number {
    const { at, realAt, rate } = this.#warp;
    return at + (Date.now() - realAt) * rate;
  }

  after(delayMs: number, wake: () => void): () => void {
    const dueAt = this.uptime() + delayMs;
    let timer: NodeJS.Timeout | undefined;
    const arm = (): void => {
      clearTimeout(timer);
      // Rounded up, so that the clock has reached the moment when it wakes.
      timer = setTimeout(fire, Math.max(Math.ceil((dueAt - this.uptime()) / this.#warp.rate), 0));
    };
    const fire = (): void => {
      if (this.uptime() < dueAt) {
        arm();
        return;
      }
      this.#pending.delete(arm);
      wake();
    };
    this.#pending.add(arm);
    arm();
    return () => {
      clearTimeout(timer);
      this.#pending.delete(arm);
    };
  }

  /** Changes the time, the rate or both; timers that wait follow. */
  set(warp: Warp): void {
    this.#warp = warp;
    for (const arm of this.#pending) arm();
  }

  /** The warp that goes on from now at another rate, or jumps to another time. */
  warpTo({ at = this.uptime(), rate = this.#warp.rate }: { at?: number; rate?: number }): Warp {
    return { at, realAt: Date.now(), rate };
  }
}
