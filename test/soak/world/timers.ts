interface Timer {
  dueAt: number;
  readonly run: () => void;
}

/** The timers, the earliest first. A world has a handful at a time, so a list is the fastest queue. */
export class Timers {
  #pending: Timer[] = [];

  at(dueAt: number, run: () => void): () => void {
    const timer = { dueAt, run };
    this.#pending.push(timer);
    return () => {
      const index = this.#pending.indexOf(timer);
      if (index >= 0) this.#pending.splice(index, 1);
    };
  }

  nextAt(): number {
    let next = Infinity;
    for (const { dueAt } of this.#pending) if (dueAt < next) next = dueAt;
    return next;
  }

  /** Runs the earliest timer; of two for the same moment, the one that was set first. */
  runNext(): void {
    let earliest = -1;
    let next = Infinity;
    for (const [index, { dueAt }] of this.#pending.entries()) if (dueAt < next) [next, earliest] = [dueAt, index];
    const [timer] = this.#pending.splice(earliest, 1);
    timer?.run();
  }

  /** Delays all timers by this span, since timers stand still during sleep. */
  postpone(byMs: number): void {
    for (const timer of this.#pending) timer.dueAt += byMs;
  }

  clear(): void {
    this.#pending = [];
  }
}
