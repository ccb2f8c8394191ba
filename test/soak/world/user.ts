import { secretFor, type Conditions } from './conditions.ts';
import type { AppProcess } from './process.ts';
import type { Random } from './random.ts';
import { HOUR } from './units.ts';

/** What the simulated user can do with the app, and what decides about it. */
export interface UserSurroundings {
  readonly random: Random;
  /** How likely the user renews when warned, from 0 to 1. */
  readonly diligence: number;
  readonly credentialKind: Conditions['credentialKind'];
  readonly trueNow: () => number;
  /** Runs an action as a click, so that the requests it leads to count as requested by the user. */
  readonly click: (action: (process: AppProcess) => void) => void;
  /** Is called after the user has chosen to keep the session in memory only. */
  readonly choseMemoryOnly: () => void;
  /** Gives a new refresh token, as NERD's page shows it, or the Client ID of a new key pair. */
  readonly issueIdentifier: () => string;
}

/**
 * Simulates the person: it enters a credential when there is none, answers the app's questions, and heeds warnings
 * as diligently as the conditions say.
 */
export class User {
  /** Whether the app has shown a warning since the user entered a credential last. */
  hasBeenWarned = false;
  #connectsAgainAt = -Infinity;

  constructor(private readonly surroundings: UserSurroundings) {}

  /** Takes note that the user has removed the session. They connect again one to eight hours later. */
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

  /** Enters a credential: a refresh token, or a key pair by its Client ID. */
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
