import type { Clock } from '../../../main/ports/clock.ts';
import { Timers } from './timers.ts';

/** The resolution of the system's uptime in ms: Linux counts it in hundredths of a second. */
const UPTIME_STEP_MS = 10;

/** Simulates a laptop: its wall clock, its uptime counter, and the timers of the app that runs on it. */
export class Machine implements Clock {
  state: 'on' | 'asleep' | 'off' = 'on';
  /** How far the wall clock is set ahead of the true time, in ms; negative where it is behind. */
  wallClockAheadMs = 0;
  readonly timers = new Timers();
  #bootedAt: number;
  #asleepSince = 0;
  /** The time since boot that the uptime counter has missed, in ms. */
  #uncountedMs = 0;

  constructor(
    private readonly trueNow: () => number,
    private readonly timersFreeze: boolean,
  ) {
    this.#bootedAt = trueNow() - 3_600_000;
  }

  /** The wall clock, in ms since the epoch. */
  now(): number {
    return Math.floor(this.trueNow() + this.wallClockAheadMs);
  }

  /** The time since boot in ms, as the uptime counter gives it. */
  uptime(): number {
    const ms = this.trueNow() - this.#bootedAt - this.#uncountedMs;
    return Math.floor(ms / UPTIME_STEP_MS) * UPTIME_STEP_MS;
  }

  /** Runs `wake` after this delay in ms, unless the function it gives is called before. */
  after(delayMs: number, wake: () => void): () => void {
    return this.timers.at(this.trueNow() + delayMs, wake);
  }

  /** Puts the machine to sleep: from now on none of its timers is run. */
  fallAsleep(): void {
    this.state = 'asleep';
    this.#asleepSince = this.trueNow();
  }

  /**
   * Wakes the machine. Through sleep the uptime counter goes on (`uptimeCounted`); in a virtual machine that was
   * frozen it does not.
   */
  wakeUp(uptimeCounted: boolean): void {
    const passedMs = this.trueNow() - this.#asleepSince;
    if (this.timersFreeze || !uptimeCounted) this.timers.postpone(passedMs);
    if (!uptimeCounted) this.#uncountedMs += passedMs;
    this.state = 'on';
  }

  /** Turns the machine off, and with it all timers. */
  turnOff(): void {
    this.state = 'off';
    this.timers.clear();
  }

  /** Starts the machine, whose uptime begins at zero. */
  boot(): void {
    this.state = 'on';
    this.#bootedAt = this.trueNow();
    this.#uncountedMs = 0;
  }
}
