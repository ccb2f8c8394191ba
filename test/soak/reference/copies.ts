import type { AppProcess } from '../world/process.ts';
import type { Meant } from '../world/replies.ts';
import type { Lineage } from '../world/server.ts';
import { HOUR, MINUTE, SECOND } from '../world/units.ts';
import type { Report } from './broken.ts';
import type { Facts } from './facts.ts';
import { KnownTime } from './known-time.ts';
import type { Requests } from './requests.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

const PROMISED = 5 * MINUTE;
const CLICK_GAP = 5 * SECOND;
/** After this without any trouble a fresh token is there before it is asked for. */
const SETTLED = 20 * MINUTE;

/** A copy that was asked for, and how things stood. */
export interface CopyBegun {
  readonly at: number;
  readonly process: AppProcess;
  readonly bestEndAt: number;
  /** This click leads to no request of its own within the time that a copy waits. */
  readonly cannotAsk: boolean;
}

interface Grant {
  readonly process: AppProcess;
  readonly lineage: Lineage | undefined;
  readonly accessToken: string;
  readonly at: number;
  readonly usableUntil: number;
}

/** Nobody can know more than NERD's documented rule: an hour, and with no end stated until the next full one. */
function knowableEnd(endAt: number, askedAt: number, statesEnd: boolean): number {
  return Math.min(endAt, statesEnd ? askedAt + HOUR : (Math.floor(askedAt / HOUR) + 1) * HOUR);
}

/** P1: how long a copied token really lives, against the most that the server could have given. */
export class Copies {
  #granted: Grant | undefined;
  #refusedAt = -Infinity;
  readonly #knownTime: KnownTime;

  constructor(
    private readonly facts: Facts,
    private readonly requests: Requests,
    private readonly report: Report,
  ) {
    this.#knownTime = new KnownTime(facts);
  }

  /** An answer has come to the app. */
  answered(process: AppProcess, refreshToken: string, meant: Meant, sentAt: number): void {
    const { now, server, troubles } = this.facts;
    if (meant.kind === 'refused' || meant.kind === 'bareNo') {
      this.#refusedAt = now;
    }
    if (meant.kind !== 'granted') return;
    const before = this.#granted;
    const goesOn = before?.process === process && before.at > troubles.frozenUntil;
    this.#knownTime.told(process, meant.time, sentAt);
    const usableUntil = Math.min(
      knowableEnd(server.endOf(meant.accessToken), sentAt, meant.statesEnd),
      sentAt + (meant.statesLifeMs ?? Infinity),
      // With no end stated, and told another time, nobody can know which hour ends first.
      meant.statesEnd || meant.falseTime === undefined ? Infinity : sentAt + HOUR - (meant.falseTime % HOUR),
    );
    const lineage = server.lineageOf(refreshToken);
    const { accessToken } = meant;
    // A token that is worse than the one held takes nothing away, and one that is issued again adds nothing.
    const isHeld = goesOn && before.lineage === lineage && before.usableUntil > now;
    const keeps = isHeld && (before.accessToken === accessToken || before.usableUntil > usableUntil);
    this.#granted = keeps ? { ...before, at: now } : { process, lineage, accessToken, at: now, usableUntil };
  }

  /** A token of this session that the app was given and that is good for that much longer. */
  holdsUsable(process: AppProcess, forMs: number): boolean {
    const granted = this.#granted;
    const refreshToken = credentialIdentifier(process.service.session);
    return (
      granted?.process === process &&
      refreshToken !== undefined &&
      this.facts.server.lineageOf(refreshToken) === granted.lineage &&
      granted.usableUntil > this.facts.now + forMs &&
      Math.max(granted.at, this.facts.troubles.keychainUntil) < this.facts.now - 10 * SECOND &&
      this.clockCanBeKnown(process)
    );
  }

  /** Whether the app can know the true time. */
  clockCanBeKnown(process: AppProcess): boolean {
    return this.#knownTime.canBeKnown(process);
  }

  begin(process: AppProcess): CopyBegun {
    const { now, server, troubles } = this.facts;
    const { flight, lastSentAt } = this.requests;
    const joins = flight?.process === process && flight.refreshToken === credentialIdentifier(process.service.session);
    // Clicks ask NERD at most every 5 s, and one whose request died with the app counts as one.
    const lastAskedAt = Math.max(lastSentAt, troubles.awayUntil);
    const justAsked = !joins && now - lastAskedAt < CLICK_GAP + this.#slackMs;
    // A request that NERD, in trouble, does not answer has its own 30 s, and no second one goes out beside it.
    const stuck = flight?.process === process && flight.sentAt < troubles.answersUntil;
    // One that sleep has cut off fails soon, and the next may not come at once.
    const cutOff = joins && flight.sentAt < troubles.awayUntil && now - flight.sentAt < CLICK_GAP + this.#slackMs;
    return {
      at: now,
      process,
      bestEndAt: knowableEnd(server.bestEndAt(now), now, server.statesEnd(now)),
      cannotAsk: justAsked || cutOff || stuck,
    };
  }

  /** `copied` is the token on the clipboard, or undefined if the app said that there is none. */
  end(begun: CopyBegun, copied: string | undefined): void {
    const { now, server } = this.facts;
    if (!this.clockCanBeKnown(begun.process) || !begun.process.alive) return;
    const leftMs = copied === undefined ? -Infinity : server.endOf(copied) - now;
    const tookMs = now - begun.at;
    const got = copied === undefined ? 'none' : `${Math.round(leftMs / SECOND)} s`;
    if (copied !== undefined && leftMs < -this.#slackMs) this.report('P1', `a copied token had ended (${got} left)`);
    if (this.#serverCouldGive(begun)) {
      const bestEndAt = knowableEnd(begun.bestEndAt, begun.at, server.statesEnd(now));
      const best = Math.min(PROMISED, bestEndAt - begun.at) - tookMs - this.#slackMs;
      if (best > 0 && leftMs < best)
        this.report('P1', `copied ${got}, where NERD could give ${Math.round(best / SECOND)} s`);
    }
    if (this.#wasFreshAhead(begun) && leftMs < PROMISED - this.#slackMs) {
      this.report('P1', `copied ${got} after 20 minutes with nothing in the way`);
    }
    if (leftMs <= 0 && this.holdsUsable(begun.process, this.#slackMs + 5 * SECOND)) {
      this.report('P1', `copied ${got}, though an older token was still good`);
    }
  }

  get #slackMs(): number {
    return this.facts.conditions.clockTrouble ? 8 * SECOND : 2 * SECOND;
  }

  #sessionIsGood(process: AppProcess, at: number): boolean {
    const { server } = this.facts;
    const refreshToken = credentialIdentifier(process.service.session);
    return refreshToken !== undefined && server.takes(refreshToken, this.facts.now) && server.takes(refreshToken, at);
  }

  /** Nothing stood in the way from the click to its end. */
  #serverCouldGive(begun: CopyBegun): boolean {
    const { answersUntil, slowUntil, keychainUntil, awayUntil } = this.facts.troubles;
    const quietSince = Math.max(answersUntil, slowUntil, keychainUntil, awayUntil);
    const refused = this.facts.server.refusesOnce || this.#refusedAt >= begun.at;
    return !begun.cannotAsk && !refused && quietSince <= begun.at && this.#sessionIsGood(begun.process, begun.at);
  }

  /** For long nothing stood in the way, so a slow answer is no excuse. */
  #wasFreshAhead(begun: CopyBegun): boolean {
    const { conditions, server, troubles } = this.facts;
    const { answersUntil, keychainUntil, awayUntil, restUntil } = troubles;
    const settledAt = Math.max(answersUntil, keychainUntil, awayUntil, restUntil, this.#refusedAt) + SETTLED;
    const { ends, says } = conditions.tokens;
    const canBeAhead = (ends === 'hour' || ends === 'long') && says !== 'nothing';
    return canBeAhead && !server.refusesOnce && settledAt <= begun.at && this.#sessionIsGood(begun.process, begun.at);
  }
}
