// The app for `npm run dev`: the window's page comes from Vite's server, with hot reload. Never packed.
import { app } from 'electron';
import { dropUnsafeSwitches, restrictPages, disableUninvitedFeatures } from '../../main/desktop/switches.ts';
import { run } from '../../main/lifecycle.ts';
import { createPlatform } from '../../main/platform.ts';
import { hardenContents, hardenSessions } from '../../main/window/window-security.ts';

const url = process.env['NERD_TRAY_DEV_URL'];

if (url !== undefined && app.requestSingleInstanceLock()) {
  hardenContents();
  hardenSessions();
  dropUnsafeSwitches();
  disableUninvitedFeatures();
  restrictPages();
  run(() => {
    const ports = createPlatform();
    return { ...ports, page: { ...ports.page, url, serve: () => undefined } };
  });
} else {
  app.quit();
}
