import type { AppProcess } from '../world/process.ts';
import type { ReplyMeaning } from '../world/replies.ts';
import type { TokenFamily } from '../world/server.ts';
import { HOUR, MINUTE, SECOND } from '../world/units.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';
import { KnownTime } from './known-time.ts';
import type { Requests } from './requests.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

const PROMISED_LIFETIME = 5 * MINUTE;
const CLICK_GAP = 5 * SECOND;
/** After this without any trouble a fresh token is there before it is asked for. */
const QUIET_TIME = 20 * MINUTE;

/** A copy that was asked for, and how things stood. */
export interface PendingCopy {
  readonly at: number;
  readonly process: AppProcess;
  readonly bestExpiresAt: number;
  /** This click leads to no request of its own within the time that a copy waits. */
  readonly cannotRequest: boolean;
}

interface HeldToken {
  readonly process: AppProcess;
  readonly family: TokenFamily | undefined;
  readonly accessToken: string;
  readonly at: number;
  readonly usableUntil: number;
}

/** Nobody can know more than NERD's documented rule: an hour, and with no end stated until the next full one. */
function knowableExpiry(expiresAt: number, requestedAt: number, statesExpiry: boolean): number {
  return Math.min(expiresAt, statesExpiry ? requestedAt + HOUR : (Math.floor(requestedAt / HOUR) + 1) * HOUR);
}

/** P1: how long a copied token really lives, against the most that the server could have given. */
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

  /** An answer has come to the app. */
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
      // With no end stated, and told another time, nobody can know which hour ends first.
      meaning.statesExpiry || meaning.falseTimeAt === undefined
        ? Infinity
        : sentAt + HOUR - (meaning.falseTimeAt % HOUR),
    );
    const family = server.familyOf(refreshToken);
    const { accessToken } = meaning;
    // A token that is worse than the one held takes nothing away, and one that is issued again adds nothing.
    const isHeld = isSameRun && before.family === family && before.usableUntil > now;
    const keepsHeld = isHeld && (before.accessToken === accessToken || before.usableUntil > usableUntil);
    this.#held = keepsHeld ? { ...before, at: now } : { process, family, accessToken, at: now, usableUntil };
  }

  /** A token of this session that the app was given and that is good for that much longer. */
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

  begin(process: AppProcess): PendingCopy {
    const { now, server, troubles } = this.facts;
    const { requestInFlight, lastSentAt } = this.requests;
    const joins =
      requestInFlight?.process === process &&
      requestInFlight.refreshToken === credentialIdentifier(process.service.session);
    // Clicks ask NERD at most every 5 s, and one whose request died with the app counts as one.
    const lastRequestAt = Math.max(lastSentAt, troubles.notRunningUntil);
    const justRequested = !joins && now - lastRequestAt < CLICK_GAP + this.#slackMs;
    // A request that NERD, in trouble, does not answer has its own 30 s, and no second one goes out beside it.
    const stuck = requestInFlight?.process === process && requestInFlight.sentAt < troubles.noAnswersUntil;
    // One that sleep has cut off fails soon, and the next may not come at once.
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

  /** `copied` is the token on the clipboard, or undefined if the app said that there is none. */
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

  /** Nothing stood in the way from the click to its end. */
  #serverCouldGive(copy: PendingCopy): boolean {
    const { noAnswersUntil, slowAnswersUntil, keychainTroubleUntil, notRunningUntil } = this.facts.troubles;
    const quietSince = Math.max(noAnswersUntil, slowAnswersUntil, keychainTroubleUntil, notRunningUntil);
    const refused = this.facts.server.refusesNextRequest || this.#refusedAt >= copy.at;
    return !copy.cannotRequest && !refused && quietSince <= copy.at && this.#sessionIsGood(copy.process, copy.at);
  }

  /** For long nothing stood in the way, so a slow answer is no excuse. */
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
