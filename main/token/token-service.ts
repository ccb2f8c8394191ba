import type { CredentialKind, KeychainProblem } from '../../preload/contract/session.ts';
import type { TokenEvent } from '../core/token/events.ts';
import { movedBare } from '../core/token/clock-shift.ts';
import type { BareRejections, TokenState } from '../core/token/state.ts';
import type { Credential, SecretStore } from '../ports/credentials.ts';
import type { SettingsStore } from '../ports/storage.ts';
import type { ConnectOutcome } from './candidate-credential.ts';
import { Connector } from './connector.ts';
import { facts } from './credential.ts';
import { CredentialStore } from './credential-store.ts';
import { EventLoop, type EventLoopPorts } from './event-loop.ts';
import { SessionCredential, type CredentialParts } from './session-credential.ts';
import { requestToken, type TokenRequestPorts } from './token-request.ts';

export interface TokenServicePorts extends TokenRequestPorts, EventLoopPorts {
  readonly secrets: SecretStore;
  readonly settings: EventLoopPorts['settings'] &
    Pick<SettingsStore, 'bareRejections' | 'credentialInUse' | 'saveCredentialInUse' | 'week'>;
}

/** The outcome of a switch to another credential; `gone`: it is not stored any more. */
export type SwitchOutcome = 'used' | 'gone' | { readonly why: KeychainProblem };

/** The outcome of removing the session. `sessionLeft` and `pendingLeft` say why the keychain still holds each. */
export interface ForgetOutcome {
  readonly isForgotten: boolean;
  readonly sessionLeft: KeychainProblem | undefined;
  readonly pendingLeft: KeychainProblem | undefined;
}

/**
 * The one door to the token: its state, its events, and each step that a person takes with its credentials. Every event
 * passes through `dispatch`; the requests that the event loop starts, one at a time, are made for the session by
 * `session-credential.ts` and for a candidate by `connector.ts`. Which steps make up a command is in
 * `credential-actions.ts`.
 */
export class TokenService {
  readonly #store: CredentialStore;
  readonly #loop: EventLoop;
  readonly #session: SessionCredential;
  readonly #connector: Connector;

  constructor(private readonly ports: TokenServicePorts) {
    this.#store = new CredentialStore(ports.secrets, ports.log);
    const parts: CredentialParts = {
      store: this.#store,
      settings: ports.settings,
      state: () => this.state,
      dispatch: (event) => {
        this.dispatch(event);
      },
      request: (credential, effect) => {
        ports.secrets.prepare();
        return requestToken(ports, credential, effect);
      },
    };
    this.#session = new SessionCredential(parts);
    this.#connector = new Connector({
      ...parts,
      session: this.#session,
      removeOther: (kind) => this.#removeOther(kind),
    });
    this.#loop = new EventLoop(ports, (effect) => {
      void (effect.requestInFlight.of === 'session'
        ? this.#session.refresh(effect)
        : this.#connector.tryCandidate(effect));
    });
  }

  get state(): TokenState {
    return this.#loop.state;
  }

  get session(): Credential | undefined {
    return this.#session.value;
  }

  get candidate(): Credential | undefined {
    return this.#connector.candidate;
  }

  /** Calls back after each event, and when something is to be drawn anew; gives back how to stop. */
  subscribe(listener: () => void): () => void {
    return this.#loop.subscribe(listener);
  }

  /** Takes one event, and runs what follows from it. */
  dispatch(event: TokenEvent): void {
    this.#loop.dispatch(event);
  }

  /** Calls the subscribers though nothing happened to the token, since something else that they draw has changed. */
  redraw(): void {
    this.#loop.redraw();
  }

  /** Ends the timer; events and answers that come later are dropped. */
  stop(): void {
    this.#loop.stop();
  }

  /** Reads the keychain: the credential that was in use last, or another one; one saved for later; and all the others. */
  readKeychain(): Promise<void> {
    return this.#store.inTurn(async () => {
      const found = await this.#store.readAll(this.ports.settings.credentialInUse());
      if (!found.ok) {
        this.dispatch({ kind: 'keychainFailed', why: found.why });
        return;
      }
      const { session, pendingCredential, notRead } = found.value;
      this.#session.replace(session);
      this.#connector.restore(pendingCredential);
      this.dispatch({
        kind: 'keychainRead',
        credential: facts(session),
        pendingCredential: facts(pendingCredential),
        bare: session && this.#noted(session.id),
      });
      const others = await this.#store.readOthers(notRead);
      if (others.length > 0 || this.state.otherCredentials.length > 0) this.dispatch({ kind: 'othersRead', others });
    });
  }

  /** Makes one of the other credentials the session's; the one in use so far becomes one of the others. */
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
      this.#session.takeOver(credential, storage);
      this.dispatch({ kind: 'switched', facts: facts(credential), storage });
      return 'used';
    });
  }

  /** Tries a credential; the session stays as it is until NERD accepted the new one and it is stored. */
  connect(candidate: Credential): Promise<ConnectOutcome> {
    return this.#connector.connect(candidate);
  }

  /** Saves a candidate that could not be tried for later, in memory at least; gives why the keychain did not take it. */
  saveForLater(): Promise<KeychainProblem | undefined> {
    return this.#connector.saveForLater();
  }

  /** Stores a candidate that NERD accepted and that the keychain did not take, if it takes it by now; it becomes the session. */
  storeCandidate(): Promise<ConnectOutcome> {
    return this.#connector.storeCandidate();
  }

  /** Makes a candidate that NERD accepted and that the keychain did not take the session, in memory. */
  acceptInMemory(): void {
    this.#connector.acceptInMemory();
  }

  /** Gives up the candidate; gives why the keychain did not let go of it, and then it stays. */
  discardCandidate(): Promise<KeychainProblem | undefined> {
    return this.#store.inTurn(() => this.#connector.discard());
  }

  /** Stores the session's credential, which is in memory alone; gives why the keychain did not take it. */
  storeSession(): Promise<KeychainProblem | undefined> {
    return this.#store.inTurn(() => this.#session.save());
  }

  /** Stores a rotated refresh token that the keychain has not taken, if it takes it by now. */
  saveUnsaved(): Promise<void> {
    return this.#store.inTurn(() => this.#session.saveUnsaved());
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
      const pendingLeft = await this.#connector.discard();
      this.#session.replace(undefined);
      this.dispatch({ kind: 'forgotten' });
      return { isForgotten: true, sessionLeft, pendingLeft };
    });
  }

  /** Deletes one of the other credentials; gives why that did not work. */
  forgetOther(kind: CredentialKind): Promise<KeychainProblem | undefined> {
    return this.#store.inTurn(async () => (this.session?.kind === kind ? undefined : this.#removeOther(kind)));
  }

  /** The bare refusals of this credential that an earlier run has noted, by its computer's clock. */
  #noted(id: string): BareRejections | undefined {
    const { clock, settings } = this.ports;
    const bare = settings.bareRejections(id);
    return bare && movedBare(bare, -clock.skewMs);
  }

  async #removeOther(kind: CredentialKind): Promise<KeychainProblem | undefined> {
    const why = await this.#store.remove(kind);
    if (why === undefined) this.#noteRemoved(kind);
    return why;
  }

  #noteRemoved(kind: CredentialKind): void {
    const removed = this.state.otherCredentials.find((each) => each.kind === kind);
    if (removed !== undefined) this.dispatch({ kind: 'otherRemoved', id: removed.id });
  }
}
