import type { AppProcess } from '../world/process.ts';
import type { ReplyMeaning } from '../world/replies.ts';
import type { TokenFamily } from '../world/server.ts';
import { HOUR, MINUTE, SECOND } from '../world/units.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';
import { KnownTime } from './known-time.ts';
import type { Requests } from './requests.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** How long a copied token is promised to be valid, in ms. */
const PROMISED_LIFETIME = 5 * MINUTE;
/** Clicks lead to a request at most this often, in ms. */
const CLICK_GAP = 5 * SECOND;
/** After this time without trouble, in ms, a fresh token must be there before the click. */
const QUIET_TIME = 20 * MINUTE;

/** A copy that is under way, and how things stood at the click. */
export interface PendingCopy {
  readonly at: number;
  readonly process: AppProcess;
  /** When the best token that NERD could grant at the click would expire, as far as anybody can know. */
  readonly bestExpiresAt: number;
  /** Whether the click cannot lead to a request of its own within the time that a copy waits. */
  readonly cannotRequest: boolean;
}

/** The best access token that a process has been granted. */
interface HeldToken {
  readonly process: AppProcess;
  readonly family: TokenFamily | undefined;
  readonly accessToken: string;
  readonly at: number;
  /** Until when the app can know that the token is valid. */
  readonly usableUntil: number;
}

/**
 * Gives until when anybody can know that a token is valid. NERD documents an hour; where no expiry is stated, it is
 * the next full hour.
 */
function knowableExpiry(expiresAt: number, requestedAt: number, statesExpiry: boolean): number {
  return Math.min(expiresAt, statesExpiry ? requestedAt + HOUR : (Math.floor(requestedAt / HOUR) + 1) * HOUR);
}

/** Checks P1: how long a copied token truly lives, compared with the best that the server could have granted. */
export class Copies {
  #held: HeldToken | undefined;
  #refusedAt = -Infinity;
  readonly #knownTime: KnownTime;

  constructor(
    private readonly facts: Facts,
    private readonly requests: Requests,
    private readonly report: ReportBroken,
  ) {
    this.#knownTime = new KnownTime(facts);
  }

  /** Takes note of an answer that has come to the app. */
  answered(process: AppProcess, refreshToken: string, meaning: ReplyMeaning, sentAt: number): void {
    const { now, server, troubles } = this.facts;
    if (meaning.kind === 'refused' || meaning.kind === 'bareNo') {
      this.#refusedAt = now;
    }
    if (meaning.kind !== 'granted') return;
    const before = this.#held;
    const isSameRun = before?.process === process && before.at > troubles.frozenUntil;
    this.#knownTime.noteStatedTime(process, meaning.statedTime, sentAt);
    const usableUntil = Math.min(
      knowableExpiry(server.accessTokenExpiresAt(meaning.accessToken), sentAt, meaning.statesExpiry),
      sentAt + (meaning.statedLifetimeMs ?? Infinity),
      // Where no expiry and a false time are stated, nobody can know which of the two hours ends first.
      meaning.statesExpiry || meaning.falseTimeAt === undefined
        ? Infinity
        : sentAt + HOUR - (meaning.falseTimeAt % HOUR),
    );
    const family = server.familyOf(refreshToken);
    const { accessToken } = meaning;
    // The app keeps the better token: a worse one takes nothing away, and one that is issued again adds nothing.
    const isHeld = isSameRun && before.family === family && before.usableUntil > now;
    const keepsHeld = isHeld && (before.accessToken === accessToken || before.usableUntil > usableUntil);
    this.#held = keepsHeld ? { ...before, at: now } : { process, family, accessToken, at: now, usableUntil };
  }

  /** Whether the app must hold an access token of its session that is valid for this much longer, in ms. */
  holdsUsable(process: AppProcess, forMs: number): boolean {
    const held = this.#held;
    const refreshToken = credentialIdentifier(process.service.session);
    return (
      held?.process === process &&
      refreshToken !== undefined &&
      this.facts.server.familyOf(refreshToken) === held.family &&
      held.usableUntil > this.facts.now + forMs &&
      Math.max(held.at, this.facts.troubles.keychainTroubleUntil) < this.facts.now - 10 * SECOND &&
      this.clockCanBeKnown(process)
    );
  }

  /** Whether the app can know the true time. */
  clockCanBeKnown(process: AppProcess): boolean {
    return this.#knownTime.canBeKnown(process);
  }

  /** Takes note of a click on copy. */
  begin(process: AppProcess): PendingCopy {
    const { now, server, troubles } = this.facts;
    const { requestInFlight, lastSentAt } = this.requests;
    const joins =
      requestInFlight?.process === process &&
      requestInFlight.refreshToken === credentialIdentifier(process.service.session);
    // Clicks lead to a request at most every 5 s. A request that died with the app counts, too.
    const lastRequestAt = Math.max(lastSentAt, troubles.notRunningUntil);
    const justRequested = !joins && now - lastRequestAt < CLICK_GAP + this.#slackMs;
    // A request that NERD does not answer times out after 30 s, and no second one is sent beside it.
    const stuck = requestInFlight?.process === process && requestInFlight.sentAt < troubles.noAnswersUntil;
    // A request that sleep has cut off fails soon, and the next one may not follow at once.
    const cutOff =
      joins &&
      requestInFlight.sentAt < troubles.notRunningUntil &&
      now - requestInFlight.sentAt < CLICK_GAP + this.#slackMs;
    return {
      at: now,
      process,
      bestExpiresAt: knowableExpiry(server.bestExpiryAt(now), now, server.statesExpiryAt(now)),
      cannotRequest: justRequested || cutOff || stuck,
    };
  }

  /**
   * Checks a copy that has ended. `copied` is the token on the clipboard; undefined if the app said that there is
   * none.
   */
  end(copy: PendingCopy, copied: string | undefined): void {
    const { now, server } = this.facts;
    if (!this.clockCanBeKnown(copy.process) || !copy.process.alive) return;
    const leftMs = copied === undefined ? -Infinity : server.accessTokenExpiresAt(copied) - now;
    const tookMs = now - copy.at;
    const got = copied === undefined ? 'none' : `${Math.round(leftMs / SECOND)} s`;
    if (copied !== undefined && leftMs < -this.#slackMs) this.report('P1', `a copied token had ended (${got} left)`);
    if (this.#serverCouldGive(copy)) {
      const bestExpiresAt = knowableExpiry(copy.bestExpiresAt, copy.at, server.statesExpiryAt(now));
      const bestLeftMs = Math.min(PROMISED_LIFETIME, bestExpiresAt - copy.at) - tookMs - this.#slackMs;
      if (bestLeftMs > 0 && leftMs < bestLeftMs)
        this.report('P1', `copied ${got}, where NERD could give ${Math.round(bestLeftMs / SECOND)} s`);
    }
    if (this.#shouldBeFreshAhead(copy) && leftMs < PROMISED_LIFETIME - this.#slackMs) {
      this.report('P1', `copied ${got} after 20 minutes with nothing in the way`);
    }
    if (leftMs <= 0 && this.holdsUsable(copy.process, this.#slackMs + 5 * SECOND)) {
      this.report('P1', `copied ${got}, though an older token was still good`);
    }
  }

  get #slackMs(): number {
    return this.facts.conditions.clockIsSetWrong ? 8 * SECOND : 2 * SECOND;
  }

  #sessionIsGood(process: AppProcess, at: number): boolean {
    const { server } = this.facts;
    const refreshToken = credentialIdentifier(process.service.session);
    return (
      refreshToken !== undefined && server.accepts(refreshToken, this.facts.now) && server.accepts(refreshToken, at)
    );
  }

  /** Whether nothing stood in the way of a new token from the click to its end. */
  #serverCouldGive(copy: PendingCopy): boolean {
    const { noAnswersUntil, slowAnswersUntil, keychainTroubleUntil, notRunningUntil } = this.facts.troubles;
    const quietSince = Math.max(noAnswersUntil, slowAnswersUntil, keychainTroubleUntil, notRunningUntil);
    const refused = this.facts.server.refusesNextRequest || this.#refusedAt >= copy.at;
    return !copy.cannotRequest && !refused && quietSince <= copy.at && this.#sessionIsGood(copy.process, copy.at);
  }

  /** Whether nothing had stood in the way for long before the click, so that a slow answer is no excuse. */
  #shouldBeFreshAhead(copy: PendingCopy): boolean {
    const { conditions, server, troubles } = this.facts;
    const { noAnswersUntil, keychainTroubleUntil, notRunningUntil, backgroundPausedUntil } = troubles;
    const settledAt =
      Math.max(noAnswersUntil, keychainTroubleUntil, notRunningUntil, backgroundPausedUntil, this.#refusedAt) +
      QUIET_TIME;
    const { expiryRule, expiryStatedBy } = conditions.tokens;
    const canBeAhead = (expiryRule === 'hour' || expiryRule === 'long') && expiryStatedBy !== 'nothing';
    return (
      canBeAhead && !server.refusesNextRequest && settledAt <= copy.at && this.#sessionIsGood(copy.process, copy.at)
    );
  }
}
