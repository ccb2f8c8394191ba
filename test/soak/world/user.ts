import { secretOf, type Conditions } from './conditions.ts';
import type { AppProcess } from './process.ts';
import type { Random } from './random.ts';
import { HOUR } from './units.ts';

/** What a person at this laptop can do to the app, and what they are shown. */
export interface Desk {
  readonly random: Random;
  readonly diligence: number;
  readonly signsIn: Conditions['signsIn'];
  readonly trueNow: () => number;
  /** Runs a click, so that what it leads to is known to be asked for. */
  readonly click: (act: (process: AppProcess) => void) => void;
  /** Takes note that the session is in memory only, as the user has chosen. */
  readonly keptInMemory: () => void;
  /** Gives a new refresh token, as NERD's page shows it, or a new Client ID. */
  readonly newToken: () => string;
}

/** The person: enters a token when there is none, answers the app's questions, heeds warnings or does not. */
export class User {
  warned = false;
  #stayAwayUntil = -Infinity;

  constructor(private readonly desk: Desk) {}

  /** Takes note that the user has forgotten the session, and wants none for some hours. */
  hasForgotten(): void {
    this.#stayAwayUntil = this.desk.trueNow() + this.desk.random.int(1, 8) * HOUR;
  }

  /** Looks at the window, and does what the window asks for. */
  look(process: AppProcess): void {
    const { random, diligence, trueNow } = this.desk;
    const { session, storage, candidate } = process.service.state;
    if (candidate?.kind === 'unreachable') this.desk.click(({ account }) => void account.saveForLater());
    else if (candidate?.kind === 'rejected') this.desk.click(({ account }) => void account.discardCandidate());
    else if (candidate?.kind === 'notStored') this.#notStored();
    else if (storage.kind === 'unavailable') this.desk.click(({ account }) => void account.retryKeychain());
    else if (storage.kind === 'memory' && random.chance(0.2))
      this.desk.click(({ account }) => void account.retryKeychain());
    else if (candidate === undefined && trueNow() >= this.#stayAwayUntil) {
      const needsOne = session.kind === 'signedOut' || (session.kind === 'rejected' && random.chance(0.3));
      if (needsOne && storage.kind !== 'reading') this.enter(this.desk.newToken());
      else if (this.warned && random.chance(diligence * 0.2)) this.enter(this.desk.newToken());
    }
  }

  enter(known: string): void {
    this.warned = false;
    this.desk.click(({ account }) => void account.connect(secretOf(this.desk.signsIn, known)));
  }

  #notStored(): void {
    const inMemory = this.desk.random.chance(0.3);
    this.desk.click(({ account }) => {
      if (!inMemory) void account.retryKeychain();
      else if (account.keepInMemory().ok) this.desk.keptInMemory();
    });
  }
}
