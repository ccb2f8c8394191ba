import { app } from 'electron';
import { dropUnsafeSwitches } from './adapters/switches.ts';
import { run } from './lifecycle.ts';
import { productionPorts } from './production-ports.ts';
import { registerPageScheme } from './ui/page-protocol.ts';
import { hardenContents } from './ui/window-security.ts';

// A second start only opens the window of the first.
if (app.requestSingleInstanceLock()) {
  registerPageScheme();
  hardenContents();
  dropUnsafeSwitches();
  run(productionPorts);
} else {
  app.quit();
}
