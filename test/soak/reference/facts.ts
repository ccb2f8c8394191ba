import type { Conditions } from '../world/conditions.ts';
import type { Disk } from '../world/disk.ts';
import type { Machine } from '../world/machine.ts';
import type { AppProcess } from '../world/process.ts';
import type { Server } from '../world/server.ts';

/** The truth about a world, which the checks know and the app does not. */
export interface Facts {
  readonly conditions: Conditions;
  readonly now: number;
  readonly server: Server;
  readonly machine: Machine;
  readonly disk: Disk;
  readonly process: AppProcess | undefined;
  readonly troubles: Troubles;
}

/** Until when each kind of trouble lasts, or when it ended. -Infinity means that it never happened. */
export class Troubles {
  /** NERD could not be reached, or gave no proper answer. */
  noAnswersUntil = -Infinity;
  /** NERD answered, but slowly. */
  slowAnswersUntil = -Infinity;
  /** The keychain was slow or locked. */
  keychainTroubleUntil = -Infinity;
  /** The app did not run, or the machine was asleep or off. */
  notRunningUntil = -Infinity;
  /** Background requests were paused. */
  backgroundPausedUntil = -Infinity;
  /** The machine's own clock was wrong. */
  wrongClockUntil = -Infinity;
  /** The machine was frozen, so that none of its clocks counted the time. */
  frozenUntil = -Infinity;

  /** Takes note that a trouble lasts until this moment. An earlier note that lasts longer stays. */
  note(kind: Exclude<keyof Troubles, 'note'>, untilAt: number): void {
    this[kind] = Math.max(this[kind], untilAt);
  }
}
