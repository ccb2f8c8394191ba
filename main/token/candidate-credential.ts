import type { CredentialKind, FailureKind, KeychainProblem } from '../../preload/contract/session.ts';
import type { OAuthErrorCode } from '../core/token/answer.ts';
import type { Credential } from '../ports/credentials.ts';
import type { CredentialStore } from './credential-store.ts';

/** The outcome of trying a credential. */
export type ConnectOutcome =
  | { readonly kind: 'connected' }
  | {
      readonly kind: 'rejected';
      readonly what: CredentialKind;
      readonly errorCode?: OAuthErrorCode | undefined;
      readonly bare?: true | undefined;
    }
  | { readonly kind: 'unreachable'; readonly failure: FailureKind }
  | { readonly kind: 'notStored'; readonly why: KeychainProblem }
  /** Another one was entered, or this one given up, meanwhile. */
  | { readonly kind: 'replaced' };

type SaveOutcome = Extract<ConnectOutcome, { kind: 'connected' | 'notStored' | 'replaced' }>;

/** The credential that was entered and is not the session's yet, and the promise to whoever waits for the outcome. */
export class CandidateCredential {
  #value: Credential | undefined;
  #waiting: { readonly id: string; readonly settle: (outcome: ConnectOutcome) => void } | undefined;

  get value(): Credential | undefined {
    return this.#value;
  }

  /** Takes a credential that was just entered; whoever waited for another one learns that it was replaced. */
  enter(credential: Credential): Promise<ConnectOutcome> {
    this.#settleReplaced();
    this.#value = credential;
    return new Promise((resolve) => {
      this.#waiting = { id: credential.id, settle: resolve };
    });
  }

  /** Takes the one that was saved for later, unless another one was entered meanwhile. */
  restore(credential: Credential | undefined): void {
    this.#value ??= credential;
  }

  /** Stores it, as it is after NERD accepted it, where it belongs. To be called in turn with other work on the store. */
  async save(accepted: Credential, store: CredentialStore): Promise<SaveOutcome> {
    // Replaced, given up, or stored by an earlier click while it waited for its turn.
    if (!this.#is(accepted.id)) return { kind: 'replaced' };
    const stored = await store.write(accepted);
    if (stored.ok) {
      await store.removePendingCredential();
      return { kind: 'connected' };
    }
    // Another one may have been entered meanwhile, and that one goes on.
    if (this.#is(accepted.id)) this.#value = accepted;
    return { kind: 'notStored', why: stored.why };
  }

  /** Lets go of the credential `id`, if it is still this one. */
  drop(id: string): void {
    if (this.#is(id)) this.#value = undefined;
  }

  /** Gives it up; whoever waits learns that it was replaced. */
  discard(): void {
    this.#value = undefined;
    this.#settleReplaced();
  }

  /** Tells the outcome to who waits for the credential `id`, if anybody does. */
  settle(outcome: ConnectOutcome, id: string | undefined): void {
    if (this.#waiting?.id !== id) return;
    this.#waiting?.settle(outcome);
    this.#waiting = undefined;
  }

  #settleReplaced(): void {
    this.settle({ kind: 'replaced' }, this.#waiting?.id);
  }

  #is(id: string): boolean {
    return this.#value?.id === id;
  }
}
