// The app for tests and the tour: as the shipped entry, but its clock can be made to run faster. Never packed.
import { app } from 'electron';
import { settleProfile } from '../../main/storage/profile.ts';
import { dropUnsafeSwitches, restrictPages, disableUninvitedFeatures } from '../../main/desktop/switches.ts';
import { run } from '../../main/lifecycle.ts';
import { createPlatform } from '../../main/platform.ts';
import { registerPageScheme } from '../../main/window/page-protocol.ts';
import { hardenContents, hardenSessions } from '../../main/window/window-security.ts';
import { WarpClock, REAL_TIME, type Warp } from './warp-clock.ts';

const warpJson = process.env['NERD_TRAY_TEST_WARP'];
const clock = new WarpClock(warpJson === undefined ? REAL_TIME : (JSON.parse(warpJson) as Warp));

settleProfile();
if (app.requestSingleInstanceLock()) {
  registerPageScheme();
  hardenContents();
  hardenSessions();
  dropUnsafeSwitches();
  disableUninvitedFeatures();
  restrictPages();
  run(
    () => createPlatform(clock),
    (running) => {
      // Not in the debugger's own call: there Electron runs waiting promises while it reads the tray's menu, and what
      // they show frees that menu under it. In every call of the app's own (timers, IPC, clicks, net) it does not.
      const setWarp = (warp: Warp): Promise<void> =>
        new Promise((resolve) =>
          setImmediate(() => {
            clock.set(warp);
            running.wake();
            resolve();
          }),
        );
      Object.assign(globalThis, { nerdTrayTest: { setWarp } });
    },
  );
} else {
  app.quit();
}
