import { app } from 'electron';
import { settleProfile } from './storage/profile.ts';
import { keepMemoryOutOfCoreDumps } from './desktop/core-dumps.ts';
import { dropUnsafeSwitches, restrictPages, disableUninvitedFeatures } from './desktop/switches.ts';
import { runClient } from './cli/client.ts';
import { askRunningApp } from './cli/ask-app.ts';
import type { Asked } from './cli/channel-client.ts';
import { encodeRequest } from './cli/messages.ts';
import { mayContinue, screenStart } from './cli/screening.ts';
import { launchCommand } from './desktop/launch-command.ts';
import { parseCommandLine, type CliRequest } from './core/cli/command-line.ts';
import { exitNoSandbox, exitNotAnswering, exitNoWritableProfile, run } from './lifecycle.ts';
import { createPlatform } from './platform.ts';
import { registerPageScheme } from './window/page-protocol.ts';
import { setAppMenu } from './window/app-menu.ts';
import { hardenContents, hardenSessions } from './window/window-security.ts';

keepMemoryOutOfCoreDumps();
const screening = screenStart();
const hasRoom = settleProfile();
const line = parseCommandLine(launchCommand().args);
/** By somebody; one with an address was started by that somebody's process, to be the app. */
const isTyped = line.kind !== 'request' || (line.request.command !== undefined && line.request.answerTo === undefined);

if (!(await mayContinue(screening, isTyped))) exitNoSandbox();
else if (isTyped) await runClient(line.kind === 'request' ? line.request : line);
else start(line.request, await askRunningApp(line.request));

/** Starts the app, unless another start is it: that one has been asked, or is asked by Chromium's lock. */
function start(request: CliRequest, asked: Asked): void {
  if (asked === 'silent') void exitNotAnswering(request);
  else if (asked === 'taken') app.quit();
  else if (!hasRoom) exitNoWritableProfile();
  // A second start hands over what it is asked for, which without a command is to open the window, and ends.
  else if (!app.requestSingleInstanceLock(encodeRequest(request))) app.quit();
  else startFirst(request);
}

function startFirst(request: CliRequest): void {
  // Windows knows the app's shortcut, notifications and taskbar button by it. As in electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('com.nerdtray.NerdTray');
  registerPageScheme();
  hardenContents();
  hardenSessions();
  setAppMenu();
  dropUnsafeSwitches();
  disableUninvitedFeatures();
  restrictPages();
  run(createPlatform, undefined, request);
}
