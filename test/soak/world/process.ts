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

/** What the process does to the world outside. */
export interface ProcessSurroundings {
  readonly disk: Disk;
  readonly machine: Machine;
  readonly zone: string;
  readonly random: () => number;
  readonly newId: () => string;
  readonly isOnline: () => boolean;
  readonly trueNow: () => number;
  /** Counts an effect; false if the process died just before it. */
  readonly beforeEffect: (from: AppProcess) => boolean;
  /** A fault has met the process. */
  readonly faultMet: (fault: Fault) => void;
  /** Something will be resolved: what waits for it has to run. */
  readonly willSettle: () => void;
  readonly sendRequest: (from: AppProcess, credential: Credential, answer: (answer: TokenAnswer) => void) => void;
  readonly keychainChanged: (slot: SecretSlot, credential: Credential | undefined) => void;
  readonly warningShown: (from: AppProcess) => void;
}

const NO_LOG: Log = { event: () => undefined };
const KEYCHAIN_TIMEOUT = 5 * SECOND;
const calendars = new Map<string, Calendar>();

function calendarIn(zone: string): Calendar {
  let calendar = calendars.get(zone);
  if (calendar === undefined) calendars.set(zone, (calendar = calendarOf(zone)));
  return calendar;
}

/** The app from its start to its end: the real core and service, wired as the app wires them. */
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
  /** A keychain call that the app has given up is still under way: until it ends there is no other. */
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

  timeMoved(): void {
    this.service.dispatch({ kind: 'timeMoved' });
  }

  /** All that was in memory is gone, without a last word. */
  die(): void {
    this.alive = false;
    this.surroundings.machine.timers.clear();
  }

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

  /** A slow keychain may do what it was asked after the app has stopped waiting for it. */
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
