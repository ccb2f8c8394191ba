import type { DurationMs, EpochMs, StorageSnapshot } from '../../preload/contract/snapshot.ts';
import { clockMoved, movedRequests } from '../core/clock-moved.ts';
import { nextDeadline } from '../core/due.ts';
import type { Effect, TokenEvent } from '../core/events.ts';
import { INITIAL_STATE, type CredentialFacts, type GrantedAnswer, type TokenState } from '../core/state.ts';
import { MINUTE_MS } from '../core/time.ts';
import { transition } from '../core/transition.ts';
import type { Credential, SecretStore, SettingsStore, TokenAnswer } from '../ports.ts';
import { ask, type AskPorts } from './ask.ts';
import { Connecting, type ConnectOutcome } from './connecting.ts';
import { facts, withRotation } from './credential.ts';
import { KeychainEntries } from './entries.ts';

export interface TokenServicePorts extends AskPorts {
  readonly secrets: SecretStore;
  /** Whether the system believes that there is a network; a hint. */
  readonly isOnline: () => boolean;
  /** A random number from 0 to 1, for the jitter of retries. */
  readonly random: () => number;
  readonly settings: Pick<SettingsStore, 'spread' | 'requests' | 'saveRequests'>;
  /** When to look again for what is not the state's own, such as a warning. */
  readonly alsoDueAt?: (state: TokenState, now: EpochMs) => EpochMs | undefined;
}

/** Timers stand still while the machine sleeps, and not every system tells of a wake: it looks again at least this often. */
const LONGEST_TIMER_MS: DurationMs = 5 * MINUTE_MS;

/**
 * Runs the state machine of `main/core`: takes events one after the other, makes its requests one at a time, and keeps
 * one timer to the next deadline. Holds the credentials in memory. What a person asks of it is in `account.ts`.
 */
export class TokenService {
  readonly entries: KeychainEntries;
  #state: TokenState;
  #session: Credential | undefined;
  #candidate: Credential | undefined;
  /** The session's credential while the keychain has not taken its rotated token, and holds the one from before. */
  #owed: Credential | undefined;
  readonly #connecting = new Connecting();
  #cancelTimer: (() => void) | undefined;
  #stopped = false;
  readonly #listeners = new Set<() => void>();
  readonly #ports: TokenServicePorts;

  constructor(ports: TokenServicePorts) {
    this.#ports = ports;
    this.entries = new KeychainEntries(ports.secrets, ports.log);
    this.#state = { ...INITIAL_STATE, spread: ports.settings.spread, ...ports.settings.requests() };
  }

  get state(): TokenState {
    return this.#state;
  }

  /** The credential of the session, for those who store or delete it. */
  get session(): Credential | undefined {
    return this.#session;
  }

  get candidate(): Credential | undefined {
    return this.#candidate;
  }

  /** Calls back after each event; gives back how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the keychain: the demo account if that was left on, else the session; and what was kept for later. */
  readKeychain(): Promise<void> {
    return this.entries.inTurn(async () => {
      const found = await this.entries.readAll();
      if (!found.ok) {
        this.dispatch({ kind: 'keychainFailed', why: found.why });
        return;
      }
      const { session, untried } = found.value;
      this.#session = session;
      this.#candidate ??= untried;
      this.dispatch({ kind: 'keychainRead', credential: facts(session), untried: facts(untried) });
    });
  }

  /** Tries a refresh token; the session stays as it is until NERD accepted the new one and it is stored. */
  connect(candidate: Credential): Promise<ConnectOutcome> {
    const outcome = this.#connecting.waitFor(candidate.id);
    this.#candidate = candidate;
    this.dispatch({ kind: 'candidateEntered', facts: facts(candidate) });
    if (this.#state.candidate?.kind === 'unreachable') {
      const { failure } = this.#state.candidate;
      this.#connecting.settle({ kind: 'unreachable', failure: failure.kind }, candidate.id);
    }
    return outcome;
  }

  /** Stores a candidate that NERD accepted, now or at `answeredAt`, where it belongs, and makes it the session. */
  store(candidate: Credential, answer: GrantedAnswer, answeredAt?: EpochMs): Promise<ConnectOutcome> {
    return this.entries.inTurn(() => this.#store(candidate, answer, answeredAt));
  }

  async #store(candidate: Credential, answer: GrantedAnswer, answeredAt?: EpochMs): Promise<ConnectOutcome> {
    // Replaced, given up, or stored by an earlier click while it waited for its turn.
    if (this.#candidate?.id !== candidate.id) return this.#dropped(candidate.id);
    const stored = await this.entries.write(candidate);
    if (!stored.ok) {
      // Another one may have been entered meanwhile, and that one goes on.
      if (this.#stillCandidate(candidate.id)) this.#candidate = candidate;
      this.dispatch({ kind: 'candidateNotStored', id: candidate.id, answer, why: stored.why });
      return { kind: 'notStored', why: stored.why };
    }
    if (candidate.kind !== 'demo' && this.#session?.kind === 'demo') await this.entries.remove(this.#session);
    await this.entries.removeUntried();
    this.accept(candidate, answer, { kind: 'keychain' }, answeredAt);
    return { kind: 'connected' };
  }

  /** Makes an accepted candidate the session, kept as `storage` says. */
  accept(candidate: Credential, answer: GrantedAnswer, storage: StorageSnapshot, answeredAt?: EpochMs): void {
    this.#session = candidate;
    this.#owed = undefined;
    if (this.#candidate?.id === candidate.id) this.#candidate = undefined;
    this.dispatch({ kind: 'candidateAccepted', facts: facts(candidate), answer, storage, answeredAt });
  }

  /** Lets go of the session's credential in memory. The keychain is the caller's to clear first. */
  forget(): void {
    this.#session = undefined;
    this.#owed = undefined;
    this.dispatch({ kind: 'forgotten' });
  }

  discardCandidate(): void {
    this.#candidate = undefined;
    this.#connecting.settle({ kind: 'replaced' });
    this.dispatch({ kind: 'candidateDiscarded' });
  }

  /** Takes one event, runs what follows from it, and tells the listeners. */
  dispatch(event: TokenEvent): void {
    if (this.#stopped) return;
    const now = this.#ports.clock.now();
    const move = this.#ports.clock.takeMove();
    const before = move === undefined ? this.#state : clockMoved(this.#state, move);
    const around = { chance: this.#ports.random(), online: this.#ports.isOnline() };
    const { state, effects } = transition(before, event, now, around);
    this.#state = state;
    if (event.kind !== 'woke' || before.session.kind !== state.session.kind) {
      this.#ports.log.event(event.kind, { session: state.session.kind, storage: state.storage.kind });
    }
    // Before the request goes out: whatever happens to the app then, it counts.
    if (effects.length > 0 || state.retryAfterAt !== before.retryAfterAt) this.#saveRequests();
    this.#arm(now);
    for (const effect of effects)
      void (effect.flight.of === 'session' ? this.#refreshSession(effect) : this.#tryCandidate(effect));
    for (const listener of this.#listeners) listener();
  }

  /** Ends the timer; events and answers that come later are dropped. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#listeners.clear();
  }

  /** On the computer's own clock: the next start knows no other, however wrong it is. */
  #saveRequests(): void {
    const { settings, clock } = this.#ports;
    settings.saveRequests(movedRequests(this.#state, clock.skewMs));
  }

  #arm(now: number): void {
    this.#cancelTimer?.();
    const alsoDueAt = this.#ports.alsoDueAt?.(this.#state, now) ?? Infinity;
    const deadline = Math.min(nextDeadline(this.#state, now) ?? Infinity, alsoDueAt);
    this.#cancelTimer =
      deadline === Infinity
        ? undefined
        : this.#ports.clock.after(Math.min(Math.max(deadline - now, 0), LONGEST_TIMER_MS), () => {
            this.dispatch({ kind: 'woke' });
          });
  }

  async #refreshSession(effect: Effect): Promise<void> {
    const asked = this.#session;
    if (asked === undefined) return;
    if (this.#owed !== undefined && !(await this.#storeOwed(asked))) return;
    const { answer } = await ask(this.#ports, asked, effect);
    const kept = await this.#keepFrom(asked, answer);
    this.dispatch({ kind: 'answered', id: asked.id, answer, ...kept });
  }

  /** Takes over a credential that comes with the answer, or that a refusal makes look for, while the session is on. */
  async #keepFrom(
    asked: Credential,
    answer: TokenAnswer,
  ): Promise<{ storage?: StorageSnapshot; newer?: CredentialFacts }> {
    const rotated = withRotation(asked, answer);
    const isRefused = !answer.ok && answer.failure.kind === 'refused';
    if (rotated === asked && !isRefused) return {};
    return this.entries.inTurn(async () => {
      if (this.#session?.id !== asked.id) return {};
      if (isRefused) {
        // Another copy of the app may have stored a newer one, and a refused token be only an old one.
        const isStored = this.#state.storage.kind === 'keychain';
        const newer = isStored ? await this.entries.readNewer(asked) : undefined;
        if (newer === undefined) return {};
        this.#session = newer;
        return { newer: facts(newer) };
      }
      // A new refresh token is safe before its access token is used: a crash in between must not lose the session.
      this.#session = rotated;
      return { storage: await this.#storeRotated(rotated) };
    });
  }

  async #storeRotated(rotated: Credential): Promise<StorageSnapshot> {
    const { storage } = this.#state;
    // In memory by the user's choice, it stays there.
    if (storage.kind === 'memory' && this.#owed === undefined) return storage;
    const stored = await this.entries.write(rotated);
    this.#owed = stored.ok ? undefined : rotated;
    return stored.ok ? { kind: 'keychain' } : { kind: 'memory', why: stored.why };
  }

  /**
   * To use a rotated token voids the one from before, so it is stored first if the keychain takes it by now. False if
   * the session was forgotten or replaced meanwhile.
   */
  #storeOwed(asked: Credential): Promise<boolean> {
    return this.entries.inTurn(async () => {
      const stored = this.#owed === undefined ? undefined : await this.entries.write(this.#owed);
      if (this.#session?.id !== asked.id) {
        this.dispatch({ kind: 'answered', id: asked.id, answer: { ok: false, failure: { kind: 'unexpected' } } });
        return false;
      }
      if (stored?.ok === true) {
        this.#owed = undefined;
        this.dispatch({ kind: 'stored' });
      }
      return true;
    });
  }

  async #tryCandidate(effect: Effect): Promise<void> {
    const asked = this.#candidate;
    if (asked === undefined) return;
    const { answer, shiftMs } = await ask(this.#ports, asked, effect);
    if (!answer.ok) {
      const { failure } = answer;
      this.dispatch({ kind: 'candidateFailed', id: asked.id, failure });
      if (this.#state.candidate === undefined && this.#candidate?.id === asked.id) this.#candidate = undefined;
      if (failure.kind === 'refused') this.#connecting.settle({ kind: 'refused' }, asked.id);
      else this.#connecting.settle({ kind: 'unreachable', failure: failure.kind }, asked.id);
      return;
    }
    // Entered on a clock that turned out to be wrong, its week would count from a wrong moment.
    const accepted = { ...withRotation(asked, answer), enteredAt: asked.enteredAt + shiftMs };
    this.#connecting.settle(await this.store(accepted, answer), asked.id);
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
