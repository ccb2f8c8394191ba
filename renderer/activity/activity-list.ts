import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { activityText } from '../text/activity-text.ts';
import type { ActivityTimes } from '../text/activity-times.ts';
import { entryText, downtimeText } from './entry-text.ts';
import type { Day } from '../timeline/days.ts';
import { downtimesOf } from '../timeline/downtime.ts';

/** One line of the list of what has happened. */
export interface Line {
  readonly at: EpochMs;
  /** "08:10–08:40" */
  readonly time: string;
  readonly text: string;
}

/** What happened on one day, the newest first. */
export interface DayLines {
  readonly day: Day;
  readonly lines: readonly Line[];
}

/** A line, and for a background refresh what is needed to join it with its neighbours. */
interface Item {
  readonly at: EpochMs;
  readonly endAt: EpochMs;
  readonly text: string;
  readonly routine?: { readonly times: number; readonly mostMs: DurationMs };
}

/** From this many on, background refreshes in a row are joined into one line. */
const MANY = 3;

/** What happened, by day, the newest first; days on which nothing happened are left out. */
export function activityList(
  entries: readonly HistoryEntry[],
  days: readonly Day[],
  now: EpochMs,
  times: ActivityTimes,
): readonly DayLines[] {
  const items = itemsOf(entries, now, times);
  return days
    .map((day) => ({ day, items: items.filter(({ at }) => at >= day.startAt && at < day.endAt) }))
    .filter((each) => each.items.length > 0)
    .map((each) => ({
      day: each.day,
      lines: folded(each.items, times)
        .map((item) => lineOf(item, times))
        .reverse(),
    }))
    .reverse();
}

function itemsOf(entries: readonly HistoryEntry[], now: EpochMs, times: ActivityTimes): readonly Item[] {
  const downtimes = downtimesOf(entries, now);
  const toldWithDowntime = new Set(downtimes.filter(({ kind }) => kind !== 'slept').map(({ endAt }) => endAt));
  const items: Item[] = [];
  for (const entry of entries) {
    const text = entryText(entry, times);
    if (text === undefined || (entry.kind === 'started' && toldWithDowntime.has(entry.at))) continue;
    const { at, lastAt: endAt } = entry;
    const isRoutine = entry.kind === 'refresh' && entry.result === 'granted' && entry.own;
    items.push({ at, endAt, text, ...(isRoutine && { routine: { times: entry.times, mostMs: entry.tookMs } }) });
  }
  // A downtime comes after the entry that it was found by, which has the same moment.
  items.push(
    ...downtimes.map((downtime) => ({ at: downtime.at, endAt: downtime.at, text: downtimeText(downtime, times) })),
  );
  return items.sort((a, b) => a.at - b.at);
}

/** Joins background refreshes in a row into one line. */
function folded(items: readonly Item[], times: ActivityTimes): readonly Item[] {
  const rows: Item[][] = [];
  for (const item of items) {
    const row = rows.at(-1);
    if (item.routine !== undefined && row?.[0]?.routine !== undefined) row.push(item);
    else rows.push([item]);
  }
  return rows.flatMap((row) => {
    const [first] = row;
    const last = row.at(-1);
    if (first === undefined || last === undefined || row.length < MANY) return row;
    const mostMs = Math.max(...row.map(({ routine }) => routine?.mostMs ?? 0));
    const count = row.reduce((sum, { routine }) => sum + (routine?.times ?? 0), 0);
    return [{ at: first.at, endAt: last.endAt, text: activityText.refreshedOften(count, times.seconds(mostMs)) }];
  });
}

function lineOf({ at, endAt, text }: Item, times: ActivityTimes): Line {
  return { at, time: times.range(at, endAt), text };
}
