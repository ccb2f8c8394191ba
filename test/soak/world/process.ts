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
import type { Fault } from './tally.ts';
import { SECOND } from './units.ts';

/** What the process does to the world outside. */
export interface Outside {
  readonly disk: Disk;
  readonly machine: Machine;
  readonly zone: string;
  readonly random: () => number;
  readonly newId: () => string;
  readonly isOnline: () => boolean;
  readonly trueNow: () => number;
  /** Counts an effect; false if the process died just before it. */
  readonly effect: (from: AppProcess) => boolean;
  /** A fault has met the process. */
  readonly suffered: (fault: Fault) => void;
  /** Something will be resolved: what waits for it has to run. */
  readonly stir: () => void;
  readonly ask: (from: AppProcess, credential: Credential, answer: (answer: TokenAnswer) => void) => void;
  readonly stored: (slot: SecretSlot, credential: Credential | undefined) => void;
  readonly warned: (from: AppProcess) => void;
}

const SILENT: Log = { event: () => undefined };
const KEYCHAIN_LIMIT = 5 * SECOND;
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
  readonly weeks: WeekTracker;
  readonly calendar: Calendar;
  clipboard = '';
  /** A keychain call that the app has given up is still under way: until it ends there is no other. */
  #hung = false;

  constructor(private readonly outside: Outside) {
    const { machine, disk } = outside;
    this.clock = new ServerClock(machine);
    this.calendar = calendarIn(outside.zone);
    this.settings = disk.settings(() => this.#effect());
    this.weeks = new WeekTracker(this.settings, () => this.calendar);
    this.service = new TokenService({
      clock: this.clock,
      secrets: this.#secrets(),
      endpoint: { refresh: (credential) => this.#refresh(credential) },
      log: SILENT,
      history: { record: () => undefined },
      settings: this.settings,
      isOnline: outside.isOnline,
      random: outside.random,
      alsoDueAt: (state, now) => this.weeks.follow(state, now),
    });
    this.account = new CredentialActions(this.service, this.clock, outside.newId);
    const clipboard: Pick<Clipboard, 'writeSecret'> = {
      writeSecret: (text) => {
        if (!this.#effect()) return new Promise(() => undefined);
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

  wake(): void {
    this.service.dispatch({ kind: 'timeMoved' });
  }

  /** All that was in memory is gone, without a last word. */
  die(): void {
    this.alive = false;
    this.outside.machine.timers.clear();
  }

  quit(): void {
    this.service.stop();
    this.die();
  }

  #render(): void {
    if (!this.alive) return;
    const warning = this.weeks.dueWarning(this.clock.now());
    if (warning === undefined || !this.#effect()) return;
    this.outside.warned(this);
    this.weeks.warned();
  }

  #effect(): boolean {
    return this.alive && this.outside.effect(this);
  }

  #refresh(credential: Credential): Promise<TokenAnswer> {
    return new Promise((resolve) => {
      if (!this.#effect()) return;
      this.outside.ask(this, credential, (answer) => {
        if (!this.#effect()) return;
        this.outside.stir();
        resolve(answer);
      });
    });
  }

  #secrets(): SecretStore {
    const { slots } = this.outside.disk;
    return {
      read: (slot) => this.#keychainCall(() => slots.get(slot)),
      write: (slot, credential) =>
        this.#keychainCall(() => {
          slots.set(slot, credential);
          this.outside.stored(slot, credential);
          return undefined;
        }),
      remove: (slot) =>
        this.#keychainCall(() => {
          slots.delete(slot);
          this.outside.stored(slot, undefined);
          return undefined;
        }),
      prepare: () => undefined,
      onAnswersAgain: () => () => undefined,
      lockedKeyrings: () => [],
      close: () => Promise.resolve(),
    };
  }

  /** A slow keychain may do what it was asked after the app has stopped waiting for it. */
  #keychainCall<T>(work: () => T): Promise<Stored<T>> {
    const { machine, disk, random, trueNow } = this.outside;
    const how = disk.keychainTrouble(trueNow());
    if (how !== undefined) this.outside.suffered(how === 'slow' ? 'keychainSlow' : 'keychainLocked');
    const takesMs = how === 'slow' ? 1 + Math.floor(random() * 8 * SECOND) : 2;
    return new Promise((resolve) => {
      const end = (stored: Stored<T>): void => {
        if (!this.#effect()) return;
        this.outside.stir();
        resolve(stored);
      };
      if (!this.#effect()) return;
      if (how === 'locked' || this.#hung) {
        machine.after(1, () => end({ ok: false, why: this.#hung ? 'slow' : 'locked' }));
        return;
      }
      const giveUp = machine.after(KEYCHAIN_LIMIT, () => {
        this.#hung = true;
        end({ ok: false, why: 'slow' });
      });
      machine.after(takesMs, () => {
        if (!this.#effect()) return;
        const value = work();
        giveUp();
        if (this.#hung) this.#hung = false;
        else machine.after(1, () => end({ ok: true, value }));
      });
    });
  }
}
