import { app } from 'electron';
import { settleProfile } from './storage/profile.ts';
import { dropUnsafeSwitches } from './desktop/switches.ts';
import { runClient } from './cli/client.ts';
import { encodeRequest } from './cli/messages.ts';
import { launchCommand } from './desktop/launch-command.ts';
import { readCommandLine } from './core/cli/command-line.ts';
import { exitNoWritableProfile, run } from './lifecycle.ts';
import { createPlatform } from './platform.ts';
import { registerPageScheme } from './window/page-protocol.ts';
import { hardenContents } from './window/window-security.ts';

const hasRoom = settleProfile();
const line = readCommandLine(launchCommand().args);

if (line.kind !== 'asked') await runClient(line);
// Typed by somebody; one with an address was started by that somebody's process, to be the app.
else if (line.asked.command !== undefined && line.asked.answerTo === undefined) await runClient(line.asked);
else if (!hasRoom) exitNoWritableProfile();
// A second start hands over what it is asked for, which without a command is to open the window, and ends.
else if (app.requestSingleInstanceLock(encodeRequest(line.asked))) {
  // Windows knows the app's shortcut, notifications and taskbar button by it. As in electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('com.nerdtray.NerdTray');
  registerPageScheme();
  hardenContents();
  dropUnsafeSwitches();
  run(createPlatform, undefined, line.asked);
} else {
  app.quit();
}
