import { app } from 'electron';
import { loginCommand, launchCommand } from './launch-command.ts';
import type { LoginItem } from '../ports/desktop.ts';
import type { Log } from '../ports/storage.ts';
import { autostartPath, createAutostart } from './autostart-file.ts';

/** Launch at login as this system does it. A checkout is started with the Electron that runs it. */
export function createLoginItem(log: Log): LoginItem {
  const own = launchCommand();
  const command = loginCommand(own);
  if (process.platform === 'darwin') return app.isPackaged ? mainAppService() : NOWHERE;
  if (process.platform === 'win32') return runKey(command);
  return createAutostart({
    path: autostartPath(),
    command,
    programParts: own.before.length === 0 ? 1 : 2,
    isInstalled: app.isPackaged,
    log,
  });
}

/** The system would start another program: Electron's own app instead of the checkout. */
const NOWHERE: LoginItem = {
  state: () => 'unavailable',
  change: () => false,
  keepUp: () => undefined,
  startedAtLogin: () => false,
};

/** macOS: the app itself, by name and not by path, so that it may move (SMAppService.mainApp). It is given no arguments. */
function mainAppService(): LoginItem {
  return {
    state() {
      const { status } = app.getLoginItemSettings();
      if (status === 'requires-approval') return 'needsApproval';
      return status === 'enabled' ? 'on' : 'off';
    },
    change(on) {
      app.setLoginItemSettings({ openAtLogin: on });
      return true;
    },
    keepUp: () => undefined,
    startedAtLogin: () => app.getLoginItemSettings().wasOpenedAtLogin,
  };
}

/** Windows: a value of the user's Run key. Task Manager switches it off beside that, which `executable…` knows. */
function runKey([path = '', ...args]: readonly string[]): LoginItem {
  // The arguments are put together with spaces, as they are.
  const options = { path, args: args.map((arg) => (/[\s"]/u.test(arg) ? `"${arg}"` : arg)) };
  const isOn = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(options);
    return openAtLogin && executableWillLaunchAtLogin;
  };
  return {
    state: () => (isOn() ? 'on' : 'off'),
    change(on) {
      // `enabled` undoes what Task Manager has done.
      app.setLoginItemSettings({ ...options, openAtLogin: on, enabled: on });
      return isOn() === on;
    },
    // An installer for one user puts a newer version where the older one was.
    keepUp: () => undefined,
    startedAtLogin: () => false, // its command line says so
  };
}
