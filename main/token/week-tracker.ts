import type { EpochMs, WarningKind, WeekSnapshot, WorkingHours, SnoozeUntil } from '../../preload/contract/snapshot.ts';
import type { Calendar } from '../core/time/calendar.ts';
import type { TokenState } from '../core/token/state.ts';
import { dueWarning, given, nextWarningAt, snoozed, warningTimes, type WarningTimes } from '../core/week/warnings.ts';
import { newWeek, used, weekSnapshot, type Week } from '../core/week/week.ts';
import type { SettingsStore } from '../ports/storage.ts';

interface TrackedWeek {
  readonly id: string;
  readonly week: Week;
}

interface Plan {
  readonly week: Week;
  readonly hours: WorkingHours;
  readonly calendar: Calendar;
  readonly times: WarningTimes;
}

/** Keeps what is known of the refresh token's week, through restarts, and says when a warning is due. */
export class WeekTracker {
  #kept: TrackedWeek | undefined;
  #plan: Plan | undefined;

  constructor(
    private readonly settings: Pick<SettingsStore, 'get' | 'week' | 'saveWeek'>,
    private readonly calendar: () => Calendar,
  ) {}

  /** The week of the session's refresh token, brought up to date with the state; undefined if there is none. */
  follow(state: TokenState): WeekSnapshot | undefined {
    const kept = this.#follow(state);
    return kept && weekSnapshot(kept.week);
  }

  /** The warning that is to be given now, which then counts as given. */
  dueWarning(state: TokenState, now: EpochMs): WarningKind | undefined {
    const kept = this.#warnable(state);
    const due = kept && dueWarning(kept.week, this.#times(kept.week), now);
    if (kept === undefined || due === undefined) return undefined;
    this.#kept = { id: kept.id, week: given(kept.week, due) };
    return due.kind;
  }

  /** The warning was shown. Kept only now: a crash in between has it told twice rather than never. */
  warned(): void {
    if (this.#kept !== undefined) this.#save(this.#kept.id, this.#kept.week);
  }

  /** When to look for a warning again. */
  nextAt(state: TokenState, now: EpochMs): EpochMs | undefined {
    const kept = this.#warnable(state);
    return kept && nextWarningAt(kept.week, this.#times(kept.week), now);
  }

  /** Lets the warnings rest; false if that could not be written and holds until the app quits. */
  snooze(until: SnoozeUntil, now: EpochMs): boolean {
    if (this.#kept === undefined) return true;
    const { id, week } = this.#kept;
    return this.#save(id, snoozed(week, until, now, this.calendar()));
  }

  #follow({ credential, usedAt }: TokenState): TrackedWeek | undefined {
    if (credential?.lasts !== 'week') {
      this.#kept = undefined;
      return undefined;
    }
    const { id, enteredAt } = credential;
    if (this.#kept?.id !== id) this.#kept = { id, week: this.settings.week(id) ?? newWeek(enteredAt) };
    if (usedAt !== undefined && usedAt > this.#kept.week.lastUsedAt) this.#save(id, used(this.#kept.week, usedAt));
    return this.#kept;
  }

  /** Once NERD has refused, there is nothing left to warn of. */
  #warnable(state: TokenState): TrackedWeek | undefined {
    const kept = this.#follow(state);
    return state.session.kind === 'rejected' ? undefined : kept;
  }

  /** Reckoned once for as long as it holds: this is asked at every event. */
  #times(week: Week): WarningTimes {
    const hours = this.settings.get().workingHours;
    const calendar = this.calendar();
    let plan = this.#plan;
    if (plan?.week !== week || plan.hours !== hours || plan.calendar !== calendar) {
      plan = { week, hours, calendar, times: warningTimes(week, hours, calendar) };
      this.#plan = plan;
    }
    return plan.times;
  }

  #save(id: string, week: Week): boolean {
    this.#kept = { id, week };
    // What cannot be written holds until the app quits; at worst a warning is given twice.
    return this.settings.saveWeek(id, week);
  }
}
