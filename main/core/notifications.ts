import type { Command, CopyResult } from '../../preload/contract/command.ts';
import type { AppSnapshot, EpochMs, Message, WarningKind, WeekSnapshot } from '../../preload/contract/snapshot.ts';
import { COPY_PROMISE_MS } from './schedule.ts';
import { warningSituation } from './situation.ts';
import type { TimeWords } from './time-words.ts';
import { lowerFirst } from './words/lower-first.ts';
import { messageOf } from './words/table.ts';

/** One per event; a newer one with the same id replaces the older. */
export interface NotificationView {
  readonly id: 'copy' | 'copiedEnd' | 'session' | 'candidate' | 'week' | 'shortcut';
  readonly title: string;
  readonly body: string;
  /** What a click does. */
  readonly click: Command;
}

const OPEN: Command = { kind: 'openWindow' };

/**
 * What a copy from the tray has to say: the tick on the icon is enough when it just worked; a wait, a failure, and a
 * token with under five minutes left deserve words.
 */
export function copyNotification(result: CopyResult): NotificationView | undefined {
  if (result.ok && !result.waited && result.lastsMs >= COPY_PROMISE_MS) return undefined;
  return messageNotification('copy', result.message);
}

/** What is to be told of the step from one snapshot to the next, while nobody may be looking at the window. */
export function dueNotifications(before: AppSnapshot, after: AppSnapshot, words: TimeWords): NotificationView[] {
  const due: NotificationView[] = [];
  if (after.session.kind === 'rejected' && before.session.kind !== 'rejected')
    due.push(messageNotification('session', after.message));
  const candidateRefused = after.candidate?.kind === 'refused' && before.candidate?.kind !== 'refused';
  if (candidateRefused && after.candidateMessage !== undefined)
    due.push(messageNotification('candidate', after.candidateMessage));
  const copiedEndedAt = copiedEnded(before, after);
  if (copiedEndedAt !== undefined) due.push(copiedEndNotification(copiedEndedAt, after.now, words));
  return due;
}

/** When the copied token has ended, if the user wants to be told and a copy can give another one. */
function copiedEnded(before: AppSnapshot, { copiedEndsAt, settings, session, now }: AppSnapshot): EpochMs | undefined {
  const canCopy = session.kind !== 'signedOut' && session.kind !== 'rejected';
  if (before.copiedEndsAt === undefined || copiedEndsAt !== undefined || !settings.tellCopiedEnd || !canCopy) return;
  return now >= before.copiedEndsAt ? before.copiedEndsAt : undefined;
}

function copiedEndNotification(endedAt: EpochMs, now: EpochMs, words: TimeWords): NotificationView {
  const ended = messageOf({ kind: 'copiedHasEnded', endedAt }, { now, words });
  return withClick('copiedEnd', ended, { kind: 'copyAccessToken' });
}

/** A warning of the week's end; a click leads to where a new refresh token is entered. */
export function weekNotification(
  kind: WarningKind,
  week: WeekSnapshot,
  now: EpochMs,
  words: TimeWords,
): NotificationView {
  const warning = messageOf(warningSituation(kind, week), { now, words });
  return withClick('week', warning, { kind: 'openWindow', page: 'replace' });
}

/** Says it while nobody may be looking at the window; a click opens that. */
export function messageNotification(id: NotificationView['id'], message: Message): NotificationView {
  return { id, title: message.title, body: message.sentence, click: OPEN };
}

/** Ends in what the message's button says, since that is what the click does. */
function withClick(id: NotificationView['id'], { title, sentence, action }: Message, click: Command): NotificationView {
  const body = action === undefined ? sentence : `${sentence} Click here to ${lowerFirst(action.label)}.`;
  return { id, title, body, click };
}
