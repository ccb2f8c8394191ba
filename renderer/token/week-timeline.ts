import type { TimeFormat } from '../../main/core/time/time-format.ts';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { WeekSnapshot } from '../../preload/contract/week.ts';
import { activityText } from '../text/activity-text.ts';
import { daysOf, type Day } from '../timeline/days.ts';
import type { TimelineMark } from '../timeline/timeline-marks.ts';
import { segmentIn, timelineOf, weekFrame, type Segment, type Timeline } from '../timeline/timeline.ts';
import { tokenText } from '../text/token-text.ts';

/** The week of a refresh token as a timeline, with the days that it touches. */
export interface WeekTimeline {
  readonly timeline: Timeline;
  readonly days: readonly (Segment & { readonly day: Day; readonly isToday: boolean })[];
}

/** If the earliest and the latest end are nearer together than this, they are shown as one. */
const SAME_MS = 10 * MINUTE_MS;

type Credential = NonNullable<AppSnapshot['credential']>;

/** The week that can still be used: none, once NERD has refused the token. */
const weekOf = ({ session, week }: AppSnapshot) => (session.kind === 'rejected' ? undefined : week);

const enteredText = ({ kind, enteredAt }: Credential, now: EpochMs, times: TimeFormat): string =>
  tokenText.entered[kind](times.moment(enteredAt, now));

/** One line below the timeline: when the token ends, or when it was entered. */
export function weekText(snapshot: AppSnapshot, credential: Credential, now: EpochMs, times: TimeFormat): string {
  const week = weekOf(snapshot);
  return week === undefined ? enteredText(credential, now, times) : weekEndText(week, now, times);
}

/** The week of a snapshot's credential, with its days. */
export function weekTimeline(
  snapshot: AppSnapshot,
  credential: Credential,
  entries: readonly HistoryEntry[],
  now: EpochMs,
  times: TimeFormat,
): WeekTimeline {
  const week = weekOf(snapshot);
  const { enteredAt } = credential;
  const frame = weekFrame(enteredAt, week, now);
  const days = daysOf(frame.startAt, frame.endAt, snapshot.timeZone);

  const marks: TimelineMark[] = [
    { kind: 'begin', at: enteredAt, endAt: enteredAt, name: enteredText(credential, now, times) },
    { kind: 'now', at: now, endAt: now },
  ];
  if (week !== undefined) {
    const ends = weekEndText(week, now, times);
    const { earliestEndAt: at, latestEndAt: endAt } = week;
    const name = endIsSpan(week) ? activityText.marks.latest(ends, times.moment(endAt, now)) : ends;
    marks.push({ kind: 'end', at, endAt, name });
  }
  return {
    timeline: timelineOf(frame, entries, days, now, marks),
    days: days.map((day) => ({ day, isToday: now >= day.startAt && now < day.endAt, ...segmentIn(frame, day) })),
  };
}

/** Whether the end is a span and not one moment. */
function endIsSpan({ earliestEndAt, latestEndAt }: WeekSnapshot): boolean {
  return latestEndAt - earliestEndAt >= SAME_MS;
}

/** When the refresh token ends, as far as that is known. */
function weekEndText(week: WeekSnapshot, now: EpochMs, times: TimeFormat): string {
  if (week.slides) return tokenText.ends.unused(times.moment(week.latestEndAt, now));
  const moment = times.moment(week.earliestEndAt, now);
  return endIsSpan(week) ? tokenText.ends.earliest(moment) : tokenText.ends.at(moment);
}
