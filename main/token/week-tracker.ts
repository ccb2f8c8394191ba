import type { WorkingHours } from '../../preload/contract/settings.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { SnoozeUntil, WarningKind, WeekSnapshot } from '../../preload/contract/week.ts';
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

/** Follows the week of the session's refresh token, through restarts, and says when a warning is due. */
export class WeekTracker {
  #tracked: TrackedWeek | undefined;
  /** Once NERD has rejected the refresh token, there is nothing left to warn of. */
  #isRejected = false;
  #plan: Plan | undefined;

  constructor(
    private readonly settings: Pick<SettingsStore, 'get' | 'week' | 'saveWeek'>,
    private readonly calendar: () => Calendar,
  ) {}

  /** The week as it was followed last; undefined if the session has none. */
  get week(): WeekSnapshot | undefined {
    return this.#tracked && weekSnapshot(this.#tracked.week);
  }

  /**
   * Brings the week up to date with the state; to be called once an event, before anything is drawn of it. Gives when
   * the next warning may be due.
   */
  follow(state: TokenState, now: EpochMs): EpochMs | undefined {
    this.#isRejected = state.session.kind === 'rejected';
    this.#track(state);
    const week = this.#warnable();
    return week && nextWarningAt(week, this.#times(week), now);
  }

  /** The warning that is to be given now, which then counts as given. */
  dueWarning(now: EpochMs): WarningKind | undefined {
    const week = this.#warnable();
    const due = week && dueWarning(week, this.#times(week), now);
    if (this.#tracked === undefined || week === undefined || due === undefined) return undefined;
    this.#tracked = { id: this.#tracked.id, week: given(week, due) };
    return due.kind;
  }

  /** Saves that the warning was shown. It is saved only now, so that a crash in between gives it twice rather than never. */
  warned(): void {
    if (this.#tracked !== undefined) this.#save(this.#tracked.id, this.#tracked.week);
  }

  /** Lets the warnings rest; false if that could not be written and holds until the app quits. */
  snooze(until: SnoozeUntil, now: EpochMs): boolean {
    if (this.#tracked === undefined) return true;
    const { id, week } = this.#tracked;
    return this.#save(id, snoozed(week, until, now, this.calendar()));
  }

  #track({ credential, usedAt }: TokenState): void {
    if (credential?.lasts !== 'week') {
      this.#tracked = undefined;
      return;
    }
    const { id, enteredAt } = credential;
    if (this.#tracked?.id !== id) this.#tracked = { id, week: this.settings.week(id) ?? newWeek(enteredAt) };
    const { week } = this.#tracked;
    if (usedAt !== undefined && usedAt > week.lastUsedAt) this.#save(id, used(week, usedAt));
  }

  #warnable(): Week | undefined {
    return this.#isRejected ? undefined : this.#tracked?.week;
  }

  /** When the warnings come; worked out once for as long as that holds, since every event needs it. */
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
    this.#tracked = { id, week };
    // What cannot be written holds until the app quits; at worst a warning is given twice.
    return this.settings.saveWeek(id, week);
  }
}
