import type { AppProcess } from '../world/process.ts';
import { HOUR, SECOND } from '../world/units.ts';
import { BareRefusals } from './bare-refusals.ts';
import type { ReportBroken } from './broken-promise.ts';
import type { Facts } from './facts.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

/** How many background requests the app may make in any hour. */
const MOST_BACKGROUND_PER_HOUR = 20;
/** Clicks lead to a request at most this often, in ms. */
const CLICK_GAP = 5 * SECOND;
/** Background requests are at least this far apart, in ms. */
const BACKGROUND_GAP = 20 * SECOND;
/**
 * How long after the end of the request in flight, in ms, that of a click may follow. The keychain may have to store
 * something first.
 */
const CLICK_WAIT = 6 * SECOND;

/** A request to which no answer has come yet. */
export interface RequestInFlight {
  readonly process: AppProcess;
  readonly refreshToken: string;
  readonly sentAt: number;
}

/**
 * Checks P4: how many requests the server gets from this client, in any hour and at any moment, through all
 * restarts.
 */
export class Requests {
  requestInFlight: RequestInFlight | undefined;
  lastSentAt = -Infinity;
  /** Until then NERD has asked for a pause by `Retry-After`, and the app has heard it. */
  retryAfterUntil = -Infinity;
  readonly bareRefusals: BareRefusals;
  #retryAfterHeardAt = -Infinity;
  #backgroundSentAt: number[] = [];
  #lastClickAt = -Infinity;
  #lastTooSoonAt = -Infinity;
  /** Until when the next request counts as that of a click that could not make it at once. */
  #clickWaitsUntil = -Infinity;

  constructor(
    private readonly facts: Facts,
    private readonly report: ReportBroken,
  ) {
    this.bareRefusals = new BareRefusals(facts, report);
  }

  /**
   * How much earlier than allowed a request may be, in ms. Where clocks are set wrong, the app can be off by
   * seconds.
   */
  get #slackMs(): number {
    return this.facts.conditions.clockIsSetWrong ? 10 * SECOND : 1100;
  }

  /** Takes note of a click, after the app has made the request that it could make at once. */
  clicked(process: AppProcess): void {
    const { now } = this.facts;
    // A request with a credential that was saved for later is not the one of the click: that comes after it.
    const isServed = this.requestInFlight?.refreshToken === credentialIdentifier(process.service.session);
    if (this.lastSentAt === now && isServed) return;
    this.#clickWaitsUntil = this.requestInFlight?.process === process ? Infinity : now + CLICK_WAIT;
  }

  /** Takes note of a request, and checks whether it is allowed now. */
  sent(process: AppProcess, refreshToken: string, byClick: boolean): void {
    const { now } = this.facts;
    if (this.requestInFlight?.process === process) this.report('P4', 'two requests at once');
    if (now < this.retryAfterUntil - this.#slackMs) this.report('P4', 'a request in the pause that NERD had asked for');
    const isForPendingCredential = !byClick && refreshToken !== credentialIdentifier(process.service.session);
    if (byClick) {
      // The request of an earlier click may have been due anyway. Then it counts as a background request, once.
      if (now - this.#lastClickAt < CLICK_GAP - this.#slackMs / 2) this.#clickRequestTooSoon();
      this.#lastClickAt = now;
    } else if (now > this.#clickWaitsUntil || isForPendingCredential) {
      this.#countBackground(now);
      if (!isForPendingCredential) this.bareRefusals.sent(this.facts.server.familyOf(refreshToken));
    }
    // The session's request, which the click is for, comes right after one with a credential that was saved for
    // later.
    this.#clickWaitsUntil = isForPendingCredential && now <= this.#clickWaitsUntil ? Infinity : -Infinity;
    this.lastSentAt = now;
    this.requestInFlight = { process, refreshToken, sentAt: now };
  }

  /** Takes note of an answer, and of the pause in ms that NERD has asked for by `Retry-After`. */
  answered(process: AppProcess, retryAfterMs: number | undefined): void {
    const { now } = this.facts;
    if (this.requestInFlight?.process === process) this.requestInFlight = undefined;
    if (this.#clickWaitsUntil === Infinity) this.#clickWaitsUntil = now + CLICK_WAIT;
    if (retryAfterMs === undefined) return;
    this.retryAfterUntil = now + retryAfterMs;
    this.#retryAfterHeardAt = now;
  }

  /** Takes note that a process has ended, with what the next one cannot know of it. */
  ended(process: AppProcess): void {
    const { now } = this.facts;
    this.bareRefusals.ended(process);
    if (this.requestInFlight?.process === process) this.requestInFlight = undefined;
    this.#clickWaitsUntil = -Infinity;
    // The app cannot have saved what came in the very moment of the crash.
    if (this.#retryAfterHeardAt === now) this.retryAfterUntil = -Infinity;
    // The next process cannot make sense of what this one saved by a wrong clock.
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
