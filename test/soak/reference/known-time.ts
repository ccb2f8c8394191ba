import type { AppProcess } from '../world/process.ts';
import { SECOND } from '../world/units.ts';
import type { Facts } from './facts.ts';

/** Two answers that come closer together than this are one witness: a cache may have written the same `Date` into both. */
const APART = 10 * SECOND;

/** What one process of the app was told of the time. */
interface Told {
  readonly process: AppProcess;
  readonly at: number;
  /** When the time was told last, or a token came with nothing said of it; a cache's `Date` tells nothing. */
  readonly toldAt: number;
  /** When the first answer came of those that tell the true time, with no false one since. */
  readonly trueSince: number | undefined;
  readonly isKnown: boolean;
  /** An answer has told a false time, or none: one whose token lives for years counts for nothing. */
  readonly heardOther: boolean;
}

/**
 * Whether a process can know the true time. A wrong clock can be found where NERD tells the time, by what the token says
 * too or else by a second answer. That a machine was frozen looks as if its clock had been set forward, until NERD has
 * given a token since.
 */
export class KnownTime {
  #told: Told | undefined;

  constructor(private readonly facts: Facts) {}

  /** An answer with a token has come to the app, to a request sent at `sentAt`. */
  told(process: AppProcess, time: 'true' | 'false' | 'nothing', sentAt: number): void {
    const { now, conditions, troubles } = this.facts;
    const before = this.#told;
    const goesOn = before?.process === process && before.at > troubles.frozenUntil;
    const { trueSince, isKnown, heardOther } = goesOn
      ? before
      : { trueSince: undefined, isKnown: false, heardOther: false };
    const isSecond = trueSince !== undefined && now - trueSince > APART + now - sentAt;
    this.#told = {
      process,
      at: now,
      toldAt: time === 'false' && !conditions.saysIssued ? (before?.toldAt ?? -Infinity) : now,
      trueSince: time === 'true' ? (trueSince ?? now) : time === 'false' ? undefined : trueSince,
      isKnown: isKnown || (time === 'true' && (conditions.saysIssued || isSecond)),
      heardOther: heardOther || time !== 'true',
    };
  }

  /** Whether the process can know the time now. */
  canBeKnown(process: AppProcess): boolean {
    const { conditions, machine, troubles } = this.facts;
    const { clockUntil, frozenUntil } = troubles;
    const told = this.#told?.process === process ? this.#told : undefined;
    const isTold = frozenUntil === -Infinity || (this.#told !== undefined && this.#told.toldAt > frozenUntil);
    if (!isTold) return false;
    if (clockUntil === -Infinity) return true;
    const isConfirmed = machine.wallAheadMs === 0 || told?.isKnown === true;
    return conditions.sendsDate && (isConfirmed || (conditions.saysIssued && told?.heardOther !== true));
  }
}
