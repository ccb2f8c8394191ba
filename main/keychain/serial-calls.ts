import type { DurationMs } from '../../preload/contract/time.ts';

/** Runs one step of a piece of work; throws instead if the work's time is over, so that nothing new is begun. */
export type Guard = <T>(run: () => Promise<T>) => Promise<T>;

/** The result of work that did not end within its time limit. */
export const TIMED_OUT = Symbol('slow');

/** Ends work whose time is over; nobody hears of it, since the caller already has {@link TIMED_OUT}. */
class TimeIsOver extends Error {}

export interface SerialCallsOptions {
  /** How long each piece of work may take, counted from the call of `run`. */
  readonly limitMs: DurationMs;
  /**
   * How long work that is over its limit is let alone: somebody may be typing a password into the keychain's question.
   */
  readonly hangLimitMs: DurationMs;
  /** Ends work that has hung for too long, so that it rejects; it is called when new work needs the turn. */
  readonly abort: () => void;
  /** It is called when work that was over its limit has succeeded after all. */
  readonly endedLate: () => void;
}

/**
 * Runs one piece of work at a time, each with a time limit. While one hangs, all further work is {@link TIMED_OUT} at
 * once, until the hanging one ends or is aborted. Its late result is dropped.
 */
export class SerialCalls {
  readonly #options: SerialCallsOptions;
  #last: Promise<void> = Promise.resolve();
  /** The moment at which the running work went over its limit, on the steady clock (`performance.now`). */
  #hungAt: number | undefined;

  constructor(options: SerialCallsOptions) {
    this.#options = options;
  }

  /** Runs `work` after the one before it; its time counts from now. Rejects as `work` does. */
  run<T>(work: (guard: Guard) => Promise<T>): Promise<T | typeof TIMED_OUT> {
    const { limitMs, hangLimitMs, abort, endedLate } = this.#options;
    if (this.#hungAt !== undefined) {
      if (performance.now() - this.#hungAt < hangLimitMs) return Promise.resolve(TIMED_OUT);
      abort();
    }
    return new Promise((resolve, reject) => {
      let phase: 'waiting' | 'running' | 'over' = 'waiting';
      let workedLate = false;
      const isOver = () => phase === 'over';
      const timer = setTimeout(() => {
        if (phase === 'running') this.#hungAt = performance.now();
        phase = 'over';
        resolve(TIMED_OUT);
      }, limitMs);
      const guard: Guard = async (run) => {
        if (isOver()) throw new TimeIsOver();
        const result = await run();
        workedLate = isOver();
        return result;
      };
      const takeTurn = async () => {
        if (isOver()) return;
        phase = 'running';
        const [outcome] = await Promise.allSettled([work(guard)]);
        clearTimeout(timer);
        // After the limit these do nothing: the caller already has its result.
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
