import type { AppProcess } from '../world/process.ts';
import { SECOND } from '../world/units.ts';
import type { Facts } from './facts.ts';

/** Two answers that come closer together than this are one witness: a cache may have written the same `Date` into both. */
const INDEPENDENT_AFTER = 10 * SECOND;

/** What one process of the app was told of the time. */
interface StatedTimes {
  readonly process: AppProcess;
  readonly at: number;
  /** When the time was told last, or a token came with nothing said of it; a cache's `Date` tells nothing. */
  readonly statedAt: number;
  /** When the first answer came of those that tell the true time, with no false one since. */
  readonly trueSince: number | undefined;
  readonly isConfirmed: boolean;
  /** An answer has told a false time, or none: one whose token lives for years counts for nothing. */
  readonly heardNotTrue: boolean;
}

/**
 * Whether a process can know the true time. A wrong clock can be found where NERD tells the time, by what the token says
 * too or else by a second answer. That a machine was frozen looks as if its clock had been set forward, until NERD has
 * given a token since.
 */
export class KnownTime {
  #stated: StatedTimes | undefined;

  constructor(private readonly facts: Facts) {}

  /** An answer with a token has come to the app, to a request sent at `sentAt`. */
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

  /** Whether the process can know the time now. */
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
