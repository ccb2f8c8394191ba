import type { Dispatch } from '../../preload/contract/command.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import { COPY_LABELS } from '../core/copy/copy-labels.ts';
import { EXIT, type CliRequest, type CliCommand } from '../core/cli/command-line.ts';
import { otherDisplay, type Answer } from '../core/cli/answers.ts';
import { displayName, isNowhere, isSameDisplay, type Display } from '../core/cli/display.ts';
import { copyNotification, type NotificationView } from '../core/views/notifications.ts';
import { failureCode, messageText, statusReport } from '../core/cli/status-report.ts';
import { timeFormat } from '../core/time/time-format.ts';
import { sendAnswer } from './answer-channel.ts';

/** The running app, as requests from the command line need it. */
export interface CommandTarget {
  readonly dispatch: Dispatch;
  /** Where the app runs, and so where what it copies can be pasted. */
  readonly display: Display;
  /** Gives the app's present snapshot. */
  snapshot(): AppSnapshot;
  /** Resolves to true once no request to NERD or the keychain is in flight; to false if that takes too long. */
  whenSettled(): Promise<boolean>;
  /** Shows a notification, and gives whether the system has taken it. */
  notify(view: NotificationView): Promise<boolean>;
}

/** Carries out the request of another start of the program, and sends the answer if a client waits for one. */
export async function handleRequest(running: CommandTarget, request: CliRequest): Promise<void> {
  const { command, hidden, answerTo } = request;
  if (command === undefined) {
    if (!hidden) await running.dispatch({ kind: 'openWindow' });
    return;
  }
  const answer = await resultOf(running, command, request.display);
  const quits = command.kind === 'quit';
  if (answerTo !== undefined) await sendAnswer(answerTo, answer, { untilExit: quits });
  if (quits) await running.dispatch({ kind: 'quit' });
}

async function resultOf(running: CommandTarget, command: CliCommand, from: Display | undefined): Promise<Answer> {
  switch (command.kind) {
    case 'copy':
      return from !== undefined && isElsewhere(running.display, from)
        ? otherDisplay(running.display, from)
        : copy(running, command, from);
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
  from: Display | undefined,
): Promise<Answer> {
  const result = await running.dispatch({ kind: 'copyAccessToken', ...(format && { format }) });
  const view = notify && copyNotification(result);
  if (view) void running.notify(view);
  if (!result.ok) return { code: failureCode(running.snapshot()), text: messageText(result.message) };
  const copied = format ?? running.snapshot().settings.copyFormat;
  const what = copied === 'token' ? '' : ` It is in ${COPY_LABELS[copied].name}.`;
  // From cron or ssh there is no clipboard to mean but the app's.
  const where =
    from !== undefined && isNowhere(from) ? ` It is in the clipboard of display ${displayName(running.display)}.` : '';
  return { code: EXIT.done, text: `${messageText(result.message)}${what}${where}` };
}

/** Whether nobody who types there sees the app's clipboard. */
function isElsewhere(here: Display, there: Display): boolean {
  return !isNowhere(here) && !isNowhere(there) && !isSameDisplay(here, there);
}

/** Asks NERD for a new access token and waits for its answer, so that the client is told the outcome. */
async function refresh(running: CommandTarget): Promise<Answer> {
  // The keychain may not have been read yet.
  await running.whenSettled();
  if (running.snapshot().credential === undefined) return stateAnswer(running);
  const started = await running.dispatch({ kind: 'refreshNow' });
  if (!started.ok) return { code: EXIT.failed, text: messageText(started.message) };
  if (await running.whenSettled()) return stateAnswer(running);
  return { code: EXIT.failed, text: 'NERD has been asked, but has not answered yet. --status says what came of it.' };
}

function stateAnswer(running: CommandTarget): Answer {
  const snapshot = running.snapshot();
  if (snapshot.session.kind === 'active')
    return statusReport(snapshot, timeFormat(snapshot.locale, snapshot.timeZone), false);
  return { code: failureCode(snapshot), text: messageText(snapshot.message) };
}
