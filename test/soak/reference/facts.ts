import type { Conditions } from '../world/conditions.ts';
import type { Disk } from '../world/disk.ts';
import type { Machine } from '../world/machine.ts';
import type { AppProcess } from '../world/process.ts';
import type { Server } from '../world/server.ts';

/** The truth about a world, as only somebody outside of it can know it. */
export interface Facts {
  readonly conditions: Conditions;
  readonly now: number;
  readonly server: Server;
  readonly machine: Machine;
  readonly disk: Disk;
  readonly process: AppProcess | undefined;
  readonly troubles: Troubles;
}

/** Until when each kind of trouble lasts, or has lasted. */
export class Troubles {
  /** NERD could not be reached, or could not answer. */
  noAnswersUntil = -Infinity;
  /** NERD answered, but slowly. */
  slowAnswersUntil = -Infinity;
  keychainTroubleUntil = -Infinity;
  /** The app was not running, or the machine was not. */
  notRunningUntil = -Infinity;
  /** Background requests were paused. */
  backgroundPausedUntil = -Infinity;
  /** The machine's own clock was wrong. */
  wrongClockUntil = -Infinity;
  /** Time had passed that no clock of the machine had counted. */
  frozenUntil = -Infinity;

  note(kind: Exclude<keyof Troubles, 'note'>, untilAt: number): void {
    this[kind] = Math.max(this[kind], untilAt);
  }
}
