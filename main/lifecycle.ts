import { app, dialog } from 'electron';
import { UnsafeSetting } from './nerd/nerd-url.ts';
import { KEYCHAIN_PROCESS } from './keychain/start-worker.ts';
import { DEMO_PROCESS } from './demo/demo-process.ts';
import { startApp, type RunningApp } from './app.ts';
import { openAppChannel } from './cli/app-channel.ts';
import { newChannelAddresses } from './cli/channel-addresses.ts';
import { endWithAnswer } from './cli/client.ts';
import { parseRequest } from './cli/messages.ts';
import { handleRequest } from './cli/handle-request.ts';
import { EXIT, type CliRequest } from './core/cli/command-line.ts';
import { displayOf, isNowhere } from './core/cli/display.ts';
import { toMessage, type MessageParts } from './core/messages/message.ts';
import { APP_ERRORS } from './core/messages/app-errors.ts';
import { DEMO_MESSAGES } from './core/messages/demo.ts';
import type { Platform } from './platform.ts';

/** What may still be stored at the end, a new refresh token above all, has this long. */
const LONGEST_QUIT_MS = 1500;

const NOTHING_ASKED: CliRequest = { hidden: false };

/**
 * From ready to quit: starts the app, does what its own command line and a second start ask for, survives surprises, ends
 * clean.
 */
export function run(
  makePorts: () => Platform,
  started: (app: RunningApp) => void = () => undefined,
  asked: CliRequest = NOTHING_ASKED,
): void {
  let running: RunningApp | undefined;
  let ports: Platform | undefined;
  // The start itself opens the window where it has to.
  const waiting = asked.command === undefined ? [] : [asked];

  const answer = (request: CliRequest): void => {
    // A second start can come before the first one is ready.
    if (running === undefined) waiting.push(request);
    else void handleRequest(running, request);
  };
  const channel = openAppChannel(newChannelAddresses(), answer);
  app.on('second-instance', (_event, _argv, _folder, data) => {
    answer(parseRequest(data) ?? NOTHING_ASKED);
  });
  // macOS: a click on the dock or a second start from Finder.
  app.on('activate', () => {
    answer(NOTHING_ASKED);
  });
  // A tray app lives on without a window.
  app.on('window-all-closed', () => undefined);
  surviveSurprises(() => ports);

  app.on('will-quit', (event) => {
    if (running === undefined) return;
    event.preventDefault();
    channel.close();
    const stopped = running.stop();
    running = undefined;
    const { secrets, demo } = ports ?? {};
    const others = Promise.race([Promise.allSettled([stopped, demo?.stop()]), later(LONGEST_QUIT_MS)]);
    void Promise.allSettled([others, secrets?.close(LONGEST_QUIT_MS)]).then(() => {
      app.exit();
    });
  });

  // Not awaited at top level: in an ESM main that never resolves.
  void app.whenReady().then(() => {
    try {
      ports = makePorts();
      tellOfDemo(ports);
      running = startApp(ports, asked);
      started(running);
      waiting.splice(0).forEach(answer);
    } catch (error) {
      // The words of any other error are for developers, and may hold what is nobody's business.
      const reason = error instanceof UnsafeSetting ? error.message : undefined;
      endWith(APP_ERRORS.couldNotStart({ reason }));
    }
  });
}

/** In place of {@link run}, where Electron itself finds no place for its files. */
export function exitNoWritableProfile(): void {
  void app.whenReady().then(() => {
    endWith(APP_ERRORS.nowhereToWrite);
  });
}

/** The same, where an AppImage was started without Chromium's sandbox. */
export function exitNoSandbox(): void {
  void app.whenReady().then(() => {
    endWith(APP_ERRORS.noSandbox);
  });
}

/**
 * In place of {@link run}, where the first app of this profile does not answer. The sentence goes to standard error;
 * where no terminal shows that to the person who started it by hand, a dialog does.
 */
export async function exitNotAnswering({ hidden }: CliRequest): Promise<void> {
  const parts = APP_ERRORS.alreadyStuck;
  const { title, sentence } = toMessage(parts);
  const hasNoDisplay = process.platform === 'linux' && isNowhere(displayOf(process.env));
  if (hidden || hasNoDisplay || process.stderr.isTTY) {
    await endWithAnswer({ code: EXIT.noAnswer, text: `${title}. ${sentence}` });
    return;
  }
  process.stderr.write(`${title}. ${sentence}\n`);
  void app.whenReady().then(() => {
    endWith(parts, EXIT.noAnswer);
  });
}

function endWith(parts: MessageParts, code = 1): void {
  const { title, sentence } = toMessage(parts);
  dialog.showErrorBox(title, sentence);
  app.exit(code);
}

/** A demo server that ended by itself is told each time; it is started again, but not again and again. */
function tellOfDemo({ demo, log, notifier }: Platform): void {
  demo.onEnded((startedAgain) => {
    log.event('processGone', { type: 'Utility', reason: 'abnormal-exit' });
    const { title, sentence } = toMessage(startedAgain ? DEMO_MESSAGES.demoStartedAgain : DEMO_MESSAGES.demoEnded);
    void notifier.show({ id: 'demoServer', title, body: sentence, buttons: [] }, () => undefined);
  });
}

/** An exception that nobody expected is logged by its kind alone and told once; the tray lives on. */
function surviveSurprises(ports: () => Platform | undefined): void {
  let told = false;
  const survive = (error: unknown): void => {
    const known = ports();
    known?.log.event('surprise', { name: error instanceof Error ? error.constructor.name : typeof error });
    if (told || known === undefined) return;
    told = true;
    const { title, sentence } = toMessage(APP_ERRORS.surprise);
    void known.notifier.show({ id: 'surprise', title, body: sentence, buttons: [] }, () => undefined);
  };
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
  // Chromium starts its own helpers anew; the app's two processes are ended by itself, and looked after there.
  app.on('child-process-gone', (_event, { type, reason, name }) => {
    if (name !== KEYCHAIN_PROCESS && name !== DEMO_PROCESS) ports()?.log.event('processGone', { type, reason });
  });
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
