import type { Clock } from '../../../main/ports/clock.ts';
import { Timers } from './timers.ts';

/** The step of the counter of the system's uptime, in ms. */
const UPTIME_STEP_MS = 10;

/** A laptop: its clocks, and the timers of what runs on it. */
export class Machine implements Clock {
  state: 'on' | 'asleep' | 'off' = 'on';
  /** How far its own clock is set ahead of the true time, in ms. */
  wallAheadMs = 0;
  readonly timers = new Timers();
  #bootedAt: number;
  #since = 0;
  #lostMs = 0;

  constructor(
    private readonly trueNow: () => number,
    private readonly timersFreeze: boolean,
  ) {
    this.#bootedAt = trueNow() - 3_600_000;
  }

  now(): number {
    return Math.floor(this.trueNow() + this.wallAheadMs);
  }

  uptime(): number {
    const ms = this.trueNow() - this.#bootedAt - this.#lostMs;
    return Math.floor(ms / UPTIME_STEP_MS) * UPTIME_STEP_MS;
  }

  after(delayMs: number, wake: () => void): () => void {
    return this.timers.at(this.trueNow() + delayMs, wake);
  }

  fallAsleep(): void {
    this.state = 'asleep';
    this.#since = this.trueNow();
  }

  /** `counted`: the counter went on through it, as through sleep, and not as in a virtual machine that was frozen. */
  wakeUp(counted: boolean): void {
    const passedMs = this.trueNow() - this.#since;
    if (this.timersFreeze || !counted) this.timers.putOff(passedMs);
    if (!counted) this.#lostMs += passedMs;
    this.state = 'on';
  }

  turnOff(): void {
    this.state = 'off';
    this.timers.clear();
  }

  boot(): void {
    this.state = 'on';
    this.#bootedAt = this.trueNow();
    this.#lostMs = 0;
  }
}
