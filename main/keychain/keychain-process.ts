import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { KeychainRequest } from './worker/messages.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** One native call; the number that tells its answer from others is the process's own matter. */
export type KeychainCall = WithoutId<KeychainRequest>;

/** Says why a native call did not work. Its text is fixed, so that it can be shown and logged. */
export class KeychainError extends Error {
  constructor(readonly why: KeychainProblem) {
    super(`The keychain could not be used: ${why}`);
  }
}

/** A process that makes the native calls. */
export interface KeychainProcess {
  /**
   * Gives the text that was read, null if there is none and after a write or a removal. Rejects with a
   * {@link KeychainError}, also when the process has ended or is ended.
   */
  call(call: KeychainCall): Promise<string | null>;
  /** Ends the process at once; calls that are under way reject. */
  end(): void;
}
