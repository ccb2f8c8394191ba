import type { TimeWords } from '../../main/core/time-words.ts';
import { MINUTE_MS } from '../../main/core/time.ts';
import type { EpochMs, WeekSnapshot } from '../../preload/contract/snapshot.ts';
import { text } from './text.ts';

/** Nearer together than this, the earliest and the latest end are one. */
const SAME_MS = 10 * MINUTE_MS;

/** When the refresh token ends, as surely as that is known. */
export function weekLine({ earliestEndAt, latestEndAt, slides }: WeekSnapshot, now: EpochMs, words: TimeWords): string {
  if (slides) return text.ends.unused(words.moment(latestEndAt, now));
  const moment = words.moment(earliestEndAt, now);
  return latestEndAt - earliestEndAt < SAME_MS ? text.ends.at(moment) : text.ends.earliest(moment);
}
