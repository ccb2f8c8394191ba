import type { Command } from '../../../preload/contract/command.ts';
import type { CopyResult } from '../../../preload/contract/command-results.ts';
import type {
  AppSnapshot,
  EpochMs,
  Message,
  MessageAction,
  WarningKind,
  WeekSnapshot,
} from '../../../preload/contract/snapshot.ts';
import { COPY_PROMISE_MS } from '../token/refresh-times.ts';
import { warningCondition } from '../messages/conditions.ts';
import type { TimeFormat } from '../time/time-format.ts';
import type { TimeContext } from '../messages/message.ts';
import { ANSWER_PROXY } from '../messages/request-failures.ts';
import { messageOf } from '../messages/messages.ts';

export type NotificationId =
  'copy' | 'copiedEnd' | 'session' | 'candidate' | 'proxy' | 'week' | 'shortcut' | 'failed' | 'window' | 'closed';

export interface NotificationButton {
  readonly label: string;
  readonly command: Command;
}

/** One per event; a newer one with the same id replaces the older. */
export interface NotificationView {
  readonly id: NotificationId;
  readonly title: string;
  readonly body: string;
  /** What a click does, where it is not on a button. */
  readonly click: Command;
  readonly buttons: readonly NotificationButton[];
}

const OPEN: Command = { kind: 'openWindow' };
const COPY: NotificationButton = { label: 'Copy', command: { kind: 'copyAccessToken' } };
const RENEW: NotificationButton = { label: 'Renew', command: { kind: 'openWindow', page: 'replace' } };
const ENTER_PROXY: NotificationButton = {
  label: ANSWER_PROXY.label,
  command: { kind: 'openWindow', page: 'proxy' },
};

/**
 * What a copy from the tray has to say: the tick on the icon is enough when it just worked; a wait, a failure, and a
 * token with under five minutes left deserve words.
 */
export function copyNotification(result: CopyResult): NotificationView | undefined {
  if (result.ok && !result.waited && result.lastsMs >= COPY_PROMISE_MS) return undefined;
  return messageNotification('copy', result.message);
}

/** What is to be told of the step from one snapshot to the next, while nobody may be looking at the window. */
export function dueNotifications(before: AppSnapshot, after: AppSnapshot, times: TimeFormat): NotificationView[] {
  const due: NotificationView[] = [];
  if (after.session.kind === 'rejected' && before.session.kind !== 'rejected') due.push(rejectedNotification(after));
  const candidateRefused = after.candidate?.kind === 'refused' && before.candidate?.kind !== 'refused';
  if (candidateRefused && after.candidateMessage !== undefined)
    due.push(messageNotification('candidate', after.candidateMessage));
  if (after.proxyAsk !== undefined && before.proxyAsk === undefined)
    due.push(proxyNotification(messageOf({ kind: 'proxyAsks', ask: after.proxyAsk }, { now: after.now, times })));
  const copiedEndedAt = copiedEnded(before, after);
  if (copiedEndedAt !== undefined) due.push(copiedEndNotification(copiedEndedAt, after.now, times));
  return due;
}

/** The notifications whose reason is gone: to be closed, if they are still there. */
export function overNotifications(before: AppSnapshot, after: AppSnapshot): NotificationId[] {
  const over: readonly (readonly [NotificationId, boolean])[] = [
    ['week', after.warning === undefined],
    ['session', after.session.kind !== 'rejected'],
    ['candidate', after.candidate?.kind !== 'refused'],
    ['copiedEnd', after.copiedEndsAt !== undefined || !canCopy(after)],
    // The message of a copy that had to wait comes after the copy itself.
    ['copy', before.copied === undefined && after.copied !== undefined],
    ['closed', after.desktop.hasTray],
    ['proxy', after.proxyAsk === undefined],
  ];
  return over.filter(([, isOver]) => isOver).map(([id]) => id);
}

/** A click leads to where the proxy's name and password are entered. */
function proxyNotification({ title, sentence }: Message): NotificationView {
  return { id: 'proxy', title, body: sentence, click: ENTER_PROXY.command, buttons: [ENTER_PROXY] };
}

/** The old access token may still be good, and then it can still be copied. */
function rejectedNotification({ message, session, now }: AppSnapshot): NotificationView {
  const isGood = session.kind !== 'signedOut' && session.expiresAt !== undefined && session.expiresAt > now;
  const { title, sentence, action } = message;
  const cure =
    action === undefined || action.kind === 'connect'
      ? RENEW
      : { label: action.label, command: actionCommand(action.kind) };
  return { id: 'session', title, body: sentence, click: cure.command, buttons: isGood ? [cure, COPY] : [cure] };
}

function canCopy({ session }: AppSnapshot): boolean {
  return session.kind !== 'signedOut' && session.kind !== 'rejected';
}

/** When the copied token has ended, if the user wants to be told and a copy can give another one. */
function copiedEnded(before: AppSnapshot, after: AppSnapshot): EpochMs | undefined {
  const { copiedEndsAt, settings, now } = after;
  if (before.copiedEndsAt === undefined || copiedEndsAt !== undefined || !settings.tellCopiedEnd) return undefined;
  return canCopy(after) && now >= before.copiedEndsAt ? before.copiedEndsAt : undefined;
}

function copiedEndNotification(endedAt: EpochMs, now: EpochMs, times: TimeFormat): NotificationView {
  const { title, sentence } = messageOf({ kind: 'copiedHasEnded', endedAt }, { now, times });
  return { id: 'copiedEnd', title, body: sentence, click: COPY.command, buttons: [COPY] };
}

/** A warning of the week's end; a click leads to where a new refresh token is entered. */
export function weekNotification(
  kind: WarningKind,
  week: WeekSnapshot,
  now: EpochMs,
  times: TimeFormat,
): NotificationView {
  const { title, sentence } = messageOf(warningCondition(kind, week), { now, times });
  return { id: 'week', title, body: sentence, click: RENEW.command, buttons: [RENEW, snooze(kind)] };
}

/** Tomorrow would be too late for the last ones. */
function snooze(kind: WarningKind): NotificationButton {
  return kind === '2h' || kind === 'end'
    ? { label: 'Snooze for 1 h', command: { kind: 'snooze', until: 'inAnHour' } }
    : { label: 'Snooze until tomorrow', command: { kind: 'snooze', until: 'tomorrow' } };
}

/** Where the app is when its window was closed on a desktop without a tray. */
export function closedNotification(context: TimeContext): NotificationView {
  const { title, sentence } = messageOf({ kind: 'closedToBackground' }, context);
  const buttons: readonly NotificationButton[] = [
    { label: 'Open', command: OPEN },
    { label: 'Quit', command: { kind: 'quit' } },
  ];
  return { id: 'closed', title, body: sentence, click: OPEN, buttons };
}

/** Says it while nobody may be looking at the window, with the message's own button. */
export function messageNotification(id: NotificationId, { title, sentence, action }: Message): NotificationView {
  const buttons = action === undefined ? [] : [{ label: action.label, command: actionCommand(action.kind) }];
  return { id, title, body: sentence, click: OPEN, buttons };
}

/** What the button under a message asks for, outside the window. */
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
    case 'saveForLater':
    case 'keepInMemory':
    case 'retryKeychain':
    case 'resume':
      return { kind };
  }
}
