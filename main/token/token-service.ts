import type { FailureKind, KeychainProblem, StorageSnapshot } from '../../preload/contract/snapshot.ts';
import { nextDeadline } from '../core/due.ts';
import type { TokenEvent } from '../core/events.ts';
import { INITIAL_STATE, type GrantedAnswer, type TokenState } from '../core/state.ts';
import { transition } from '../core/transition.ts';
import type { Clock, Credential, Log, SecretSlot, SecretStore, TokenAnswer, TokenEndpoint } from '../ports.ts';
import { facts, slotOf, withRotation } from './credential.ts';

export interface TokenServicePorts {
  readonly clock: Clock;
  readonly secrets: SecretStore;
  readonly endpoint: TokenEndpoint;
  readonly log: Log;
  /** Whether the system believes that there is a network; a hint. */
  readonly isOnline: () => boolean;
  /** A random number from 0 to 1, for the jitter of retries. */
  readonly random: () => number;
  /** This installation's place in each spread, 0 to 1. */
  readonly spread: number;
}

/** What came of trying a refresh token. */
export type ConnectOutcome =
  | { readonly kind: 'connected' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable'; readonly failure: FailureKind }
  | { readonly kind: 'notStored'; readonly why: KeychainProblem }
  /** Another one was entered, or this one given up, meanwhile. */
  | { readonly kind: 'replaced' };

/** Node fires a longer timer at once; the service then simply looks again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs the state machine of `main/core`: takes events one after the other, makes its requests one at a time, and keeps
 * one timer to the next deadline. Holds the credentials in memory. What a person asks of it is in `account.ts`.
 */
export class TokenService {
  #state: TokenState;
  #session: Credential | undefined;
  #candidate: Credential | undefined;
  #untriedStored = false;
  #connecting: { readonly id: string; readonly settle: (outcome: ConnectOutcome) => void } | undefined;
  #cancelTimer: (() => void) | undefined;
  #stopped = false;
  readonly #listeners = new Set<() => void>();
  readonly #ports: TokenServicePorts;

  constructor(ports: TokenServicePorts) {
    this.#ports = ports;
    this.#state = { ...INITIAL_STATE, spread: ports.spread };
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

  /** Whether the keychain holds a token kept for later. */
  get untriedStored(): boolean {
    return this.#untriedStored;
  }

  /** Calls back after each event; gives back how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the keychain: the demo account if that was left on, else the session; and what was kept for later. */
  async readKeychain(): Promise<void> {
    const { secrets } = this.#ports;
    const demo = await secrets.read('demo');
    const session = demo.ok && demo.value === undefined ? await secrets.read('session') : demo;
    const untried = session.ok ? await secrets.read('untried') : session;
    if (!session.ok || !untried.ok) {
      const why = session.ok ? (untried.ok ? 'failed' : untried.why) : session.why;
      this.dispatch({ kind: 'keychainFailed', why });
      return;
    }
    this.#session = session.value;
    this.#untriedStored = untried.value !== undefined;
    this.#candidate ??= untried.value;
    this.dispatch({ kind: 'keychainRead', credential: facts(session.value), untried: facts(untried.value) });
  }

  /** Tries a refresh token; the session stays as it is until NERD accepted the new one and it is stored. */
  connect(candidate: Credential): Promise<ConnectOutcome> {
    this.#settle({ kind: 'replaced' });
    this.#candidate = candidate;
    const outcome = new Promise<ConnectOutcome>((resolve) => {
      this.#connecting = { id: candidate.id, settle: resolve };
    });
    this.dispatch({ kind: 'candidateEntered', facts: facts(candidate) });
    return outcome;
  }

  /** Stores a candidate that NERD accepted where it belongs, and makes it the session. */
  async store(candidate: Credential, answer: GrantedAnswer): Promise<ConnectOutcome> {
    const { secrets } = this.#ports;
    const stored = await secrets.write(slotOf(candidate), candidate);
    if (!stored.ok) {
      this.#candidate = candidate;
      this.dispatch({ kind: 'candidateNotStored', id: candidate.id, answer, why: stored.why });
      return { kind: 'notStored', why: stored.why };
    }
    if (candidate.kind !== 'demo' && this.#session?.kind === 'demo') await this.#removeQuietly('demo');
    if (this.#untriedStored) await this.removeUntried();
    this.accept(candidate, answer, { kind: 'keychain' });
    return { kind: 'connected' };
  }

  /** Makes an accepted candidate the session, kept as `storage` says. */
  accept(candidate: Credential, answer: GrantedAnswer, storage: StorageSnapshot): void {
    this.#session = candidate;
    if (this.#candidate?.id === candidate.id) this.#candidate = undefined;
    this.dispatch({ kind: 'candidateAccepted', facts: facts(candidate), answer, storage });
  }

  /** Lets go of the session's credential in memory. The keychain is the caller's to clear first. */
  forget(): void {
    this.#session = undefined;
    this.dispatch({ kind: 'forgotten' });
  }

  discardCandidate(): void {
    this.#candidate = undefined;
    this.#settle({ kind: 'replaced' });
    this.dispatch({ kind: 'candidateDiscarded' });
  }

  /** Stores the candidate in an entry of its own, to be tried later, also after a restart; gives why it could not. */
  async storeUntried(candidate: Credential): Promise<KeychainProblem | undefined> {
    const stored = await this.#ports.secrets.write('untried', candidate);
    this.#untriedStored = stored.ok;
    return stored.ok ? undefined : stored.why;
  }

  async removeUntried(): Promise<void> {
    await this.#removeQuietly('untried');
    this.#untriedStored = false;
  }

  /** Takes one event, runs what follows from it, and tells the listeners. */
  dispatch(event: TokenEvent): void {
    if (this.#stopped) return;
    const now = this.#ports.clock.now();
    const before = this.#state;
    const around = { chance: this.#ports.random(), online: this.#ports.isOnline() };
    const { state, effects } = transition(before, event, now, around);
    this.#state = state;
    if (event.kind !== 'woke' || before.session.kind !== state.session.kind) {
      this.#ports.log.event(event.kind, { session: state.session.kind, storage: state.storage.kind });
    }
    this.#arm(now);
    for (const { flight } of effects) void (flight.of === 'session' ? this.#refreshSession() : this.#tryCandidate());
    for (const listener of this.#listeners) listener();
  }

  /** Ends the timer; events and answers that come later are dropped. */
  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#listeners.clear();
  }

  #arm(now: number): void {
    this.#cancelTimer?.();
    const deadline = nextDeadline(this.#state, now);
    this.#cancelTimer =
      deadline === undefined
        ? undefined
        : this.#ports.clock.after(Math.min(Math.max(deadline - now, 0), LONGEST_TIMER_MS), () => {
            this.dispatch({ kind: 'woke' });
          });
  }

  async #refreshSession(): Promise<void> {
    const asked = this.#session;
    if (asked === undefined) return;
    const answer = await this.#ask(asked);
    let storage: StorageSnapshot | undefined;
    if (!answer.ok && answer.failure.kind === 'refused') {
      const newer = await this.#newerInKeychain(asked);
      if (newer !== undefined && this.#session?.id === asked.id) {
        this.#session = newer;
        this.dispatch({ kind: 'answered', id: asked.id, answer, newer: facts(newer) });
        return;
      }
    }
    if (this.#session?.id === asked.id) {
      const rotated = withRotation(asked, answer);
      this.#session = rotated;
      // A new refresh token is safe before its access token is used: a crash in between must not lose the session.
      if (rotated !== asked) storage = await this.#storeRotated(rotated);
    }
    this.dispatch({ kind: 'answered', id: asked.id, answer, ...(storage && { storage }) });
  }

  /** What another copy of the app has stored since: a refused token may only be an old one. */
  async #newerInKeychain(asked: Credential): Promise<Credential | undefined> {
    if (this.#state.storage.kind !== 'keychain') return undefined;
    const stored = await this.#ports.secrets.read(slotOf(asked));
    const newer = stored.ok ? stored.value : undefined;
    return newer?.refreshToken === asked.refreshToken ? undefined : newer;
  }

  async #storeRotated(rotated: Credential): Promise<StorageSnapshot> {
    if (this.#state.storage.kind === 'memory') return this.#state.storage;
    const stored = await this.#ports.secrets.write(slotOf(rotated), rotated);
    return stored.ok ? { kind: 'keychain' } : { kind: 'memory', why: stored.why };
  }

  async #tryCandidate(): Promise<void> {
    const asked = this.#candidate;
    if (asked === undefined) return;
    const answer = await this.#ask(asked);
    if (!answer.ok) {
      const { failure } = answer;
      this.dispatch({ kind: 'candidateFailed', id: asked.id, failure });
      if (this.#state.candidate === undefined && this.#candidate?.id === asked.id) this.#candidate = undefined;
      if (failure.kind === 'refused') this.#settle({ kind: 'refused' }, asked.id);
      else this.#settle({ kind: 'unreachable', failure: failure.kind }, asked.id);
      return;
    }
    if (this.#candidate?.id !== asked.id) {
      this.dispatch({ kind: 'candidateFailed', id: asked.id, failure: { kind: 'unexpected' } });
      return;
    }
    this.#settle(await this.store(withRotation(asked, answer), answer), asked.id);
  }

  async #ask(credential: Credential): Promise<TokenAnswer> {
    const startedAt = this.#ports.clock.now();
    const answer = await this.#ports.endpoint.refresh(credential).catch((): TokenAnswer => {
      return { ok: false, failure: { kind: 'unexpected' } };
    });
    const tookMs = this.#ports.clock.now() - startedAt;
    this.#ports.log.event('asked', { result: answer.ok ? 'granted' : answer.failure.kind, tookMs });
    return answer;
  }

  #settle(outcome: ConnectOutcome, id = this.#connecting?.id): void {
    if (this.#connecting?.id !== id) return;
    this.#connecting?.settle(outcome);
    this.#connecting = undefined;
  }

  async #removeQuietly(slot: SecretSlot): Promise<void> {
    const removed = await this.#ports.secrets.remove(slot);
    if (!removed.ok) this.#ports.log.event('entryNotRemoved', { slot, why: removed.why });
  }
}
