import type { Clock } from '../../../main/ports/clock.ts';
import { Timers } from './timers.ts';

/** The step of the counter of the system's uptime, in ms. */
const UPTIME_STEP_MS = 10;

/** A laptop: its clocks, and the timers of what runs on it. */
export class Machine implements Clock {
  state: 'on' | 'asleep' | 'off' = 'on';
  /** How far its own clock is set ahead of the true time, in ms. */
  wallClockAheadMs = 0;
  readonly timers = new Timers();
  #bootedAt: number;
  #asleepSince = 0;
  #uncountedMs = 0;

  constructor(
    private readonly trueNow: () => number,
    private readonly timersFreeze: boolean,
  ) {
    this.#bootedAt = trueNow() - 3_600_000;
  }

  now(): number {
    return Math.floor(this.trueNow() + this.wallClockAheadMs);
  }

  uptime(): number {
    const ms = this.trueNow() - this.#bootedAt - this.#uncountedMs;
    return Math.floor(ms / UPTIME_STEP_MS) * UPTIME_STEP_MS;
  }

  after(delayMs: number, wake: () => void): () => void {
    return this.timers.at(this.trueNow() + delayMs, wake);
  }

  fallAsleep(): void {
    this.state = 'asleep';
    this.#asleepSince = this.trueNow();
  }

  /** `counted`: the counter went on through it, as through sleep, and not as in a virtual machine that was frozen. */
  wakeUp(uptimeCounted: boolean): void {
    const passedMs = this.trueNow() - this.#asleepSince;
    if (this.timersFreeze || !uptimeCounted) this.timers.postpone(passedMs);
    if (!uptimeCounted) this.#uncountedMs += passedMs;
    this.state = 'on';
  }

  turnOff(): void {
    this.state = 'off';
    this.timers.clear();
  }

  boot(): void {
    this.state = 'on';
    this.#bootedAt = this.trueNow();
    this.#uncountedMs = 0;
  }
}
