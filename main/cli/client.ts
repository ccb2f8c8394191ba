import { app } from 'electron';
import { spawn } from 'node:child_process';
import type { DurationMs } from '../../preload/contract/time.ts';
import {
  EXIT,
  toArguments,
  withoutOwnSwitches,
  type CliRequest,
  type CliCommand,
  type CommandLine,
} from '../core/cli/command-line.ts';
import {
  HELP,
  NO_ANSWER,
  NO_CHANNEL,
  NOT_STARTED,
  notRunning,
  STARTED_NO_ANSWER,
  usage,
  type Answer,
} from '../core/cli/answers.ts';
import { displayOf } from '../core/cli/display.ts';
import { APP_VERSION } from '../desktop/version.ts';
import { openAnswerChannel, type AnswerChannel } from './answer-channel.ts';
import { askRunningApp } from './ask-app.ts';
import { encodeRequest } from './messages.ts';
import { launchCommand } from '../desktop/launch-command.ts';

/** How long the client waits for what the app knows or does at once, quitting included. */
const LONGEST_ANSWER_MS: DurationMs = 5000;
/** How long it waits where the app first asks NERD. */
const LONGEST_NERD_ANSWER_MS: DurationMs = 12_000;
/** How long it waits where the app starts and asks NERD, on a slow computer that has just started itself. */
const LONGEST_START_MS: DurationMs = 45_000;

/** A command line that does not start the app in this process. */
type ClientLine = Exclude<CommandLine, { kind: 'request' }> | CliRequest;

/**
 * Carries out a command line and ends this process, before Electron is ready: no display, no keychain, no window. On
 * Windows a packaged Electron has no console of its own, so its output is seen there only where it is piped; the exit
 * status is there all the same.
 */
export async function runClient(line: ClientLine): Promise<never> {
  const { code, text } = await answerFor(line);
  // A bad status is an answer and no failure, so it goes to standard output too.
  const isStatus = !('kind' in line) && line.command?.kind === 'status' && code !== EXIT.noAnswer;
  if (text !== '' && (code === EXIT.done || isStatus)) await print(process.stdout, `${text}\n`);
  return endWithAnswer({ code, text: code === EXIT.done || isStatus ? '' : text });
}

/** Prints the answer's text to standard error, and ends this process with its code before Electron is ready. */
export async function endWithAnswer({ code, text }: Answer): Promise<never> {
  if (text !== '') await print(process.stderr, `${text}\n`);
  process.exit(code);
}

async function answerFor(line: ClientLine): Promise<Answer> {
  if (!('kind' in line)) return askApp(line);
  switch (line.kind) {
    case 'version':
      return { code: EXIT.done, text: `NERD Tray ${APP_VERSION}` };
    case 'help':
      return { code: EXIT.done, text: HELP };
    case 'invalid':
      return usage(line.sentence);
  }
}

async function askApp(request: CliRequest): Promise<Answer> {
  const { command } = request;
  if (command === undefined) return { code: EXIT.done, text: '' };
  let channel: AnswerChannel;
  try {
    channel = await openAnswerChannel();
  } catch {
    return NO_CHANNEL;
  }
  closeWhenInterrupted(channel);
  try {
    const display = process.platform === 'linux' ? { display: displayOf(process.env) } : {};
    return await askThrough(channel, { ...request, ...display, answerTo: channel.address }, command);
  } finally {
    channel.close();
  }
}

async function askThrough(channel: AnswerChannel, request: CliRequest, command: CliCommand): Promise<Answer> {
  const asked = await askRunningApp(request);
  if (asked === 'silent') return NO_ANSWER;
  // An app of an earlier version, or one that found no place for its channel, hears of it by Chromium's lock.
  if (asked === 'taken' || !app.requestSingleInstanceLock(encodeRequest(request))) {
    const asksNerd = command.kind === 'copy' || command.kind === 'refresh';
    return (await channel.answer(asksNerd ? LONGEST_NERD_ANSWER_MS : LONGEST_ANSWER_MS)) ?? NO_ANSWER;
  }
  app.releaseSingleInstanceLock();
  if (command.kind === 'status' || command.kind === 'quit') return notRunning(command);
  return startApp(request, command, channel);
}

/** Starts the app detached from this terminal, with the command to carry out. It answers as a running one does. */
async function startApp(request: CliRequest, command: CliCommand, channel: AnswerChannel): Promise<Answer> {
  const { program, before, args } = launchCommand();
  const wanted = toArguments({ ...request, hidden: command.kind !== 'show' });
  const child = spawn(program, [...before, ...withoutOwnSwitches(args), ...wanted], {
    detached: true,
    stdio: 'ignore',
  });
  const start = { failed: false };
  const failure = new Promise<void>((resolve) => {
    const fail = (): void => {
      start.failed = true;
      resolve();
    };
    child.once('error', fail);
    // With status 0 it has found an instance that was started at the same time, and that one answers.
    child.once('exit', (code) => {
      if (code !== 0) fail();
    });
  });
  const answer = await channel.answer(LONGEST_START_MS, failure);
  child.unref();
  return answer ?? (start.failed ? NOT_STARTED : STARTED_NO_ANSWER);
}

/** Closes the channel on Ctrl-C: before Electron is ready no event of the app's tells that the process ends. */
function closeWhenInterrupted({ close }: AnswerChannel): void {
  const end = (status: number): void => {
    close();
    process.exit(status);
  };
  process.once('SIGINT', () => {
    end(130);
  });
  process.once('SIGTERM', () => {
    end(143);
  });
}

/** Resolves once the text is written, or when its reader has ended already. */
function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.once('error', () => {
      resolve();
    });
    stream.write(text, () => {
      resolve();
    });
  });
}
