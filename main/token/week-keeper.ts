import type { EpochMs, WeekSnapshot } from '../../preload/contract/snapshot.ts';
import type { Calendar } from '../core/calendar.ts';
import type { TokenState } from '../core/state.ts';
import { dueWarning } from '../core/warnings.ts';
import { newWeek, used, weekSnapshot, type WarningKind, type Week } from '../core/week.ts';
import type { SettingsStore } from '../ports.ts';

/** Keeps what is known of the refresh token's week, through restarts, and says when a warning is due. */
export class WeekKeeper {
  #kept: { readonly id: string; readonly week: Week } | undefined;

  constructor(
    private readonly settings: Pick<SettingsStore, 'week' | 'saveWeek' | 'workingHours'>,
    private readonly calendar: Calendar,
  ) {}

  /** The week of the session's refresh token, brought up to date with the state; undefined if there is none. */
  follow({ credential, usedAt }: TokenState): WeekSnapshot | undefined {
    if (credential?.kind !== 'refreshToken') {
      this.#kept = undefined;
      return undefined;
    }
    const { id, enteredAt } = credential;
    if (this.#kept?.id !== id) this.#kept = { id, week: this.settings.week(id) ?? newWeek(enteredAt) };
    if (usedAt !== undefined && usedAt > this.#kept.week.lastUsedAt) this.#save(id, used(this.#kept.week, usedAt));
    return weekSnapshot(this.#kept.week);
  }

  /** The warning that is to be given now, which it then counts as given. */
  dueWarning(now: EpochMs): WarningKind | undefined {
    if (this.#kept === undefined) return undefined;
    const { id, week } = this.#kept;
    const due = dueWarning(week, now, this.settings.workingHours(), this.calendar);
    if (due !== undefined) this.#save(id, { ...week, warned: due.settled });
    return due?.kind;
  }

  #save(id: string, week: Week): void {
    this.#kept = { id, week };
    // What cannot be written holds until the app quits; at worst a warning is given twice.
    this.settings.saveWeek(id, week);
  }
}
