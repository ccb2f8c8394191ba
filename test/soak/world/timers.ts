interface Timer {
  dueAt: number;
  readonly run: () => void;
}

/** The timers, the earliest first. A world has a handful at a time, so a list is the fastest queue. */
export class Timers {
  #waiting: Timer[] = [];

  at(dueAt: number, run: () => void): () => void {
    const timer = { dueAt, run };
    this.#waiting.push(timer);
    return () => {
      const place = this.#waiting.indexOf(timer);
      if (place >= 0) this.#waiting.splice(place, 1);
    };
  }

  nextAt(): number {
    let next = Infinity;
    for (const { dueAt } of this.#waiting) if (dueAt < next) next = dueAt;
    return next;
  }

  /** Runs the earliest timer; of two for the same moment, the one that was set first. */
  runNext(): void {
    let place = -1;
    let next = Infinity;
    for (const [index, { dueAt }] of this.#waiting.entries()) if (dueAt < next) [next, place] = [dueAt, index];
    const [timer] = this.#waiting.splice(place, 1);
    timer?.run();
  }

  /** Delays all timers by this span, since timers stand still during sleep. */
  putOff(byMs: number): void {
    for (const timer of this.#waiting) timer.dueAt += byMs;
  }

  clear(): void {
    this.#waiting = [];
  }
}
