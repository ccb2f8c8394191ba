import { DAY_MS } from '../../main/core/time/time.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { WeekSnapshot } from '../../preload/contract/week.ts';
import type { Day } from './days.ts';
import { downtimesOf, timesOn } from './downtime.ts';
import { failureMarks, refreshMarks, type TimelineMark } from './timeline-marks.ts';
import { pausesOf } from './pauses.ts';

/** A segment of a timeline, in shares of its length. */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** A mark at its place. The mark's own times may reach beyond the timeline. */
export interface PlacedMark extends Segment {
  readonly mark: TimelineMark;
}

/** A timeline as it is drawn: every place is a share of its length, 0 to 1. */
export interface Timeline {
  /** The segments in which the app was on. */
  readonly on: readonly Segment[];
  /** The segment from now to the end. */
  readonly ahead: Segment;
  /** One place for each refresh that worked; refreshes at the same place share one. */
  readonly ticks: readonly number[];
  /** Everything that has a name, in the order of time. */
  readonly marks: readonly PlacedMark[];
}

/** The times from which and to which a timeline reaches. */
export interface Frame {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

interface Span {
  readonly at: EpochMs;
  readonly endAt: EpochMs;
}

/** How many refreshes a timeline can show apart. Half as many can have a name of their own. */
const PLACES = 128;
const WEEK_MS = 7 * DAY_MS;

/**
 * The frame of a refresh token's week: the last seven days at most, and what it may still have. `week` is undefined where
 * the token has no end, or has come to it.
 */
export function weekFrame(enteredAt: EpochMs, week: WeekSnapshot | undefined, now: EpochMs): Frame {
  const endAt = Math.max(now, week?.latestEndAt ?? now);
  return { startAt: Math.min(Math.max(enteredAt, now - WEEK_MS), endAt - DAY_MS), endAt };
}

/** The timeline of a frame; `more` are marks that are not from the history. */
export function timelineOf(
  frame: Frame,
  entries: readonly HistoryEntry[],
  days: readonly Day[],
  now: EpochMs,
  more: readonly TimelineMark[] = [],
): Timeline {
  const lengthMs = frame.endAt - frame.startAt;
  const place = (at: EpochMs): number => placeIn(frame, at);
  const segment = ({ at, endAt }: Span): Segment => ({ from: place(at), to: place(endAt) });
  const isInside = ({ at, endAt }: Span): boolean =>
    (at < frame.endAt || (at === now && now === frame.endAt)) && (endAt > frame.startAt || at >= frame.startAt);

  const downtimes = downtimesOf(entries, now);
  const on = timesOn(entries, downtimes, now);
  const inside = entries.filter(({ at, lastAt }) => isInside({ at, endAt: lastAt }));
  const apartMs = (2 * lengthMs) / PLACES;
  const marks: TimelineMark[] = [
    ...refreshMarks(inside, days, apartMs),
    ...failureMarks(inside, days, apartMs),
    ...[...downtimes, ...pausesOf(entries, on, now), ...unknownTimes(frame, entries, now)].filter(
      (time) => isInside(time) && time.endAt - time.at >= apartMs / 4,
    ),
    ...more.filter(isInside),
  ];
  const ticks = inside
    .filter(
      (entry) => entry.kind === 'refresh' && entry.result === 'granted' && isInside({ at: entry.at, endAt: entry.at }),
    )
    .map(({ at }) => Math.round(place(at) * PLACES) / PLACES);

  return {
    on: on
      .filter(isInside)
      .map(segment)
      .filter(({ from, to }) => from < to),
    ahead: { from: place(now), to: 1 },
    ticks: [...new Set(ticks)],
    marks: marks.map((mark) => ({ mark, ...segment(mark) })).sort((a, b) => a.from - b.from || a.to - b.to),
  };
}

/** The segment of a frame that a day takes. */
export function segmentIn(frame: Frame, day: Day): Segment {
  return { from: placeIn(frame, day.startAt), to: placeIn(frame, day.endAt) };
}

/**
 * The index of the mark that a pointer at `share` means: the nearest one within `reach`. A small mark wins over a long one
 * that it lies in.
 */
export function markAt(marks: readonly PlacedMark[], share: number, reach: number): number | undefined {
  const near = marks
    .map(({ from, to }, index) => ({ index, away: Math.max(0, from - share, share - to), width: to - from }))
    .filter(({ away }) => away <= reach)
    .map(({ index, away, width }) => ({ index, score: away + Math.min(width, reach) / 2 }));
  return near.sort((a, b) => a.score - b.score)[0]?.index;
}

function placeIn({ startAt, endAt }: Frame, at: EpochMs): number {
  return Math.min(1, Math.max(0, (at - startAt) / (endAt - startAt)));
}

function unknownTimes({ startAt }: Frame, entries: readonly HistoryEntry[], now: EpochMs): TimelineMark[] {
  const firstAt = entries[0]?.at ?? now;
  return startAt < firstAt ? [{ kind: 'unknown', at: startAt, endAt: firstAt }] : [];
}
