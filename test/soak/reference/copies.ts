import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import type { AppProcess } from '../world/process.ts';
import type { Lineage } from '../world/server.ts';
import { HOUR, MINUTE, SECOND } from '../world/units.ts';
import type { Report } from './broken.ts';
import type { Facts } from './facts.ts';
import type { Requests } from './requests.ts';
import { knownBy } from '../../support/known-by.ts';

const PROMISED = 5 * MINUTE;
const CLICK_GAP = 5 * SECOND;
/** After this without any trouble a fresh token is there before it is asked for. */
const SETTLED = 20 * MINUTE;

/** A copy that was asked for, and how things stood. */
export interface CopyBegun {
  readonly at: number;
  readonly process: AppProcess;
  readonly bestEndAt: number;
  readonly excused: boolean;
  readonly ownBefore: number;
}

interface Grant {
  readonly process: AppProcess;
  readonly lineage: Lineage | undefined;
  readonly at: number;
  readonly usableUntil: number;
  /** How many this process had been given by then, since time last passed unseen. */
  readonly count: number;
}

/** P1: how long a copied token really lives, against the most that the server could have given. */
export class Copies {
  #granted: Grant | undefined;
  #refusedAt = -Infinity;
  /** NERD's last word was a no: the app may believe it, and then asks only on a click. */
  #refusalStands = false;

  constructor(
    private readonly facts: Facts,
    private readonly requests: Requests,
    private readonly report: Report,
  ) {}

  /** An answer has come to the app. */
  answered(process: AppProcess, refreshToken: string, answer: TokenAnswer, sentAt: number): void {
    const { now, server, troubles } = this.facts;
    if (!answer.ok) {
      if (answer.failure.kind !== 'refused') return;
      this.#refusedAt = now;
      this.#refusalStands = true;
      return;
    }
    this.#refusalStands = false;
    const usableUntil = Math.min(
      this.#knowable(server.endOf(answer.accessToken), sentAt),
      sentAt + (answer.expiresInMs ?? Infinity),
    );
    const before = this.#granted;
    const goesOn = before?.process === process && before.at > troubles.frozenUntil;
    const count = goesOn ? before.count + 1 : 1;
    this.#granted = { process, lineage: server.lineageOf(refreshToken), at: now, usableUntil, count };
  }

  /** Nobody can know more than NERD's documented rule: an hour, and with no end stated until the next full one. */
  #knowable(endAt: number, askedAt: number): number {
    const ruleEndAt = (Math.floor(askedAt / HOUR) + 1) * HOUR;
    return Math.min(endAt, this.facts.conditions.tokens.says === 'nothing' ? ruleEndAt : askedAt + HOUR);
  }

  /** A token of this session that the app was given and that is good for that much longer. */
  holdsUsable(process: AppProcess, forMs: number): boolean {
    const granted = this.#granted;
    const refreshToken = knownBy(process.service.session);
    return (
      granted?.process === process &&
      refreshToken !== undefined &&
      this.facts.server.lineageOf(refreshToken) === granted.lineage &&
      granted.usableUntil > this.facts.now + forMs &&
      Math.max(granted.at, this.facts.troubles.keychainUntil) < this.facts.now - 10 * SECOND &&
      this.clockCanBeKnown(process)
    );
  }

  /**
   * A wrong clock can be found where NERD tells the time, by what the token says too or else by a second answer. That a
   * machine was frozen looks as if its clock had been set forward, until NERD has given a token since.
   */
  clockCanBeKnown(process: AppProcess): boolean {
    const { conditions, machine, troubles } = this.facts;
    const { clockUntil, frozenUntil } = troubles;
    const granted = this.#granted;
    const isTold = frozenUntil === -Infinity || (granted !== undefined && granted.at > frozenUntil);
    const isConfirmed =
      conditions.saysIssued || machine.wallAheadMs === 0 || (granted?.process === process && granted.count > 1);
    return isTold && (clockUntil === -Infinity || (conditions.sendsDate && isConfirmed));
  }

  begin(process: AppProcess): CopyBegun {
    const { now, server, troubles } = this.facts;
    const { flight, lastSentAt, pausedUntil } = this.requests;
    const joins = flight?.process === process && flight.refreshToken === knownBy(process.service.session);
    const stuck = flight?.process === process && flight.sentAt < Math.max(troubles.answersUntil, troubles.slowUntil);
    // What sleep has cut off fails soon, and a click asks no sooner than 5 s after it.
    const cutOff = joins && flight.sentAt < troubles.awayUntil && now - flight.sentAt < CLICK_GAP + this.#slackMs;
    // A click whose request died with the app counts as one.
    const lastAskedAt = Math.max(lastSentAt, troubles.awayUntil);
    const justAsked = !joins && now - lastAskedAt < CLICK_GAP + this.#slackMs;
    const unsure = this.facts.conditions.clockTrouble && now < this.requests.unsurePauseUntil;
    const excused = stuck || cutOff || justAsked || unsure || now < pausedUntil + this.#slackMs;
    return {
      at: now,
      process,
      bestEndAt: this.#knowable(server.bestEndAt(now), now),
      excused,
      ownBefore: this.requests.ownInTheLastHour(),
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
      const best = Math.min(PROMISED, begun.bestEndAt - begun.at) - tookMs - this.#slackMs;
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
    const refreshToken = knownBy(process.service.session);
    return refreshToken !== undefined && server.takes(refreshToken, this.facts.now) && server.takes(refreshToken, at);
  }

  /** Nothing stood in the way from the click to its end. */
  #serverCouldGive(begun: CopyBegun): boolean {
    const { answersUntil, slowUntil, keychainUntil, awayUntil } = this.facts.troubles;
    const quietSince = Math.max(answersUntil, slowUntil, keychainUntil, awayUntil);
    const refused = this.facts.server.refusesOnce || this.#refusedAt >= begun.at;
    return !begun.excused && !refused && quietSince <= begun.at && this.#sessionIsGood(begun.process, begun.at);
  }

  /** For long nothing stood in the way, so a slow answer is no excuse. */
  #wasFreshAhead(begun: CopyBegun): boolean {
    const { conditions, server, troubles } = this.facts;
    const { answersUntil, keychainUntil, awayUntil, restUntil } = troubles;
    const settledAt = Math.max(answersUntil, keychainUntil, awayUntil, restUntil, this.#refusedAt) + SETTLED;
    const { ends, says } = conditions.tokens;
    const canBeAhead = (ends === 'hour' || ends === 'long') && says !== 'nothing';
    const inBudget = begun.ownBefore < 15 && !this.#refusalStands && this.requests.pausedUntil + SETTLED < begun.at;
    return (
      canBeAhead &&
      inBudget &&
      !server.refusesOnce &&
      settledAt <= begun.at &&
      this.#sessionIsGood(begun.process, begun.at)
    );
  }
}
