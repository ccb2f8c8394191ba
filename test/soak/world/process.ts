import { calendarOf, type Calendar } from '../../../main/core/time/calendar.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import type { Credential, SecretSlot, SecretStore, Stored } from '../../../main/ports/credentials.ts';
import type { Clipboard } from '../../../main/ports/desktop.ts';
import type { Log } from '../../../main/ports/storage.ts';
import { CredentialActions } from '../../../main/token/credential-actions.ts';
import { createCopyToken } from '../../../main/copy/copy-token.ts';
import { TokenService } from '../../../main/token/token-service.ts';
import { ServerClock } from '../../../main/token/server-clock.ts';
import { WeekTracker } from '../../../main/token/week-tracker.ts';
import type { Disk } from './disk.ts';
import type { Machine } from './machine.ts';
import type { Fault } from './fault-counter.ts';
import { SECOND } from './units.ts';

/** What the process can do to the world outside, and what it can learn of it. */
export interface ProcessSurroundings {
  readonly disk: Disk;
  readonly machine: Machine;
  readonly zone: string;
  readonly random: () => number;
  readonly newId: () => string;
  readonly isOnline: () => boolean;
  /** The true time, which only the simulation knows, in ms since the epoch. */
  readonly trueNow: () => number;
  /** Is called before each effect. It gives false if the process died just before it. */
  readonly beforeEffect: (from: AppProcess) => boolean;
  /** Is called when a fault has met the process. */
  readonly faultMet: (fault: Fault) => void;
  /** Is called before a promise is resolved, so that the simulation lets everything run that awaits it. */
  readonly willSettle: () => void;
  /** Sends a request to NERD. `answer` is called with the result. */
  readonly sendRequest: (from: AppProcess, credential: Credential, answer: (answer: TokenAnswer) => void) => void;
  /** Is called after the keychain has stored or removed (undefined) a credential. */
  readonly keychainChanged: (slot: SecretSlot, credential: Credential | undefined) => void;
  /** Is called after the app has shown the warning of the weekly expiry. */
  readonly warningShown: (from: AppProcess) => void;
}

const NO_LOG: Log = { event: () => undefined };
/** After this time the app gives up a keychain call, in ms. */
const KEYCHAIN_TIMEOUT = 5 * SECOND;
/** They are shared between weeks, since making one takes long. */
const calendars = new Map<string, Calendar>();

function calendarIn(zone: string): Calendar {
  let calendar = calendars.get(zone);
  if (calendar === undefined) calendars.set(zone, (calendar = calendarOf(zone)));
  return calendar;
}

/** One run of the app: the real core and services, wired as the app wires them. */
export class AppProcess {
  alive = true;
  readonly service: TokenService;
  readonly account: CredentialActions;
  readonly copy: ReturnType<typeof createCopyToken>;
  readonly settings: ReturnType<Disk['settings']>;
  readonly clock: ServerClock;
  readonly weekTracker: WeekTracker;
  readonly calendar: Calendar;
  clipboard = '';
  /** A keychain call that the app has given up still runs. Until it ends, all others fail. */
  #hasHungCall = false;

  constructor(private readonly surroundings: ProcessSurroundings) {
    const { machine, disk } = surroundings;
    this.clock = new ServerClock(machine);
    this.calendar = calendarIn(surroundings.zone);
    this.settings = disk.settings(() => this.#beforeEffect());
    this.weekTracker = new WeekTracker(this.settings, () => this.calendar);
    this.service = new TokenService({
      clock: this.clock,
      secrets: this.#secrets(),
      endpoint: { refresh: (credential) => this.#refresh(credential) },
      log: NO_LOG,
      history: { record: () => undefined },
      settings: this.settings,
      isOnline: surroundings.isOnline,
      random: surroundings.random,
      alsoDueAt: (state, now) => this.weekTracker.follow(state, now),
    });
    this.account = new CredentialActions(this.service, this.clock, surroundings.newId);
    const clipboard: Pick<Clipboard, 'writeSecret'> = {
      writeSecret: (text) => {
        if (!this.#beforeEffect()) return new Promise(() => undefined);
        this.clipboard = text;
        return Promise.resolve('written');
      },
    };
    const { service, clock } = this;
    this.copy = createCopyToken({ service, clock, clipboard, textOf: (accessToken) => accessToken });
    const pause = this.settings.pause();
    if (pause !== undefined) this.service.dispatch({ kind: 'paused', ...pause });
    this.service.subscribe(() => this.#render());
    void this.service.readKeychain();
  }

  /** Tells the app that time may have jumped, as the system does after a wake. */
  timeMoved(): void {
    this.service.dispatch({ kind: 'timeMoved' });
  }

  /** Kills the process: what it had in memory only is lost. */
  die(): void {
    this.alive = false;
    this.surroundings.machine.timers.clear();
  }

  /** Quits the app in the regular way. */
  quit(): void {
    this.service.stop();
    this.die();
  }

  #render(): void {
    if (!this.alive) return;
    const warning = this.weekTracker.dueWarning(this.clock.now());
    if (warning === undefined || !this.#beforeEffect()) return;
    this.surroundings.warningShown(this);
    this.weekTracker.warned();
  }

  #beforeEffect(): boolean {
    return this.alive && this.surroundings.beforeEffect(this);
  }

  #refresh(credential: Credential): Promise<TokenAnswer> {
    return new Promise((resolve) => {
      if (!this.#beforeEffect()) return;
      this.surroundings.sendRequest(this, credential, (answer) => {
        if (!this.#beforeEffect()) return;
        this.surroundings.willSettle();
        resolve(answer);
      });
    });
  }

  #secrets(): SecretStore {
    const { slots } = this.surroundings.disk;
    return {
      read: (slot) => this.#keychainCall(() => slots.get(slot)),
      write: (slot, credential) =>
        this.#keychainCall(() => {
          slots.set(slot, credential);
          this.surroundings.keychainChanged(slot, credential);
          return undefined;
        }),
      remove: (slot) =>
        this.#keychainCall(() => {
          slots.delete(slot);
          this.surroundings.keychainChanged(slot, undefined);
          return undefined;
        }),
      prepare: () => undefined,
      onAnswersAgain: () => () => undefined,
      lockedKeyrings: () => [],
      close: () => Promise.resolve(),
    };
  }

  /** A slow keychain may still carry out a call after the app has given up waiting for it. */
  #keychainCall<T>(operation: () => T): Promise<Stored<T>> {
    const { machine, disk, random, trueNow } = this.surroundings;
    const trouble = disk.keychainTroubleAt(trueNow());
    if (trouble !== undefined) this.surroundings.faultMet(trouble === 'slow' ? 'keychainSlow' : 'keychainLocked');
    const durationMs = trouble === 'slow' ? 1 + Math.floor(random() * 8 * SECOND) : 2;
    return new Promise((resolve) => {
      const end = (stored: Stored<T>): void => {
        if (!this.#beforeEffect()) return;
        this.surroundings.willSettle();
        resolve(stored);
      };
      if (!this.#beforeEffect()) return;
      if (trouble === 'locked' || this.#hasHungCall) {
        machine.after(1, () => end({ ok: false, why: this.#hasHungCall ? 'slow' : 'locked' }));
        return;
      }
      const stopTimeout = machine.after(KEYCHAIN_TIMEOUT, () => {
        this.#hasHungCall = true;
        end({ ok: false, why: 'slow' });
      });
      machine.after(durationMs, () => {
        if (!this.#beforeEffect()) return;
        const value = operation();
        stopTimeout();
        if (this.#hasHungCall) this.#hasHungCall = false;
        else machine.after(1, () => end({ ok: true, value }));
      });
    });
  }
}
