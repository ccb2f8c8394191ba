import type { TimeFormat } from '../../main/core/time/time-format.ts';
import type { PauseUntil } from '../../preload/contract/session.ts';
import type { WorkingHours } from '../../preload/contract/settings.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { Option } from '../text/option.ts';
import { settingsText } from '../text/settings-text.ts';
import { hourText } from '../text/time.ts';

export type KeepFresh = 'always' | PauseUntil;

/** The option that is in force now. */
export function keepFreshValue({ pause }: AppSnapshot): KeepFresh {
  if (pause === undefined) return 'always';
  return pause.untilAt === undefined ? 'resumed' : 'tomorrow';
}

/** The options as people read them. A pause that is on says when it ends. */
export function keepFreshOptions({ pause, now }: AppSnapshot, times: TimeFormat): readonly Option<KeepFresh>[] {
  const { keepFresh } = settingsText;
  const tomorrow =
    pause?.untilAt === undefined ? keepFresh.tomorrow : keepFresh.until(times.moment(pause.untilAt, now));
  return [
    { value: 'always', label: keepFresh.always },
    { value: 'tomorrow', label: tomorrow },
    { value: 'resumed', label: keepFresh.resumed },
  ];
}

/** The whole hours from `first` to `last`, to choose from. */
export function hourOptions(first: number, last: number, locale: string): readonly Option<number>[] {
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return hours.map((hour) => ({ value: hour, label: hourText(hour, locale) }));
}

/** The working hours with this weekday added or removed. */
export function withDay(hours: WorkingHours, weekday: number, isIn: boolean): WorkingHours {
  const others = hours.weekdays.filter((day) => day !== weekday);
  return { ...hours, weekdays: isIn ? [...others, weekday].sort((a, b) => a - b) : others };
}
