import { HOUR_MS } from '../../main/core/time/time.ts';
import type { WorkingHours } from '../../preload/contract/snapshot.ts';
import { text, type Option } from '../text/text.ts';

/** An hour of the day, 0 to 24, as the user's locale writes it. */
export function hourText(hour: number, locale: string): string {
  if (hour === 24) return text.workingHours.midnight;
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  return clock.format(hour * HOUR_MS);
}

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
