import type { Command } from '../../../preload/contract/command.ts';
import type { CopyResult } from '../../../preload/contract/command-results.ts';
import type { Message, MessageAction } from '../../../preload/contract/message.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import type { SnoozeUntil } from '../../../preload/contract/week.ts';
import { COPY_PROMISE_MS } from '../token/refresh-times.ts';
import type { TimeFormat } from '../time/time-format.ts';
import type { TimeContext } from '../messages/message.ts';
import { ANSWER_PROXY } from '../messages/request-failures.ts';
import { messageOf } from '../messages/messages.ts';

export type NotificationId =
  | 'copy'
  | 'copiedEnd'
  | 'session'
  | 'sessionBack'
  | 'candidate'
  | 'proxy'
  | 'week'
  | 'shortcut'
  | 'failed'
  | 'window'
  | 'closed';

export interface NotificationButton {
  readonly label: string;
  readonly command: Command;
}

/** A notification of one event. A newer one with the same id replaces the older. */
export interface NotificationView {
  readonly id: NotificationId;
  readonly title: string;
  readonly body: string;
  /** What a click beside the buttons does. */
  readonly click: Command;
  readonly buttons: readonly NotificationButton[];
  /** How long it stays; without it as long as the desktop has it. */
  readonly stays?: 'briefly' | 'untilClosed';
}

const OPEN: Command = { kind: 'openWindow' };
const COPY: NotificationButton = { label: 'Copy', command: { kind: 'copyAccessToken' } };
const RENEW: NotificationButton = { label: 'Renew', command: { kind: 'openWindow', page: 'replace' } };
const TRY_AGAIN: NotificationButton = { label: 'Try again', command: { kind: 'tryAgain' } };
const ENTER_PROXY: NotificationButton = {
  label: ANSWER_PROXY.label,
  command: { kind: 'openWindow', page: 'proxy' },
};

/**
 * The notification of a copy from outside the window. One that just worked is told for a moment, unless `notifyCopies` is
 * off; a wait, a failure and a token with under five minutes left are always worth one.
 */
export function copyNotification(result: CopyResult, notifyCopies: boolean): NotificationView | undefined {
  const justWorked = result.ok && !result.waited && result.lastsMs >= COPY_PROMISE_MS;
  if (!justWorked) return messageNotification('copy', result.message);
  return notifyCopies ? { ...messageNotification('copy', result.message), stays: 'briefly' } : undefined;
}

/** The notifications that are due on the step from one snapshot to the next, while the window may be out of sight. */
export function dueNotifications(before: AppSnapshot, after: AppSnapshot, times: TimeFormat): NotificationView[] {
  const due: NotificationView[] = [];
  if (after.session.kind === 'rejected' && before.session.kind !== 'rejected') due.push(rejectedNotification(after));
  if (worksAgain(before, after)) due.push(worksAgainNotification(after, times));
  const candidateRejected = after.candidate?.kind === 'rejected' && before.candidate?.kind !== 'rejected';
  if (candidateRejected && after.candidateMessage !== undefined)
    due.push(messageNotification('candidate', after.candidateMessage));
  if (after.proxyAsk !== undefined && before.proxyAsk === undefined)
    due.push(proxyNotification(messageOf({ kind: 'proxyAsks', ask: after.proxyAsk }, { now: after.now, times })));
  const copiedEndedAt = copiedEnded(before, after);
  if (copiedEndedAt !== undefined) due.push(copiedEndNotification(copiedEndedAt, after.now, times));
  return due;
}

/** The notifications whose reason is gone, which are closed if they are still open. */
export function overNotifications(before: AppSnapshot, after: AppSnapshot): NotificationId[] {
  const over: readonly (readonly [NotificationId, boolean])[] = [
    ['week', after.warning === undefined],
    ['session', after.session.kind !== 'rejected'],
    ['sessionBack', after.session.kind === 'rejected'],
    ['candidate', after.candidate?.kind !== 'rejected'],
    ['copiedEnd', after.copiedEndsAt !== undefined || !canCopy(after)],
    // The message of a copy that had to wait comes after the copy itself.
    ['copy', before.copied === undefined && after.copied !== undefined],
    ['closed', after.desktop.hasTray],
    ['proxy', after.proxyAsk === undefined],
  ];
  return over.filter(([, isOver]) => isOver).map(([id]) => id);
}

/** The notification of a proxy that asks; a click opens the page where its name and password are entered. */
function proxyNotification({ title, sentence }: Message): NotificationView {
  return { id: 'proxy', title, body: sentence, click: ENTER_PROXY.command, buttons: [ENTER_PROXY] };
}

/** The notification of a rejection. It offers a copy while the old access token is still valid. */
function rejectedNotification({ message, session, now }: AppSnapshot): NotificationView {
  const isGood = session.kind !== 'signedOut' && session.expiresAt !== undefined && session.expiresAt > now;
  const { title, sentence, action, other } = message;
  // A button that only tries again does not open anything, so it is never what a click on the text does.
  const cureAction = action?.kind === 'tryAgain' ? other : action;
  const cure =
    cureAction === undefined || cureAction.kind === 'connect'
      ? RENEW
      : { label: cureAction.label, command: actionCommand(cureAction.kind) };
  const buttons = isGood ? [cure, TRY_AGAIN, COPY] : [cure, TRY_AGAIN];
  return { id: 'session', title, body: sentence, click: cure.command, buttons, stays: 'untilClosed' };
}

/** Whether a credential that was shown as rejected has turned out to work. */
function worksAgain(before: AppSnapshot, after: AppSnapshot): boolean {
  const isSame =
    before.credential?.kind === after.credential?.kind && before.credential?.enteredAt === after.credential?.enteredAt;
  return before.session.kind === 'rejected' && after.session.kind === 'active' && isSame;
}

function worksAgainNotification({ credential, now }: AppSnapshot, times: TimeFormat): NotificationView {
  const what = credential?.kind ?? 'refreshToken';
  return messageNotification('sessionBack', messageOf({ kind: 'worksAgain', what }, { now, times }));
}

function canCopy({ session }: AppSnapshot): boolean {
  return session.kind !== 'signedOut' && session.kind !== 'rejected';
}

/** When the copied token has expired, if the user wants to know and a copy can give another one. */
function copiedEnded(before: AppSnapshot, after: AppSnapshot): EpochMs | undefined {
  const { copiedEndsAt, settings, now } = after;
  if (before.copiedEndsAt === undefined || copiedEndsAt !== undefined || !settings.tellCopiedEnd) return undefined;
  return canCopy(after) && now >= before.copiedEndsAt ? before.copiedEndsAt : undefined;
}

function copiedEndNotification(endedAt: EpochMs, now: EpochMs, times: TimeFormat): NotificationView {
  const { title, sentence } = messageOf({ kind: 'copiedHasEnded', endedAt }, { now, times });
  return { id: 'copiedEnd', title, body: sentence, click: COPY.command, buttons: [COPY] };
}

/** The notification of a week's warning; a click opens the page where a new refresh token is entered. */
export function weekNotification({ title, sentence }: Message, choices: readonly SnoozeUntil[]): NotificationView {
  const snooze = SNOOZES.find(({ command }) => choices.includes(command.until));
  return { id: 'week', title, body: sentence, click: RENEW.command, buttons: snooze ? [RENEW, snooze] : [RENEW] };
}

/** The buttons that snooze a warning, of which a notification has room for the first that makes sense. */
const SNOOZES = [
  { label: 'Snooze until tomorrow', command: { kind: 'snooze', until: 'tomorrow' } },
  { label: 'Snooze for 1 h', command: { kind: 'snooze', until: 'inAnHour' } },
] as const satisfies readonly NotificationButton[];

/** The notification that the app goes on after its window was closed on a desktop without a tray. */
export function closedNotification(context: TimeContext): NotificationView {
  const { title, sentence } = messageOf({ kind: 'closedToBackground' }, context);
  const buttons: readonly NotificationButton[] = [
    { label: 'Open', command: OPEN },
    { label: 'Quit', command: { kind: 'quit' } },
  ];
  return { id: 'closed', title, body: sentence, click: OPEN, buttons };
}

/** Makes a notification of a message, with the message's own button. */
export function messageNotification(id: NotificationId, { title, sentence, action }: Message): NotificationView {
  const buttons = action === undefined ? [] : [{ label: action.label, command: actionCommand(action.kind) }];
  return { id, title, body: sentence, click: OPEN, buttons };
}

/** The command of a message's button outside the window. */
function actionCommand(kind: MessageAction): Command {
  switch (kind) {
    case 'connect':
      return RENEW.command;
    case 'connectKeyPair':
      return { kind: 'openWindow', page: 'keyPair' };
    case 'answerProxy':
      return ENTER_PROXY.command;
    case 'openNerd':
      return { kind: 'openLink', link: 'nerd' };
    case 'openStatusPage':
      return { kind: 'openLink', link: 'status' };
    case 'copyAccessToken':
    case 'clearClipboard':
    case 'refreshNow':
    case 'tryAgain':
    case 'saveForLater':
    case 'sendAnyway':
    case 'keepInMemory':
    case 'retryKeychain':
    case 'resume':
      return { kind };
  }
}
