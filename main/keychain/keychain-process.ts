import type { KeychainProblem } from '../../preload/contract/session.ts';
import type { KeychainRequest } from './worker/messages.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
export type KeychainCall = WithoutId<KeychainRequest>;

/** Why a native call did not work. Its text is fixed, so that it can be shown and logged. */
export class KeychainError extends Error {
  constructor(readonly why: KeychainProblem) {
    super(`The keychain could not be used: ${why}`);
  }
}

/** A process that makes the native calls. */
export interface KeychainProcess {
  /** Gives what was read. Rejects with a {@link KeychainError}, also when the process has ended or is ended. */
  call(call: KeychainCall): Promise<string | null>;
  /** Ends it at once, whatever it does; what is under way is rejected. */
  end(): void;
}
