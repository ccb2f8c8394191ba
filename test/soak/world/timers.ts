interface Timer {
  dueAt: number;
  readonly run: () => void;
}

/** A queue of timers. A world has a handful at a time, so an unsorted list is the fastest queue. */
export class Timers {
  #pending: Timer[] = [];

  /** Sets a timer, and gives a function that cancels it. */
  at(dueAt: number, run: () => void): () => void {
    const timer = { dueAt, run };
    this.#pending.push(timer);
    return () => {
      const index = this.#pending.indexOf(timer);
      if (index >= 0) this.#pending.splice(index, 1);
    };
  }

  /** When the earliest timer is due; Infinity if there is none. */
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

  /** Delays all timers by this time in ms, as on a system whose timers stand still in sleep. */
  postpone(byMs: number): void {
    for (const timer of this.#pending) timer.dueAt += byMs;
  }

  /** Cancels all timers. */
  clear(): void {
    this.#pending = [];
  }
}
