import type { Clock } from '../../main/ports/clock.ts';

/** Waits until chains of resolved promises have finished; 20 turns are more than any of them has. */
export async function flush(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** A clock that a test moves by hand: time is an argument of the service, so nothing has to wait. */
export class ManualClock implements Clock {
  #now: number;
  #clockAheadMs = 0;
  readonly #timers = new Set<{ readonly dueAt: number; readonly wake: () => void }>();

  constructor(now: number) {
    this.#now = now;
  }

  get pendingCount(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now + this.#clockAheadMs;
  }

  uptime(): number {
    return this.#now;
  }

  /** Sets the computer's clock ahead of the true time. No time passes by that. */
  setClockAhead(aheadMs: number): void {
    this.#clockAheadMs = aheadMs;
  }

  after(delayMs: number, wake: () => void): () => void {
    const timer = { dueAt: this.#now + delayMs, wake };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass. Each timer fires at its own moment. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].filter(({ dueAt }) => dueAt <= end).sort((a, b) => a.dueAt - b.dueAt)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.dueAt);
      this.#timers.delete(next);
      next.wake();
      await flush();
    }
    this.#now = end;
    await flush();
  }

  /** Lets time pass as while the computer sleeps: no timer fires. */
  sleep(ms: number): void {
    this.#now += ms;
  }
}
