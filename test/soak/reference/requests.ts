import type { AppProcess } from '../world/process.ts';
import { HOUR, SECOND } from '../world/units.ts';
import { BareRefusals } from './bare-refusals.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

const MOST_BACKGROUND_PER_HOUR = 20;
const CLICK_GAP = 5 * SECOND;
/** Background requests are at least this far apart. */
const BACKGROUND_GAP = 20 * SECOND;
/** How long a click waits for the request in flight, and for what the keychain has to store first. */
const CLICK_WAIT = 6 * SECOND;

/** A request that the server has not answered yet. */
export interface RequestInFlight {
  readonly process: AppProcess;
  readonly refreshToken: string;
  readonly sentAt: number;
}

/** P4: checks what the server gets from this client, in any hour and at any moment, through all restarts. */
export class Requests {
  requestInFlight: RequestInFlight | undefined;
  lastSentAt = -Infinity;
  /** NERD has asked for a pause until then, and the app has heard it. */
  retryAfterUntil = -Infinity;
  readonly bareRefusals: BareRefusals;
  #retryAfterHeardAt = -Infinity;
  #backgroundSentAt: number[] = [];
  #lastClickAt = -Infinity;
  #lastTooSoonAt = -Infinity;
  /** Until when the next request is the one of a click that could not make it at once. */
  #clickWaitsUntil = -Infinity;

  constructor(
    private readonly facts: Facts,
    private readonly report: ReportBroken,
  ) {
    this.bareRefusals = new BareRefusals(facts, report);
  }

  /** Clocks that were set leave an uncertainty of seconds. */
  get #slackMs(): number {
    return this.facts.conditions.clockIsSetWrong ? 10 * SECOND : 1100;
  }

  /** Takes note of a click; a request that could be made at once has been. */
  clicked(process: AppProcess): void {
    const { now } = this.facts;
    // A request for a token that was kept for later is none for the session: that one comes after it.
    const isServed = this.requestInFlight?.refreshToken === credentialIdentifier(process.service.session);
    if (this.lastSentAt === now && isServed) return;
    this.#clickWaitsUntil = this.requestInFlight?.process === process ? Infinity : now + CLICK_WAIT;
  }

  sent(process: AppProcess, refreshToken: string, byClick: boolean): void {
    const { now } = this.facts;
    if (this.requestInFlight?.process === process) this.report('P4', 'two requests at once');
    if (now < this.retryAfterUntil - this.#slackMs) this.report('P4', 'a request in the pause that NERD had asked for');
    const isForPendingCredential = !byClick && refreshToken !== credentialIdentifier(process.service.session);
    if (byClick) {
      // What was asked at a click may have been due anyway; then it counts as the app’s own, once.
      if (now - this.#lastClickAt < CLICK_GAP - this.#slackMs / 2) this.#clickRequestTooSoon();
      this.#lastClickAt = now;
    } else if (now > this.#clickWaitsUntil || isForPendingCredential) {
      this.#countBackground(now);
      if (!isForPendingCredential) this.bareRefusals.sent(this.facts.server.familyOf(refreshToken));
    }
    // The session's turn, which the click is for, comes right after one for a token that was kept for later.
    this.#clickWaitsUntil = isForPendingCredential && now <= this.#clickWaitsUntil ? Infinity : -Infinity;
    this.lastSentAt = now;
    this.requestInFlight = { process, refreshToken, sentAt: now };
  }

  answered(process: AppProcess, retryAfterMs: number | undefined): void {
    const { now } = this.facts;
    if (this.requestInFlight?.process === process) this.requestInFlight = undefined;
    if (this.#clickWaitsUntil === Infinity) this.#clickWaitsUntil = now + CLICK_WAIT;
    if (retryAfterMs === undefined) return;
    this.retryAfterUntil = now + retryAfterMs;
    this.#retryAfterHeardAt = now;
  }

  ended(process: AppProcess): void {
    const { now } = this.facts;
    this.bareRefusals.ended(process);
    if (this.requestInFlight?.process === process) this.requestInFlight = undefined;
    this.#clickWaitsUntil = -Infinity;
    // Nobody can remember what came in the very moment of the crash.
    if (this.#retryAfterHeardAt === now) this.retryAfterUntil = -Infinity;
    // What was noted by a clock that was wrong cannot be understood by the next process.
    if (!this.facts.conditions.clockIsSetWrong) return;
    this.retryAfterUntil = -Infinity;
    this.#backgroundSentAt = [];
    this.#lastClickAt = -Infinity;
  }

  #clickRequestTooSoon(): void {
    const { now } = this.facts;
    if (now - this.#lastTooSoonAt < BACKGROUND_GAP) this.report('P4', 'clicks asked twice within 5 s');
    this.#lastTooSoonAt = now;
    this.#countBackground(this.#lastClickAt);
  }

  #countBackground(at: number): void {
    this.#backgroundSentAt = this.#backgroundSentAt.filter((each) => each > at - HOUR + this.#slackMs);
    this.#backgroundSentAt.push(at);
    if (this.#backgroundSentAt.length > MOST_BACKGROUND_PER_HOUR)
      this.report('P4', `${this.#backgroundSentAt.length} requests of its own in an hour`);
  }
}
