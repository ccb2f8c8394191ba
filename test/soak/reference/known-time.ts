import type { AppProcess } from '../world/process.ts';
import { SECOND } from '../world/units.ts';
import type { Facts } from './facts.ts';

/** Answers that come closer together than this, in ms, count as one: a cache may have put the same `Date` into both. */
const INDEPENDENT_AFTER = 10 * SECOND;

/** What the answers told one process of the time. */
interface StatedTimes {
  readonly process: AppProcess;
  /** When the last answer came. */
  readonly at: number;
  /** When the last answer came that did not have a cache's `Date`. */
  readonly statedAt: number;
  /** When the first answer with the true time came, with no false one since. */
  readonly trueSince: number | undefined;
  /** Whether the true time was confirmed, by the `iat` of a token or by a second answer. */
  readonly isConfirmed: boolean;
  /** Whether an answer stated a false time or none. A `Date` beside a token that lives for years counts for nothing. */
  readonly heardNotTrue: boolean;
}

/**
 * Knows whether a process can know the true time. It can find out that its clock is wrong where NERD states the
 * time, by the token's `iat` or else by a second answer. A machine that was frozen looks as if its clock had been
 * set forward, until NERD has granted a token since.
 */
export class KnownTime {
  #stated: StatedTimes | undefined;

  constructor(private readonly facts: Facts) {}

  /** Takes note of an answer with a token, to a request that was sent at `sentAt`. */
  noteStatedTime(process: AppProcess, statedTime: 'true' | 'false' | 'nothing', sentAt: number): void {
    const { now, conditions, troubles } = this.facts;
    const before = this.#stated;
    const isSameRun = before?.process === process && before.at > troubles.frozenUntil;
    const { trueSince, isConfirmed, heardNotTrue } = isSameRun
      ? before
      : { trueSince: undefined, isConfirmed: false, heardNotTrue: false };
    const isSecond = trueSince !== undefined && now - trueSince > INDEPENDENT_AFTER + now - sentAt;
    this.#stated = {
      process,
      at: now,
      statedAt: statedTime === 'false' && !conditions.statesIssuedAt ? (before?.statedAt ?? -Infinity) : now,
      trueSince: statedTime === 'true' ? (trueSince ?? now) : statedTime === 'false' ? undefined : trueSince,
      isConfirmed: isConfirmed || (statedTime === 'true' && (conditions.statesIssuedAt || isSecond)),
      heardNotTrue: heardNotTrue || statedTime !== 'true',
    };
  }

  /** Whether the process can know the true time now. */
  canBeKnown(process: AppProcess): boolean {
    const { conditions, machine, troubles } = this.facts;
    const { wrongClockUntil, frozenUntil } = troubles;
    const stated = this.#stated?.process === process ? this.#stated : undefined;
    const isStatedSinceFreeze =
      frozenUntil === -Infinity || (this.#stated !== undefined && this.#stated.statedAt > frozenUntil);
    if (!isStatedSinceFreeze) return false;
    if (wrongClockUntil === -Infinity) return true;
    const isConfirmed = machine.wallClockAheadMs === 0 || stated?.isConfirmed === true;
    return conditions.sendsDateHeader && (isConfirmed || (conditions.statesIssuedAt && stated?.heardNotTrue !== true));
  }
}
