import type { CredentialKind, EpochMs, KeychainProblem, StorageSnapshot } from '../../preload/contract/snapshot.ts';
import type { Effect, TokenEvent } from '../core/events.ts';
import type { GrantedAnswer, TokenState } from '../core/state.ts';
import type { Credential, SecretStore, SettingsStore, Stored } from '../ports.ts';
import { ask, type AskPorts } from './ask.ts';
import { Connecting, type ConnectOutcome } from './connecting.ts';
import { facts, withRotation } from './credential.ts';
import { KeychainEntries } from './entries.ts';
import { KeptCredentials } from './kept-credentials.ts';
import { Loop, type LoopPorts } from './loop.ts';
import { SessionCredential } from './session-credential.ts';

export interface TokenServicePorts extends AskPorts, LoopPorts {
  readonly secrets: SecretStore;
  readonly settings: LoopPorts['settings'] & Pick<SettingsStore, 'credentialInUse' | 'saveCredentialInUse'>;
}

/** What came of going on with another credential; `gone`: it is not kept any more. */
export type SwitchOutcome = 'used' | 'gone' | { readonly why: KeychainProblem };

/**
 * Makes the requests that the loop asks for, one at a time, and holds the credentials in memory. What a person asks of
 * it is in `account.ts`.
 */
export class TokenService {
  readonly entries: KeychainEntries;
  #candidate: Credential | undefined;
  readonly #loop: Loop;
  readonly #session: SessionCredential;
  readonly #connecting = new Connecting();
  readonly #kept: KeptCredentials;

  constructor(private readonly ports: TokenServicePorts) {
    this.entries = new KeychainEntries(ports.secrets, ports.log);
    this.#loop = new Loop(ports, (effect) => {
      void (effect.flight.of === 'session' ? this.#refreshSession(effect) : this.#tryCandidate(effect));
    });
    this.#session = new SessionCredential(this.entries, this.#loop);
    this.#kept = new KeptCredentials(this.entries, this.#loop);
  }

  get state(): TokenState {
    return this.#loop.state;
  }

  /** The credential of the session, for those who store or delete it. */
  get session(): Credential | undefined {
    return this.#session.value;
  }

  get candidate(): Credential | undefined {
    return this.#candidate;
  }

  /** Calls back after each event; gives back how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#loop.subscribe(listener);
  }

  /** Takes one event, and runs what follows from it. */
  dispatch(event: TokenEvent): void {
    this.#loop.dispatch(event);
  }

  /** Ends the timer; events and answers that come later are dropped. */
  stop(): void {
    this.#loop.stop();
  }

  /** Reads the keychain: the credential that was in use last, or another one; what was kept for later; and what else is kept. */
  readKeychain(): Promise<void> {
    return this.entries.inTurn(async () => {
      const found = await this.entries.readAll(this.ports.settings.credentialInUse());
      if (!found.ok) {
        this.dispatch({ kind: 'keychainFailed', why: found.why });
        return;
      }
      const { session, untried, notRead } = found.value;
      this.#session.replace(session);
      this.#candidate ??= untried;
      this.dispatch({ kind: 'keychainRead', credential: facts(session), untried: facts(untried) });
      await this.#kept.read(notRead);
    });
  }

  /** Goes on with a credential that is kept; the one in use is kept from then on. */
  switchTo(kind: CredentialKind): Promise<SwitchOutcome> {
    return this.entries.inTurn(async () => {
      if (this.session?.kind === kind) return 'used';
      const found = await this.#kept.find(kind);
      if (!found.ok) return { why: found.why };
      if (found.value === undefined) return 'gone';
      const { credential, storage } = found.value;
      this.#replaceSession(credential, storage);
      this.dispatch({ kind: 'switched', facts: facts(credential), storage });
      return 'used';
    });
  }

  /** Deletes a credential that is kept beside the session's; gives why that did not work. */
  forgetKept(kind: CredentialKind): Promise<KeychainProblem | undefined> {
    return this.entries.inTurn(async () => (this.session?.kind === kind ? undefined : this.#kept.forget(kind)));
  }

  /** Tries a credential; the session stays as it is until NERD accepted the new one and it is stored. */
  connect(candidate: Credential): Promise<ConnectOutcome> {
    const outcome = this.#connecting.waitFor(candidate.id);
    this.#candidate = candidate;
    this.dispatch({ kind: 'candidateEntered', facts: facts(candidate) });
    if (this.state.candidate?.kind === 'unreachable') {
      const { failure } = this.state.candidate;
      this.#connecting.settle({ kind: 'unreachable', failure: failure.kind }, candidate.id);
    }
    return outcome;
  }

  /** Stores a candidate that NERD accepted when asked at `askedAt`, where it belongs, and makes it the session. */
  store(candidate: Credential, answer: GrantedAnswer, askedAt: EpochMs): Promise<ConnectOutcome> {
    return this.entries.inTurn(() => this.#store(candidate, answer, askedAt));
  }

  async #store(candidate: Credential, answer: GrantedAnswer, askedAt: EpochMs): Promise<ConnectOutcome> {
    // Replaced, given up, or stored by an earlier click while it waited for its turn.
    if (this.#candidate?.id !== candidate.id) return this.#dropped(candidate.id);
    const stored = await this.entries.write(candidate);
    if (!stored.ok) {
      // Another one may have been entered meanwhile, and that one goes on.
      if (this.#stillCandidate(candidate.id)) this.#candidate = candidate;
      this.dispatch({ kind: 'candidateNotStored', id: candidate.id, answer, askedAt, why: stored.why });
      return { kind: 'notStored', why: stored.why };
    }
    await this.entries.removeUntried();
    const before = facts(this.session);
    this.accept(candidate, answer, { kind: 'keychain' }, askedAt);
    // What could not be deleted is shown among what is kept.
    if (before?.isLocal === true && !facts(candidate).isLocal) await this.#kept.forget(before.kind);
    return { kind: 'connected' };
  }

  /** Stores the session because a person asks for it. To be called in turn. */
  storeSession(): Promise<Stored<undefined>> {
    return this.#session.store();
  }

  /** Stores a rotated refresh token that the keychain has not taken, if it takes it by now. */
  storeOwed(): Promise<void> {
    return this.#session.storeOwed();
  }

  /** Makes an accepted candidate the session, kept as `storage` says. */
  accept(candidate: Credential, answer: GrantedAnswer, storage: StorageSnapshot, askedAt: EpochMs): void {
    this.#replaceSession(candidate, storage);
    if (this.#candidate?.id === candidate.id) this.#candidate = undefined;
    this.dispatch({ kind: 'candidateAccepted', facts: facts(candidate), answer, storage, askedAt });
  }

  /** Lets go of the session's credential in memory. The keychain is the caller's to clear first. */
  forget(): void {
    this.#session.replace(undefined);
    this.dispatch({ kind: 'forgotten' });
  }

  discardCandidate(): void {
    this.#candidate = undefined;
    this.#connecting.settle({ kind: 'replaced' });
    this.dispatch({ kind: 'candidateDiscarded' });
  }

  /** Remembers for the next start what is in use now. */
  #replaceSession(next: Credential, storage: StorageSnapshot): void {
    this.#kept.replaced(this.session, next);
    this.#session.replace(next, storage);
    this.ports.settings.saveCredentialInUse(next.kind);
  }

  async #refreshSession(effect: Effect): Promise<void> {
    const asked = this.session;
    if (asked === undefined) return;
    if (this.#session.isOwed && !(await this.#session.storeOwedFor(asked))) return;
    this.ports.secrets.prepare();
    const { answer, askedAt } = await ask(this.ports, asked, effect);
    const kept = await this.#session.keepFrom(asked, answer);
    this.dispatch({ kind: 'answered', id: asked.id, answer, askedAt, ...kept });
  }

  async #tryCandidate(effect: Effect): Promise<void> {
    const asked = this.#candidate;
    if (asked === undefined) return;
    this.ports.secrets.prepare();
    const { answer, askedAt, shiftMs } = await ask(this.ports, asked, effect);
    if (!answer.ok) {
      const { failure } = answer;
      this.dispatch({ kind: 'candidateFailed', id: asked.id, failure });
      if (this.state.candidate === undefined && this.#candidate?.id === asked.id) this.#candidate = undefined;
      if (failure.kind === 'refused') {
        const { refusal } = failure;
        this.#connecting.settle({ kind: 'refused', what: asked.kind, refusal }, asked.id);
      } else this.#connecting.settle({ kind: 'unreachable', failure: failure.kind }, asked.id);
      return;
    }
    // Entered on a clock that turned out to be wrong, its week would count from a wrong moment.
    const accepted = { ...withRotation(asked, answer), enteredAt: asked.enteredAt + shiftMs };
    this.#connecting.settle(await this.store(accepted, answer, askedAt), asked.id);
  }

  #stillCandidate(id: string): boolean {
    return this.#candidate?.id === id;
  }

  /** Ends the flight of a candidate that is none any more. */
  #dropped(id: string): ConnectOutcome {
    this.dispatch({ kind: 'candidateFailed', id, failure: { kind: 'unexpected' } });
    return { kind: 'replaced' };
  }
}
