import type { CredentialKind, KeychainProblem, StorageSnapshot } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { Effect, TokenEvent } from '../core/token/events.ts';
import type { GrantedAnswer, TokenState } from '../core/token/state.ts';
import type { Credential, SecretStore } from '../ports/credentials.ts';
import type { SettingsStore } from '../ports/storage.ts';
import { CandidateCredential, type ConnectOutcome } from './candidate-credential.ts';
import { facts, withRotation } from './credential.ts';
import { CredentialStore } from './credential-store.ts';
import { EventLoop, type EventLoopPorts } from './event-loop.ts';
import { SessionCredential } from './session-credential.ts';
import { requestToken, type TokenRequestPorts } from './token-request.ts';

export interface TokenServicePorts extends TokenRequestPorts, EventLoopPorts {
  readonly secrets: SecretStore;
  readonly settings: EventLoopPorts['settings'] & Pick<SettingsStore, 'credentialInUse' | 'saveCredentialInUse'>;
}

/** What came of going on with another credential; `gone`: it is not stored any more. */
export type SwitchOutcome = 'used' | 'gone' | { readonly why: KeychainProblem };

/** What came of forgetting the session. What the keychain did not let go of is still there. */
export interface ForgetOutcome {
  readonly isForgotten: boolean;
  readonly sessionLeft: KeychainProblem | undefined;
  readonly pendingLeft: KeychainProblem | undefined;
}

/**
 * The one door to the token: its state, its events, and what a person does with its credentials. Makes the requests that
 * the event loop asks for, one at a time, and alone dispatches what comes of them. What a command makes of these steps is
 * in `credential-actions.ts`.
 */
export class TokenService {
  readonly #store: CredentialStore;
  readonly #loop: EventLoop;
  readonly #session: SessionCredential;
  readonly #candidate = new CandidateCredential();

  constructor(private readonly ports: TokenServicePorts) {
    this.#store = new CredentialStore(ports.secrets, ports.log);
    this.#session = new SessionCredential(this.#store);
    this.#loop = new EventLoop(ports, (effect) => {
      void (effect.requestInFlight.of === 'session' ? this.#refreshSession(effect) : this.#tryCandidate(effect));
    });
  }

  get state(): TokenState {
    return this.#loop.state;
  }

  get session(): Credential | undefined {
    return this.#session.value;
  }

  get candidate(): Credential | undefined {
    return this.#candidate.value;
  }

  /** Calls back after each event, and when something is to be drawn anew; gives back how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#loop.subscribe(listener);
  }

  /** Takes one event, and runs what follows from it. */
  dispatch(event: TokenEvent): void {
    this.#loop.dispatch(event);
  }

  /** Calls the subscribers though nothing happened to the token: something else that they show has changed. */
  redraw(): void {
    this.#loop.redraw();
  }

  /** Ends the timer; events and answers that come later are dropped. */
  stop(): void {
    this.#loop.stop();
  }

  /** Reads the keychain: the credential that was in use last, or another one; one saved for later; and what else there is. */
  readKeychain(): Promise<void> {
    return this.#store.inTurn(async () => {
      const found = await this.#store.readAll(this.ports.settings.credentialInUse());
      if (!found.ok) {
        this.dispatch({ kind: 'keychainFailed', why: found.why });
        return;
      }
      const { session, pendingCredential, notRead } = found.value;
      this.#session.replace(session);
      this.#candidate.restore(pendingCredential);
      this.dispatch({
        kind: 'keychainRead',
        credential: facts(session),
        pendingCredential: facts(pendingCredential),
      });
      const others = await this.#store.readOthers(notRead);
      if (others.length > 0 || this.state.otherCredentials.length > 0) this.dispatch({ kind: 'othersRead', others });
    });
  }

  /** Goes on with one of the other credentials; the one in use is one of the others from then on. */
  switchTo(kind: CredentialKind): Promise<SwitchOutcome> {
    return this.#store.inTurn(async () => {
      if (this.session?.kind === kind) return 'used';
      const found = await this.#store.find(kind);
      if (!found.ok) return { why: found.why };
      if (found.value === undefined) {
        this.#noteRemoved(kind);
        return 'gone';
      }
      const { credential, storage } = found.value;
      this.#replaceSession(credential, storage);
      this.dispatch({ kind: 'switched', facts: facts(credential), storage });
      return 'used';
    });
  }

  /** Tries a credential; the session stays as it is until NERD accepted the new one and it is stored. */
  connect(candidate: Credential): Promise<ConnectOutcome> {
    const outcome = this.#candidate.enter(candidate);
    this.dispatch({ kind: 'candidateEntered', facts: facts(candidate) });
    if (this.state.candidate?.kind === 'unreachable') {
      const { failure } = this.state.candidate;
      this.#candidate.settle({ kind: 'unreachable', failure: failure.kind }, candidate.id);
    }
    return outcome;
  }

  /** Saves a candidate that could not be tried for later, in memory at least; gives why the keychain did not take it. */
  saveForLater(): Promise<KeychainProblem | undefined> {
    return this.#store.inTurn(async () => {
      const { candidate, state } = this;
      if (candidate === undefined || state.candidate?.kind !== 'unreachable') return undefined;
      const stored = await this.#store.storePendingCredential(candidate);
      this.dispatch({ kind: 'candidateSavedForLater' });
      return stored.ok ? undefined : stored.why;
    });
  }

  /** Stores a candidate that NERD accepted and that the keychain did not take, if it takes it by now; it becomes the session. */
  async storeCandidate(): Promise<ConnectOutcome> {
    const { candidate, state } = this;
    if (candidate === undefined || state.candidate?.kind !== 'notStored') return { kind: 'replaced' };
    const { answer, askedAt } = state.candidate;
    return this.#storeInTurn(candidate, answer, askedAt);
  }

  /** Makes a candidate that NERD accepted and that the keychain did not take the session, in memory. */
  acceptInMemory(): void {
    const { candidate, state } = this;
    if (candidate === undefined || state.candidate?.kind !== 'notStored') return;
    const { answer, askedAt, why } = state.candidate;
    this.#accept(candidate, answer, { kind: 'memory', why }, askedAt);
  }

  /** Gives up the candidate; gives why the keychain did not let go of it, and then it stays. */
  discardCandidate(): Promise<KeychainProblem | undefined> {
    return this.#store.inTurn(() => this.#discardCandidate());
  }

  /** Stores the session's credential, which is in memory alone; gives why the keychain did not take it. */
  storeSession(): Promise<KeychainProblem | undefined> {
    return this.#store.inTurn(async () => {
      if (this.session === undefined) return undefined;
      const why = await this.#session.save();
      if (why === undefined) this.dispatch({ kind: 'stored' });
      return why;
    });
  }

  /** Stores a rotated refresh token that the keychain has not taken, if it takes it by now. */
  saveUnsaved(): Promise<void> {
    return this.#store.inTurn(async () => {
      if (await this.#session.saveUnsaved()) this.dispatch({ kind: 'stored' });
    });
  }

  /** Deletes the session's credential and the candidate. One that the keychain does not let go of is not forgotten. */
  forgetSession(): Promise<ForgetOutcome> {
    return this.#store.inTurn(async () => {
      const { session, state } = this;
      if (session === undefined) return { isForgotten: false, sessionLeft: undefined, pendingLeft: undefined };
      const sessionLeft = await this.#store.remove(session.kind);
      // A session in memory is gone all the same; the keychain may hold one from before.
      if (sessionLeft !== undefined && state.storage.kind !== 'memory') {
        return { isForgotten: false, sessionLeft, pendingLeft: undefined };
      }
      const pendingLeft = await this.#discardCandidate();
      this.#session.replace(undefined);
      this.dispatch({ kind: 'forgotten' });
      return { isForgotten: true, sessionLeft, pendingLeft };
    });
  }

  /** Deletes one of the other credentials; gives why that did not work. */
  forgetOther(kind: CredentialKind): Promise<KeychainProblem | undefined> {
    return this.#store.inTurn(async () => (this.session?.kind === kind ? undefined : this.#forgetOther(kind)));
  }

  async #refreshSession(effect: Effect): Promise<void> {
    const credential = this.session;
    if (credential === undefined) return;
    // To use a rotated token voids the one from before, so it is stored first if the keychain takes it by now.
    if (this.#session.hasUnsaved) await this.saveUnsaved();
    const { id } = credential;
    if (this.session?.id !== id) {
      this.dispatch({ kind: 'answered', id, answer: { ok: false, failure: { kind: 'unexpected' } } });
      return;
    }
    this.ports.secrets.prepare();
    const { answer, askedAt } = await requestToken(this.ports, credential, effect);
    const changed = this.#session.isChangedBy(answer, credential)
      ? await this.#store.inTurn(() => this.#session.applyAnswer(answer, credential, this.state))
      : {};
    this.dispatch({ kind: 'answered', id, answer, askedAt, ...changed });
  }

  async #tryCandidate(effect: Effect): Promise<void> {
    const credential = this.candidate;
    if (credential === undefined) return;
    const { id, kind: what } = credential;
    this.ports.secrets.prepare();
    const { answer, askedAt, shiftMs } = await requestToken(this.ports, credential, effect);
    if (!answer.ok) {
      const { failure } = answer;
      this.dispatch({ kind: 'candidateFailed', id, failure });
      if (this.state.candidate === undefined) this.#candidate.drop(id);
      const outcome: ConnectOutcome =
        failure.kind === 'refused'
          ? { kind: 'refused', what, refusal: failure.refusal }
          : { kind: 'unreachable', failure: failure.kind };
      this.#candidate.settle(outcome, id);
      return;
    }
    // Entered on a clock that turned out to be wrong, its week would count from a wrong moment.
    const accepted = { ...withRotation(credential, answer), enteredAt: credential.enteredAt + shiftMs };
    this.#candidate.settle(await this.#storeInTurn(accepted, answer, askedAt), id);
  }

  /** Stores a candidate that NERD accepted when asked at `askedAt`, where it belongs, and makes it the session. */
  #storeInTurn(candidate: Credential, answer: GrantedAnswer, askedAt: EpochMs): Promise<ConnectOutcome> {
    return this.#store.inTurn(async () => {
      const outcome = await this.#candidate.save(candidate, this.#store);
      if (outcome.kind === 'replaced') {
        // Its request has come to its end.
        this.dispatch({ kind: 'candidateFailed', id: candidate.id, failure: { kind: 'unexpected' } });
      } else if (outcome.kind === 'notStored') {
        this.dispatch({ kind: 'candidateNotStored', id: candidate.id, answer, askedAt, why: outcome.why });
      } else {
        const before = facts(this.session);
        this.#accept(candidate, answer, { kind: 'keychain' }, askedAt);
        // What could not be deleted is shown among the others.
        if (before?.isLocal === true && !facts(candidate).isLocal) await this.#forgetOther(before.kind);
      }
      return outcome;
    });
  }

  /** Makes an accepted candidate the session, stored as `storage` says. */
  #accept(candidate: Credential, answer: GrantedAnswer, storage: StorageSnapshot, askedAt: EpochMs): void {
    this.#replaceSession(candidate, storage);
    this.#candidate.drop(candidate.id);
    this.dispatch({ kind: 'candidateAccepted', facts: facts(candidate), answer, storage, askedAt });
  }

  /** Remembers for the next start what is in use now. */
  #replaceSession(next: Credential, storage: StorageSnapshot): void {
    this.#store.noteReplaced(this.session, next, this.state.storage);
    this.#session.replace(next, storage);
    this.ports.settings.saveCredentialInUse(next.kind);
  }

  async #discardCandidate(): Promise<KeychainProblem | undefined> {
    const why = await this.#store.removePendingCredential();
    if (why !== undefined) return why;
    this.#candidate.discard();
    this.dispatch({ kind: 'candidateDiscarded' });
    return undefined;
  }

  async #forgetOther(kind: CredentialKind): Promise<KeychainProblem | undefined> {
    const why = await this.#store.remove(kind);
    if (why === undefined) this.#noteRemoved(kind);
    return why;
  }

  #noteRemoved(kind: CredentialKind): void {
    const removed = this.state.otherCredentials.find((each) => each.kind === kind);
    if (removed !== undefined) this.dispatch({ kind: 'otherRemoved', id: removed.id });
  }
}
