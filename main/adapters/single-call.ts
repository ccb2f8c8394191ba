import type { DurationMs } from '../../preload/contract/snapshot.ts';

/** Runs one step of a piece of work; throws instead if the work's time is over, so that nothing new is begun. */
export type Step = <T>(run: () => Promise<T>) => Promise<T>;

/** The answer to work that did not end within its time limit. */
export const SLOW = Symbol('slow');

class TimeIsOver extends Error {}

/**
 * One piece of work at a time, each with a time limit. A native call that hangs cannot be ended and holds a thread of
 * the pool that all file and name look-ups share, so while one hangs none is begun: every further one is {@link SLOW}
 * at once, until the hanging one returns. Its late answer is dropped.
 */
export class SingleCall {
  readonly #limitMs: DurationMs;
  #last: Promise<void> = Promise.resolve();
  /** Calls that were not begun, or have not returned. */
  #open = 0;
  #hung = false;

  constructor(limitMs: DurationMs) {
    this.#limitMs = limitMs;
  }

  /** True while a piece of work is under way or waits for its turn, also beyond its limit. */
  isBusy(): boolean {
    return this.#open > 0;
  }

  /** Resolves when none is. */
  async idle(): Promise<void> {
    while (this.isBusy()) await this.#last;
  }

  /** Runs `work` after the one before it; its time counts from now. Rejects as `work` does. */
  run<T>(work: (step: Step) => Promise<T>): Promise<T | typeof SLOW> {
    if (this.#hung) return Promise.resolve(SLOW);
    this.#open += 1;
    return new Promise((resolve, reject) => {
      let phase: 'waiting' | 'running' | 'over' = 'waiting';
      const isOver = () => phase === 'over';
      const timer = setTimeout(() => {
        if (phase === 'running') this.#hung = true;
        phase = 'over';
        resolve(SLOW);
      }, this.#limitMs);
      const step: Step = async (run) => {
        if (isOver()) throw new TimeIsOver();
        return run();
      };
      const takeTurn = async () => {
        if (isOver()) {
          this.#open -= 1;
          return;
        }
        phase = 'running';
        const [outcome] = await Promise.allSettled([work(step)]);
        clearTimeout(timer);
        if (isOver()) this.#hung = false;
        this.#open -= 1;
        // After the limit both do nothing any more: who asked has the answer.
        if (outcome.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome.reason as Error);
      };
      this.#last = this.#last.then(takeTurn);
    });
  }
}
