import type { CredentialKind, KeychainProblem, StorageSnapshot } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { GrantedAnswer } from '../core/token/answer.ts';
import type { Effect } from '../core/token/events.ts';
import type { Credential } from '../ports/credentials.ts';
import { CandidateCredential, type ConnectOutcome } from './candidate-credential.ts';
import { facts, withRotation } from './credential.ts';
import type { CredentialParts, SessionCredential } from './session-credential.ts';

export interface ConnectorParts extends CredentialParts {
  readonly session: SessionCredential;
  /** Deletes a credential beside the session's; to be called in turn with other work on the store. */
  readonly removeOther: (kind: CredentialKind) => Promise<unknown>;
}

/** Leads a candidate from its entry to the session: it is tried, stored, and takes over; or it is saved for later. */
export class Connector {
  readonly #candidate = new CandidateCredential();

  constructor(private readonly parts: ConnectorParts) {}

  get candidate(): Credential | undefined {
    return this.#candidate.value;
  }

  /** Takes the candidate that was saved for later, unless another one was entered meanwhile. */
  restore(pending: Credential | undefined): void {
    this.#candidate.restore(pending);
  }

  /** Tries a credential; the session stays as it is until NERD accepted the new one and it is stored. */
  connect(credential: Credential): Promise<ConnectOutcome> {
    const { dispatch, state } = this.parts;
    const outcome = this.#candidate.enter(credential);
    dispatch({ kind: 'candidateEntered', facts: facts(credential) });
    const { candidate } = state();
    if (candidate?.kind === 'unreachable') {
      this.#candidate.settle({ kind: 'unreachable', failure: candidate.failure.kind }, credential.id);
    }
    return outcome;
  }

  /** Makes the candidate's request, and stores the candidate if NERD accepts it. */
  async tryCandidate(effect: Effect): Promise<void> {
    const { dispatch, request, state } = this.parts;
    const credential = this.candidate;
    if (credential === undefined) return;
    const { id, kind: what } = credential;
    const { answer, requestedAt, shiftMs } = await request(credential, effect);
    if (!answer.ok) {
      const { failure } = answer;
      dispatch({ kind: 'candidateFailed', id, failure });
      if (state().candidate === undefined) this.#candidate.drop(id);
      const outcome: ConnectOutcome =
        failure.kind === 'refused'
          ? { kind: 'rejected', what, errorCode: failure.errorCode, bare: failure.bare }
          : { kind: 'unreachable', failure: failure.kind };
      this.#candidate.settle(outcome, id);
      return;
    }
    // Entered on a clock that turned out to be wrong, its week would count from a wrong moment.
    const accepted = { ...withRotation(credential, answer), enteredAt: credential.enteredAt + shiftMs };
    this.#candidate.settle(await this.#storeInTurn(accepted, answer, requestedAt), id);
  }

  /** Saves a candidate that could not be tried for later, in memory at least; gives why the keychain did not take it. */
  saveForLater(): Promise<KeychainProblem | undefined> {
    const { dispatch, state, store } = this.parts;
    return store.inTurn(async () => {
      const { candidate } = this;
      if (candidate === undefined || state().candidate?.kind !== 'unreachable') return undefined;
      const stored = await store.storePendingCredential(candidate);
      dispatch({ kind: 'candidateSavedForLater' });
      return stored.ok ? undefined : stored.why;
    });
  }

  /** Stores a candidate that NERD accepted and that the keychain did not take, if it takes it by now; it becomes the session. */
  async storeCandidate(): Promise<ConnectOutcome> {
    const { candidate } = this;
    const notStored = this.parts.state().candidate;
    if (candidate === undefined || notStored?.kind !== 'notStored') return { kind: 'replaced' };
    return this.#storeInTurn(candidate, notStored.answer, notStored.requestedAt);
  }

  /** Makes a candidate that NERD accepted and that the keychain did not take the session, in memory. */
  acceptInMemory(): void {
    const { candidate } = this;
    const notStored = this.parts.state().candidate;
    if (candidate === undefined || notStored?.kind !== 'notStored') return;
    const { answer, requestedAt, why } = notStored;
    this.#accept(candidate, answer, { kind: 'memory', why }, requestedAt);
  }

  /**
   * Gives up the candidate; gives why the keychain did not let go of it, and then it stays. To be called in turn with
   * other work on the store.
   */
  async discard(): Promise<KeychainProblem | undefined> {
    const { dispatch, store } = this.parts;
    const why = await store.removePendingCredential();
    if (why !== undefined) return why;
    this.#candidate.discard();
    dispatch({ kind: 'candidateDiscarded' });
    return undefined;
  }

  /** Stores a candidate that NERD accepted in the answer to a request sent at `requestedAt`, and makes it the session. */
  #storeInTurn(candidate: Credential, answer: GrantedAnswer, requestedAt: EpochMs): Promise<ConnectOutcome> {
    const { dispatch, removeOther, session, store } = this.parts;
    return store.inTurn(async () => {
      const outcome = await this.#candidate.save(candidate, store);
      if (outcome.kind === 'replaced') {
        // Its request has come to its end.
        dispatch({ kind: 'candidateFailed', id: candidate.id, failure: { kind: 'unexpected' } });
      } else if (outcome.kind === 'notStored') {
        dispatch({ kind: 'candidateNotStored', id: candidate.id, answer, requestedAt, why: outcome.why });
      } else {
        const before = facts(session.value);
        this.#accept(candidate, answer, { kind: 'keychain' }, requestedAt);
        // A credential that could not be deleted is shown among the others.
        if (before?.isLocal === true && !facts(candidate).isLocal) await removeOther(before.kind);
      }
      return outcome;
    });
  }

  /** Makes an accepted candidate the session, stored as `storage` says. */
  #accept(candidate: Credential, answer: GrantedAnswer, storage: StorageSnapshot, requestedAt: EpochMs): void {
    const { dispatch, session } = this.parts;
    session.takeOver(candidate, storage);
    this.#candidate.drop(candidate.id);
    dispatch({ kind: 'candidateAccepted', facts: facts(candidate), answer, storage, requestedAt });
  }
}
