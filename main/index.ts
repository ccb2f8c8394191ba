import { app } from 'electron';
import { dropUnsafeSwitches } from './adapters/switches.ts';
import { run } from './lifecycle.ts';
import { productionPorts } from './production-ports.ts';
import { registerPageScheme } from './ui/page-protocol.ts';
import { hardenContents } from './ui/window-security.ts';

// Windows knows the app's shortcut, notifications and taskbar button by it. As in electron-builder.yml.
if (process.platform === 'win32') app.setAppUserModelId('com.nerdtray.NerdTray');

// A second start only opens the window of the first.
if (app.requestSingleInstanceLock()) {
  registerPageScheme();
  hardenContents();
  dropUnsafeSwitches();
  run(productionPorts);
} else {
  app.quit();
}
