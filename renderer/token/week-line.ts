import type { TimeFormat } from '../../main/core/time/time-format.ts';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import type { EpochMs, WeekSnapshot } from '../../preload/contract/snapshot.ts';
import { tokenText } from '../text/token-text.ts';

/** Nearer together than this, the earliest and the latest end are one. */
const SAME_MS = 10 * MINUTE_MS;

/** Whether the end is a span, and not one moment. */
export function endIsSpan({ earliestEndAt, latestEndAt }: WeekSnapshot): boolean {
  return latestEndAt - earliestEndAt >= SAME_MS;
}

/** When the refresh token ends, as surely as that is known. */
export function weekEndText(week: WeekSnapshot, now: EpochMs, times: TimeFormat): string {
  if (week.slides) return tokenText.ends.unused(times.moment(week.latestEndAt, now));
  const moment = times.moment(week.earliestEndAt, now);
  return endIsSpan(week) ? tokenText.ends.earliest(moment) : tokenText.ends.at(moment);
}
