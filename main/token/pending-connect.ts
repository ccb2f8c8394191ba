import type { CredentialKind, FailureKind, KeychainProblem } from '../../preload/contract/snapshot.ts';
import type { Refusal } from '../core/token/state.ts';

/** What came of trying a credential. */
export type ConnectOutcome =
  | { readonly kind: 'connected' }
  | { readonly kind: 'refused'; readonly what: CredentialKind; readonly refusal?: Refusal | undefined }
  | { readonly kind: 'unreachable'; readonly failure: FailureKind }
  | { readonly kind: 'notStored'; readonly why: KeychainProblem }
  /** Another one was entered, or this one given up, meanwhile. */
  | { readonly kind: 'replaced' };

/** The person who waits for what comes of the credential that was entered last. */
export class PendingConnect {
  #waiting: { readonly id: string; readonly settle: (outcome: ConnectOutcome) => void } | undefined;

  /** Waits for the credential `id`; whoever waited for another one learns that it was replaced. */
  waitFor(id: string): Promise<ConnectOutcome> {
    this.settle({ kind: 'replaced' });
    return new Promise((resolve) => {
      this.#waiting = { id, settle: resolve };
    });
  }

  /** Tells the outcome to who waits for `id`; without one, to whoever waits. */
  settle(outcome: ConnectOutcome, id = this.#waiting?.id): void {
    if (this.#waiting?.id !== id) return;
    this.#waiting?.settle(outcome);
    this.#waiting = undefined;
  }
}
