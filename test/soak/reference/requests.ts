import type { AppProcess } from '../world/process.ts';
import { HOUR, SECOND } from '../world/units.ts';
import { BareRefusals } from './bare-refusals.ts';
import type { Report } from './broken.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

const MOST_OWN_PER_HOUR = 20;
const CLICK_GAP = 5 * SECOND;
/** Background requests are at least this far apart. */
const OWN_GAP = 20 * SECOND;
/** How long a click waits for the request in flight, and for what the keychain has to store first. */
const CLICK_WAITS = 6 * SECOND;

/** A request that the server has not answered yet. */
export interface Flight {
  readonly process: AppProcess;
  readonly refreshToken: string;
  readonly sentAt: number;
}

/** P4: checks what the server gets from this client, in any hour and at any moment, through all restarts. */
export class Requests {
  flight: Flight | undefined;
  lastSentAt = -Infinity;
  /** NERD has asked for a pause until then, and the app has heard it. */
  pausedUntil = -Infinity;
  readonly bareRefusals: BareRefusals;
  #pauseHeardAt = -Infinity;
  #own: number[] = [];
  #lastClickAt = -Infinity;
  #tooSoonAt = -Infinity;
  /** Until when the next request is the one of a click that could not make it at once. */
  #clickWaitsUntil = -Infinity;

  constructor(
    private readonly facts: Facts,
    private readonly report: Report,
  ) {
    this.bareRefusals = new BareRefusals(facts, report);
  }

  /** Clocks that were set leave an uncertainty of seconds. */
  get #slackMs(): number {
    return this.facts.conditions.clockTrouble ? 10 * SECOND : 1100;
  }

  /** Takes note of a click; a request that could be made at once has been. */
  clicked(process: AppProcess): void {
    const { now } = this.facts;
    // A request for a token that was kept for later is none for the session: that one comes after it.
    const isServed = this.flight?.refreshToken === credentialIdentifier(process.service.session);
    if (this.lastSentAt === now && isServed) return;
    this.#clickWaitsUntil = this.flight?.process === process ? Infinity : now + CLICK_WAITS;
  }

  sent(process: AppProcess, refreshToken: string, byClick: boolean): void {
    const { now } = this.facts;
    if (this.flight?.process === process) this.report('P4', 'two requests at once');
    if (now < this.pausedUntil - this.#slackMs) this.report('P4', 'a request in the pause that NERD had asked for');
    const isForLater = !byClick && refreshToken !== credentialIdentifier(process.service.session);
    if (byClick) {
      // What was asked at a click may have been due anyway; then it counts as the app’s own, once.
      if (now - this.#lastClickAt < CLICK_GAP - this.#slackMs / 2) this.#askedTooSoon();
      this.#lastClickAt = now;
    } else if (now > this.#clickWaitsUntil || isForLater) {
      this.#countOwn(now);
      if (!isForLater) this.bareRefusals.sent(this.facts.server.lineageOf(refreshToken));
    }
    // The session's turn, which the click is for, comes right after one for a token that was kept for later.
    this.#clickWaitsUntil = isForLater && now <= this.#clickWaitsUntil ? Infinity : -Infinity;
    this.lastSentAt = now;
    this.flight = { process, refreshToken, sentAt: now };
  }

  answered(process: AppProcess, retryAfterMs: number | undefined): void {
    const { now } = this.facts;
    if (this.flight?.process === process) this.flight = undefined;
    if (this.#clickWaitsUntil === Infinity) this.#clickWaitsUntil = now + CLICK_WAITS;
    if (retryAfterMs === undefined) return;
    this.pausedUntil = now + retryAfterMs;
    this.#pauseHeardAt = now;
  }

  ended(process: AppProcess): void {
    const { now } = this.facts;
    this.bareRefusals.ended(process);
    if (this.flight?.process === process) this.flight = undefined;
    this.#clickWaitsUntil = -Infinity;
    // Nobody can remember what came in the very moment of the crash.
    if (this.#pauseHeardAt === now) this.pausedUntil = -Infinity;
    // What was noted by a clock that was wrong cannot be understood by the next process.
    if (!this.facts.conditions.clockTrouble) return;
    this.pausedUntil = -Infinity;
    this.#own = [];
    this.#lastClickAt = -Infinity;
  }

  #askedTooSoon(): void {
    const { now } = this.facts;
    if (now - this.#tooSoonAt < OWN_GAP) this.report('P4', 'clicks asked twice within 5 s');
    this.#tooSoonAt = now;
    this.#countOwn(this.#lastClickAt);
  }

  #countOwn(at: number): void {
    this.#own = this.#own.filter((each) => each > at - HOUR + this.#slackMs);
    this.#own.push(at);
    if (this.#own.length > MOST_OWN_PER_HOUR) this.report('P4', `${this.#own.length} requests of its own in an hour`);
  }
}
