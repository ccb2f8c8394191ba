import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import type { Stored } from '../ports/credentials.ts';
import { IdleProcess } from './idle-process.ts';
import { KeychainError, type KeychainProcess } from './keychain-process.ts';
import { SerialCalls, TIMED_OUT, type Guard } from './serial-calls.ts';

/**
 * The native calls that one piece of work may make. Each rejects with a {@link KeychainError}, or when the time is
 * over.
 */
export interface NativeCalls {
  /** Gives the text of the account's entry; null if the system says that there is none. */
  read(account: string): Promise<string | null>;
  write(account: string, text: string): Promise<unknown>;
  delete(account: string): Promise<unknown>;
  /** Makes a call of another kind as a part of the work: it takes of its time, and is not begun once that is over. */
  readonly step: Step;
}

/** Runs one step of a piece of work. */
export type Step = Guard;

export interface NativeCallRunnerOptions {
  /** The keychain's service name, under which every account is looked up. */
  readonly service: string;
  readonly startProcess: () => KeychainProcess;
  /** How long each piece of work may take. */
  readonly timeLimitMs: DurationMs;
  /** How long work that is over its time limit is let alone. */
  readonly hangLimitMs: DurationMs;
  /** How long the process goes on without work. */
  readonly idleMs: DurationMs;
}

/**
 * Runs work on the OS keychain in a process of its own, one piece at a time. The process is ended after every failure,
 * so that the next call finds a keyring that was restarted meanwhile.
 */
export class NativeCallRunner {
  readonly #options: NativeCallRunnerOptions;
  readonly #process: IdleProcess;
  readonly #serial: SerialCalls;
  readonly #listeners = new Set<() => void>();
  #isClosed = false;

  constructor(options: NativeCallRunnerOptions) {
    this.#options = options;
    this.#process = new IdleProcess(options.startProcess, options.idleMs);
    this.#serial = new SerialCalls({
      limitMs: options.timeLimitMs,
      hangLimitMs: options.hangLimitMs,
      abort: () => {
        this.#process.end();
      },
      endedLate: () => {
        for (const listener of this.#listeners) listener();
      },
    });
  }

  /** Gives what `work` gives, or why the keychain could not be used. It never rejects. */
  async run<T>(work: (calls: NativeCalls) => Promise<Stored<T>>): Promise<Stored<T>> {
    try {
      const result = await this.#serial.run((guard) => this.#attempt(work, guard));
      return result === TIMED_OUT ? failed('slow') : result;
    } catch (error) {
      return failed(error instanceof KeychainError ? error.why : 'failed');
    }
  }

  /** Starts the process ahead of the first work. */
  prepare(): void {
    if (this.#isClosed) return;
    this.#process.take();
    this.#process.release();
  }

  /**
   * Calls `listener` when work that was over its time limit has succeeded after all; gives a function that ends this.
   */
  onEndedLate(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the process. All further work fails. */
  close(): void {
    this.#isClosed = true;
    this.#process.end();
  }

  /**
   * Runs the whole work, and once more in a new process if the keychain was lost on the way: it may have been restarted
   * since it was last used. That is right for all work: to write again, and to read what is stored then, tells the end
   * of a write that was cut short.
   */
  async #attempt<T>(work: (calls: NativeCalls) => Promise<T>, guard: Guard, isLast = false): Promise<T> {
    if (this.#isClosed) throw new KeychainError('failed');
    const process = this.#process.take();
    try {
      return await work(this.#callsIn(process, guard));
    } catch (error) {
      if (error instanceof KeychainError) this.#process.end();
      if (isLast || !isLost(error)) throw error;
      return await guard(() => this.#attempt(work, guard, true));
    } finally {
      this.#process.release();
    }
  }

  #callsIn(process: KeychainProcess, guard: Guard): NativeCalls {
    const { service } = this.#options;
    return {
      read: (account) => guard(() => process.call({ call: 'read', service, account })),
      write: (account, text) => guard(() => process.call({ call: 'write', service, account, text })),
      delete: (account) => guard(() => process.call({ call: 'delete', service, account })),
      step: guard,
    };
  }
}

/** A result that says why the keychain could not be used. */
export function failed(why: KeychainProblem): { readonly ok: false; readonly why: KeychainProblem } {
  return { ok: false, why };
}

/**
 * Whether the process or its connection may be what has failed: the reason is not known, or the keychain is not there.
 */
function isLost(error: unknown): boolean {
  return error instanceof KeychainError && (error.why === 'missing' || error.why === 'failed');
}
