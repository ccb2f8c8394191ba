import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { offsetIn } from './calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.ts';

/** A time zone as POSIX writes it in `TZ` (IEEE Std 1003.1, chapter 8.3): "EST5EDT,M3.2.0,M11.1.0". */
export interface PosixZone {
  /** How far standard time is ahead of UTC. */
  readonly standardMs: DurationMs;
  /** Undefined where clocks never change. */
  readonly summer: { readonly aheadMs: DurationMs; readonly from: ChangeRule; readonly to: ChangeRule } | undefined;
}

/** When clocks change in a year. */
interface ChangeRule {
  /** Gives the day on which they change, at midnight in UTC. */
  readonly dayIn: (year: number) => EpochMs;
  /** On that day's clock, as it is before the change. */
  readonly timeMs: DurationMs;
}

const NAME = '(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)';
const TIME = '[+-]?\\d{1,3}(?::\\d{1,2}){0,2}';
const DAY = '(?:J?\\d{1,3}|M\\d{1,2}\\.\\d\\.\\d)';
const ZONE = new RegExp(
  `^:?${NAME}(${TIME})(?:${NAME}(${TIME})?(?:,(${DAY})(?:/(${TIME}))?,(${DAY})(?:/(${TIME}))?)?)?$`,
  'u',
);
const HAS_SUMMER = new RegExp(`^:?${NAME}${TIME}${NAME}`, 'u');
/** Clocks change at this time where no other is stated. */
const USUAL_CHANGE = '2';
/** Where no rule is stated glibc takes that of the United States. */
const [USUAL_START, USUAL_END] = ['M3.2.0', 'M11.1.0'] as const;

/** Parses a zone in POSIX's form; undefined for anything else, such as the name of a zone ("Europe/Berlin"). */
export function parsePosixZone(text: string): PosixZone | undefined {
  const [matched, standard, summer, from = USUAL_START, fromTime, to = USUAL_END, toTime] = ZONE.exec(text) ?? [];
  if (matched === undefined || standard === undefined) return undefined;
  // POSIX counts westward.
  const standardMs = 0 - timeOf(standard);
  if (!HAS_SUMMER.test(text)) return { standardMs, summer: undefined };
  const aheadMs = summer === undefined ? standardMs + HOUR_MS : 0 - timeOf(summer);
  return { standardMs, summer: { aheadMs, from: ruleOf(from, fromTime), to: ruleOf(to, toTime) } };
}

/** Gives how far clocks in the zone are ahead of UTC at a moment. */
export function posixOffset(zone: PosixZone, at: EpochMs): DurationMs {
  const { standardMs, summer } = zone;
  if (summer === undefined) return standardMs;
  const [from, to] = changesIn(zone, yearOf(at + standardMs)) as [EpochMs, EpochMs];
  // South of the equator summer goes over the turn of the year.
  const isSummer = from < to ? at >= from && at < to : at >= from || at < to;
  return isSummer ? summer.aheadMs : standardMs;
}

/**
 * Gives the first of these named zones whose clocks show what the zone's show, from the year before `now` to the year
 * after it; else one that does so now; undefined if there is none. `Intl` takes names alone, and on Linux reads a
 * zone in POSIX's form as UTC.
 */
export function zoneLike(zone: PosixZone, now: EpochMs, names: readonly string[]): string | undefined {
  const year = yearOf(now);
  const changes = [year - 1, year, year + 1].flatMap((each) => changesIn(zone, each));
  const months = Array.from({ length: 36 }, (_, month) => Date.UTC(year - 1, month, 15));
  const samples = [...months, ...changes.flatMap((at) => [at - MINUTE_MS, at])];
  const agrees = (name: string, moments: readonly EpochMs[]): boolean => {
    const offset = offsetIn(name);
    return moments.every((at) => offset(at) === posixOffset(zone, at));
  };
  const alikeNow = names.filter((name) => agrees(name, [now]));
  return alikeNow.find((name) => agrees(name, samples)) ?? alikeNow[0];
}

/** The moments at which summer time begins and ends in a year; none where clocks never change. */
function changesIn({ standardMs, summer }: PosixZone, year: number): EpochMs[] {
  if (summer === undefined) return [];
  const { from, to, aheadMs } = summer;
  return [from.dayIn(year) + from.timeMs - standardMs, to.dayIn(year) + to.timeMs - aheadMs];
}

function ruleOf(day: string, time = USUAL_CHANGE): ChangeRule {
  return { dayIn: dayRule(day), timeMs: timeOf(time) };
}

function dayRule(text: string): ChangeRule['dayIn'] {
  const [month, week, weekday] = text.slice(1).split('.').map(Number);
  if (month !== undefined && week !== undefined && weekday !== undefined) {
    return (year) => {
      const first = Date.UTC(year, month - 1, 1);
      const day = first + ((weekday - weekdayOf(first) + 7) % 7) * DAY_MS + (week - 1) * 7 * DAY_MS;
      // The fifth one of a month is its last.
      return day < Date.UTC(year, month, 1) ? day : day - 7 * DAY_MS;
    };
  }
  const number = Number(text.replace('J', ''));
  if (!text.startsWith('J')) return (year) => Date.UTC(year, 0, 1) + number * DAY_MS;
  // A Julian day leaves out February 29.
  return (year) => Date.UTC(2001, 0, number) - Date.UTC(2001, 0, 1) + Date.UTC(year, 0, 1) + leapDay(year, number);
}

function leapDay(year: number, number: number): DurationMs {
  return number > 59 && Date.UTC(year, 1, 29) < Date.UTC(year, 2, 1) ? DAY_MS : 0;
}

/** The year that a moment lies in, in UTC. */
function yearOf(at: EpochMs): number {
  const about = 1970 + Math.floor(at / (365.2425 * DAY_MS));
  return about + (at >= Date.UTC(about + 1, 0, 1) ? 1 : 0) - (at < Date.UTC(about, 0, 1) ? 1 : 0);
}

/** 0 is Sunday, as in the rules; 1970-01-01 was a Thursday. */
function weekdayOf(at: EpochMs): number {
  return (((Math.floor(at / DAY_MS) + 4) % 7) + 7) % 7;
}

/** Reads hours, and minutes and seconds where there are any: "-5:45". */
function timeOf(text: string): DurationMs {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[+-]/u, '').split(':').map(Number);
  const ms = hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS;
  return text.startsWith('-') ? -ms : ms;
}
