import type { WeekSnapshot } from '../../../preload/contract/week.ts';
import { comingDay, type DayContext } from '../time/day-format.ts';

/**
 * The one sentence about when a refresh token expires, without a full stop; window, tray, notifications and command line
 * all say it so. The date is the earliest credible end, and "may" stands where NERD may allow longer.
 */
export function expiryLine({ earliestEndAt, latestEndAt, slides }: WeekSnapshot, context: DayContext): string {
  if (earliestEndAt <= context.now) return 'Refresh token may have expired';
  const verb = earliestEndAt === latestEndAt ? 'expires' : 'may expire';
  const line = `Refresh token ${verb} ${comingDay(earliestEndAt, context)}`;
  return slides ? `${line} if not used` : line;
}
