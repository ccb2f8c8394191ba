import type { WorkingHours } from '../../preload/contract/snapshot.ts';
import type { Option } from '../text/option.ts';
import { hourText } from '../text/time.ts';

/** The hours from which one can choose: from `first` to `last`, each of them whole. */
export function hourOptions(first: number, last: number, locale: string): readonly Option<number>[] {
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return hours.map((hour) => ({ value: hour, label: hourText(hour, locale) }));
}

/** The hours with this weekday put in or taken out. */
export function withDay(hours: WorkingHours, weekday: number, isIn: boolean): WorkingHours {
  const others = hours.weekdays.filter((day) => day !== weekday);
  return { ...hours, weekdays: isIn ? [...others, weekday].sort((a, b) => a - b) : others };
}
