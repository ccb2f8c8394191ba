import { secretFor, type Conditions } from './conditions.ts';
import type { AppProcess } from './process.ts';
import type { Random } from './random.ts';
import { HOUR } from './units.ts';

/** What a person at this laptop can do to the app, and what they are shown. */
export interface UserSurroundings {
  readonly random: Random;
  readonly diligence: number;
  readonly credentialKind: Conditions['credentialKind'];
  readonly trueNow: () => number;
  /** Runs a click, so that what it leads to is known to be asked for. */
  readonly click: (action: (process: AppProcess) => void) => void;
  /** Takes note that the session is in memory only, as the user has chosen. */
  readonly choseMemoryOnly: () => void;
  /** Gives a new refresh token, as NERD's page shows it, or a new Client ID. */
  readonly issueIdentifier: () => string;
}

/** The person: enters a token when there is none, answers the app's questions, heeds warnings or does not. */
export class User {
  hasBeenWarned = false;
  #connectsAgainAt = -Infinity;

  constructor(private readonly surroundings: UserSurroundings) {}

  /** Takes note that the user has forgotten the session, and wants none for some hours. */
  hasForgottenSession(): void {
    this.#connectsAgainAt = this.surroundings.trueNow() + this.surroundings.random.int(1, 8) * HOUR;
  }

  /** Looks at the window, and does what the window asks for. */
  lookAtWindow(process: AppProcess): void {
    const { random, diligence, trueNow } = this.surroundings;
    const { session, storage, candidate } = process.service.state;
    if (candidate?.kind === 'unreachable') this.surroundings.click(({ account }) => void account.saveForLater());
    else if (candidate?.kind === 'rejected') this.surroundings.click(({ account }) => void account.discardCandidate());
    else if (candidate?.kind === 'notStored') this.#answerNotStored();
    else if (storage.kind === 'unavailable') this.surroundings.click(({ account }) => void account.retryKeychain());
    else if (storage.kind === 'memory' && random.chance(0.2))
      this.surroundings.click(({ account }) => void account.retryKeychain());
    else if (candidate === undefined && trueNow() >= this.#connectsAgainAt) {
      const needsCredential = session.kind === 'signedOut' || (session.kind === 'rejected' && random.chance(0.3));
      if (needsCredential && storage.kind !== 'reading') this.enter(this.surroundings.issueIdentifier());
      else if (this.hasBeenWarned && random.chance(diligence * 0.2)) this.enter(this.surroundings.issueIdentifier());
    }
  }

  enter(identifier: string): void {
    this.hasBeenWarned = false;
    this.surroundings.click(
      ({ account }) => void account.connect(secretFor(this.surroundings.credentialKind, identifier)),
    );
  }

  #answerNotStored(): void {
    const inMemory = this.surroundings.random.chance(0.3);
    this.surroundings.click(({ account }) => {
      if (!inMemory) void account.retryKeychain();
      else if (account.keepInMemory().ok) this.surroundings.choseMemoryOnly();
    });
  }
}
