import type { ActionButton } from '../../../preload/contract/message.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { span } from '../time/time-format.ts';
import { HOUR_MS } from '../time/time.ts';
import type { None, MessageTable } from './message.ts';

/** The conditions of a refresh token's week before NERD refuses the token. */
export interface WeekConditions {
  weekEnds: { readonly earliestEndAt: EpochMs; readonly latestEndAt: EpochMs };
  weekIsOver: None;
  /** The calendar file of the expiry could not be written. */
  expiryNotSaved: None;
}

const RENEW: ActionButton = { kind: 'connect', label: 'Enter a new one' };

export const WEEK_MESSAGES: MessageTable<WeekConditions> = {
  weekEnds: ({ earliestEndAt, latestEndAt }, { now, times }) => {
    const ends = earliestEndAt === latestEndAt ? 'ends' : 'may end';
    const leftMs = earliestEndAt - now;
    // Minutes are of no use when the end is hours or days away.
    const left = span(leftMs > 3 * HOUR_MS ? leftMs - (leftMs % HOUR_MS) : leftMs);
    return {
      tone: 'attention',
      title: `Your refresh token ${ends} in ${left}`,
      happened: `It ${ends} ${times.moment(earliestEndAt, now)}.`,
      works: 'Until then, everything goes on.',
      action: RENEW,
    };
  },
  weekIsOver: {
    tone: 'attention',
    title: 'The week of your refresh token is over',
    happened: 'NERD may refuse it from now on.',
    works: 'Until it does, everything goes on.',
    action: RENEW,
  },
  expiryNotSaved: {
    tone: 'attention',
    title: 'Calendar entry not saved',
    happened: 'The file couldn’t be written: the folder may be read-only, or the disk full.',
    works: 'NERD Tray still reminds you.',
    toDo: 'Save it in another folder.',
  },
};
