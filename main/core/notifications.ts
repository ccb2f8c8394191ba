import type { CopyResult } from '../../preload/contract/command.ts';
import type { AppSnapshot, Message, WeekSnapshot } from '../../preload/contract/snapshot.ts';
import { COPY_PROMISE_MS } from './schedule.ts';
import { span, type TimeWords } from './time-words.ts';
import type { WarningKind } from './week.ts';

/** One per event; a newer one with the same id replaces the older. A click opens the window. */
export interface NotificationView {
  readonly id: 'copy' | 'session' | 'candidate' | 'week';
  readonly title: string;
  readonly body: string;
}

/**
 * What a copy from the tray has to say: the tick on the icon is enough when it just worked; a wait, a failure, and a
 * token with under five minutes left deserve words.
 */
export function copyNotification(result: CopyResult): NotificationView | undefined {
  if (result.ok && !result.waited && result.lastsMs >= COPY_PROMISE_MS) return undefined;
  return view('copy', result.message);
}

/** What is to be told of the step from one snapshot to the next, while nobody may be looking at the window. */
export function dueNotifications(before: AppSnapshot, after: AppSnapshot): NotificationView[] {
  const due: NotificationView[] = [];
  if (after.session.kind === 'rejected' && before.session.kind !== 'rejected') due.push(view('session', after.message));
  const candidateRefused = after.candidate?.kind === 'refused' && before.candidate?.kind !== 'refused';
  if (candidateRefused && after.candidateMessage !== undefined) due.push(view('candidate', after.candidateMessage));
  return due;
}

/** The words of a warning before the week's end. A click opens the window, where a new token can be entered. */
export function weekNotification(
  kind: WarningKind,
  week: WeekSnapshot,
  now: number,
  words: TimeWords,
): NotificationView {
  const renew = 'Copy a new refresh token from your Account page in NERD and enter it in NERD Tray.';
  if (kind === 'end') {
    const body = `NERD may refuse your refresh token from now on. Until it does, everything goes on. ${renew}`;
    return { id: 'week', title: 'The week of your refresh token is over', body };
  }
  const left = span(week.earliestEndAt - now);
  const maybe = week.earliestEndAt === week.latestEndAt ? 'ends' : 'may end';
  const title = `Your refresh token ${maybe} in ${left}`;
  return { id: 'week', title, body: `It ${maybe} ${words.moment(week.earliestEndAt, now)}. ${renew}` };
}

function view(id: NotificationView['id'], message: Message): NotificationView {
  return { id, title: message.title, body: message.sentence };
}
