import type { TimeWords } from '../../main/core/time-words.ts';
import type { HistoryEntry } from '../../preload/contract/history.ts';
import type { AppSnapshot, EpochMs } from '../../preload/contract/snapshot.ts';
import { activityText } from './activity-text.ts';
import { daysOf, type Day } from './days.ts';
import type { Mark } from './marks.ts';
import { stretchIn, stripOf, weekFrame, type Stretch, type Strip } from './strip.ts';
import { text } from './text.ts';
import { endIsSpan, weekLine } from './week-line.ts';

/** The week of a refresh token, as it is drawn and said. */
export interface WeekStrip {
  readonly strip: Strip;
  readonly days: readonly (Stretch & { readonly day: Day; readonly isToday: boolean })[];
  /** Until when all is well, or since when there is a token. */
  readonly words: string;
}

/** The week line of a snapshot with a credential. */
export function weekStrip(
  snapshot: AppSnapshot,
  credential: NonNullable<AppSnapshot['credential']>,
  entries: readonly HistoryEntry[],
  now: EpochMs,
  words: TimeWords,
): WeekStrip {
  // Once NERD has refused the token, what it could still have had is of no use.
  const week = snapshot.session.kind === 'rejected' ? undefined : snapshot.week;
  const { enteredAt } = credential;
  const frame = weekFrame(enteredAt, week, now);
  const days = daysOf(frame.startAt, frame.endAt, snapshot.timeZone);

  const entered = (credential.kind === 'demo' ? text.demoStarted : text.entered)(words.moment(enteredAt, now));
  const ends = week && weekLine(week, now, words);
  const marks: Mark[] = [
    { kind: 'begin', at: enteredAt, endAt: enteredAt, words: entered },
    { kind: 'now', at: now, endAt: now },
  ];
  if (week !== undefined && ends !== undefined) {
    const { earliestEndAt: at, latestEndAt: endAt } = week;
    const said = endIsSpan(week) ? activityText.marks.latest(ends, words.moment(endAt, now)) : ends;
    marks.push({ kind: 'end', at, endAt, words: said });
  }
  return {
    strip: stripOf(frame, entries, days, now, marks),
    days: days.map((day) => ({ day, isToday: now >= day.startAt && now < day.endAt, ...stretchIn(frame, day) })),
    words: ends ?? entered,
  };
}
