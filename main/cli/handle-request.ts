import type { Dispatch } from '../../preload/contract/command.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import { COPY_LABELS } from '../core/copy/copy-labels.ts';
import { EXIT, type CliRequest, type CliCommand } from '../core/cli/command-line.ts';
import type { Answer } from '../core/cli/answers.ts';
import { copyNotification, type NotificationView } from '../core/views/notifications.ts';
import { failureCode, messageText, statusReport } from '../core/cli/status-report.ts';
import { timeFormat } from '../core/time/time-format.ts';
import { sendAnswer } from './answer-channel.ts';

/** The app that runs, as the command line needs it. */
export interface CommandTarget {
  readonly dispatch: Dispatch;
  /** As it is now. */
  snapshot(): AppSnapshot;
  /** Waits until NERD or the keychain has answered what is asked of it; false if that takes too long. */
  whenIdle(): Promise<boolean>;
  notify(view: NotificationView): Promise<boolean>;
}

/** Does what a start of the program asks of the app that runs, and answers where an answer is waited for. */
export async function handleRequest(running: CommandTarget, { command, hidden, answerTo }: CliRequest): Promise<void> {
  if (command === undefined) {
    if (!hidden) await running.dispatch({ kind: 'openWindow' });
    return;
  }
  const answer = await resultOf(running, command);
  const quits = command.kind === 'quit';
  if (answerTo !== undefined) await sendAnswer(answerTo, answer, { untilExit: quits });
  if (quits) await running.dispatch({ kind: 'quit' });
}

async function resultOf(running: CommandTarget, command: CliCommand): Promise<Answer> {
  switch (command.kind) {
    case 'copy':
      return copy(running, command);
    case 'refresh':
      return refresh(running);
    case 'show': {
      const shown = await running.dispatch({ kind: 'openWindow' });
      return shown.ok ? { code: EXIT.done, text: '' } : { code: EXIT.failed, text: messageText(shown.message) };
    }
    case 'status': {
      const snapshot = running.snapshot();
      return statusReport(snapshot, timeFormat(snapshot.locale, snapshot.timeZone), command.json);
    }
    case 'quit':
      return { code: EXIT.done, text: 'NERD Tray has quit.' };
  }
}

async function copy(
  running: CommandTarget,
  { format, notify }: Extract<CliCommand, { kind: 'copy' }>,
): Promise<Answer> {
  const result = await running.dispatch({ kind: 'copyAccessToken', ...(format && { format }) });
  const told = notify && copyNotification(result);
  if (told) void running.notify(told);
  if (!result.ok) return { code: failureCode(running.snapshot()), text: messageText(result.message) };
  const copied = format ?? running.snapshot().settings.copyFormat;
  const what = copied === 'token' ? '' : ` It is in ${COPY_LABELS[copied].name}.`;
  return { code: EXIT.done, text: `${messageText(result.message)}${what}` };
}

/** Waits for what NERD answers, so that the one who asked hears of it. */
async function refresh(running: CommandTarget): Promise<Answer> {
  // The keychain may not have been read yet.
  await running.whenIdle();
  if (running.snapshot().credential === undefined) return stateAnswer(running);
  const asked = await running.dispatch({ kind: 'refreshNow' });
  if (!asked.ok) return { code: EXIT.failed, text: messageText(asked.message) };
  if (await running.whenIdle()) return stateAnswer(running);
  return { code: EXIT.failed, text: 'NERD has been asked, but has not answered yet. --status says what came of it.' };
}

function stateAnswer(running: CommandTarget): Answer {
  const snapshot = running.snapshot();
  if (snapshot.session.kind === 'active')
    return statusReport(snapshot, timeFormat(snapshot.locale, snapshot.timeZone), false);
  return { code: failureCode(snapshot), text: messageText(snapshot.message) };
}
