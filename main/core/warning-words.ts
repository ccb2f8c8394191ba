import type { EpochMs, Message, WarningKind, WeekSnapshot } from '../../preload/contract/snapshot.ts';
import { message } from './messages.ts';
import { span, type TimeWords } from './time-words.ts';
import { HOUR_MS } from './time.ts';

/** The words of a warning, which says at `now` how much of the week is left; its action leads to where it is renewed. */
export function warningMessage(kind: WarningKind, week: WeekSnapshot, now: EpochMs, words: TimeWords): Message {
  const renew = { kind: 'connect', label: 'Enter a new one' } as const;
  if (kind === 'end') {
    const sentence = 'NERD may refuse it from now on. Until it does, everything goes on.';
    return message('attention', 'The week of your refresh token is over', sentence, renew);
  }
  const ends = week.earliestEndAt === week.latestEndAt ? 'ends' : 'may end';
  const leftMs = week.earliestEndAt - now;
  // Days ahead, minutes are of no use.
  const title = `Your refresh token ${ends} in ${span(leftMs > 3 * HOUR_MS ? leftMs - (leftMs % HOUR_MS) : leftMs)}`;
  const sentence = `It ${ends} ${words.moment(week.earliestEndAt, now)}. Until then, everything goes on.`;
  return message('attention', title, sentence, renew);
}
