import type { DurationMs } from '../../preload/contract/snapshot.ts';

/** Runs one step of a piece of work; throws instead if the work's time is over, so that nothing new is begun. */
export type Step = <T>(run: () => Promise<T>) => Promise<T>;

/** The answer to work that did not end within its time limit. */
export const SLOW = Symbol('slow');

class TimeIsOver extends Error {}

export interface SingleCallOptions {
  /** How long each piece of work may take, from when it is asked for. */
  readonly limitMs: DurationMs;
  /** How long one that is over its limit is let alone: somebody may be typing a password into the keychain's question. */
  readonly patienceMs: DurationMs;
  /** Ends what hangs, so that it rejects: something new is asked for, and patience is over. */
  readonly giveUp: () => void;
  /** What hung has worked after all. */
  readonly endedLate: () => void;
}

/**
 * One piece of work at a time, each with a time limit. While one hangs, every further one is {@link SLOW} at once,
 * until the hanging one ends or is given up. Its late answer is dropped.
 */
export class SingleCall {
  readonly #options: SingleCallOptions;
  #last: Promise<void> = Promise.resolve();
  /** Since when a piece of work is over its limit, on the steady clock. */
  #hungAt: number | undefined;

  constructor(options: SingleCallOptions) {
    this.#options = options;
  }

  /** Runs `work` after the one before it; its time counts from now. Rejects as `work` does. */
  run<T>(work: (step: Step) => Promise<T>): Promise<T | typeof SLOW> {
    const { limitMs, patienceMs, giveUp, endedLate } = this.#options;
    if (this.#hungAt !== undefined) {
      if (performance.now() - this.#hungAt < patienceMs) return Promise.resolve(SLOW);
      giveUp();
    }
    return new Promise((resolve, reject) => {
      let phase: 'waiting' | 'running' | 'over' = 'waiting';
      let workedLate = false;
      const isOver = () => phase === 'over';
      const timer = setTimeout(() => {
        if (phase === 'running') this.#hungAt = performance.now();
        phase = 'over';
        resolve(SLOW);
      }, limitMs);
      const step: Step = async (run) => {
        if (isOver()) throw new TimeIsOver();
        const result = await run();
        workedLate = isOver();
        return result;
      };
      const takeTurn = async () => {
        if (isOver()) return;
        phase = 'running';
        const [outcome] = await Promise.allSettled([work(step)]);
        clearTimeout(timer);
        // After the limit the answers do nothing any more: who asked has one.
        if (outcome.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome.reason as Error);
        if (!isOver()) return;
        this.#hungAt = undefined;
        if (workedLate) endedLate();
      };
      this.#last = this.#last.then(takeTurn);
    });
  }
}
