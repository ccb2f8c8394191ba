import { app } from 'electron';
import { settleProfile } from './storage/profile.ts';
import { dropUnsafeSwitches } from './desktop/switches.ts';
import { answerAndExit } from './cli/client.ts';
import { askedData } from './cli/messages.ts';
import { ownCommand } from './desktop/launch-command.ts';
import { readCommandLine } from './core/cli/command-line.ts';
import { endForWantOfRoom, run } from './lifecycle.ts';
import { productionPorts } from './platform.ts';
import { registerPageScheme } from './window/page-protocol.ts';
import { hardenContents } from './window/window-security.ts';

const hasRoom = settleProfile();
const line = readCommandLine(ownCommand().args);

if (line.kind !== 'asked') await answerAndExit(line);
// Typed by somebody; one with an address was started by that somebody's process, to be the app.
else if (line.asked.command !== undefined && line.asked.answerTo === undefined) await answerAndExit(line.asked);
else if (!hasRoom) endForWantOfRoom();
// A second start hands over what it is asked for, which without a command is to open the window, and ends.
else if (app.requestSingleInstanceLock(askedData(line.asked))) {
  // Windows knows the app's shortcut, notifications and taskbar button by it. As in electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('com.nerdtray.NerdTray');
  registerPageScheme();
  hardenContents();
  dropUnsafeSwitches();
  run(productionPorts, undefined, line.asked);
} else {
  app.quit();
}
