import { app } from 'electron';
import { loginCommand, launchCommand } from './launch-command.ts';
import type { LoginItem } from '../ports/desktop.ts';
import type { Log } from '../ports/storage.ts';
import { autostartPath, createAutostart } from './autostart-file.ts';

/** Gives launch at login in this system's way. A checkout is started with the Electron that runs it. */
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

/** On macOS a checkout has none: the system would start Electron's own app instead. */
const NOWHERE: LoginItem = {
  state: () => 'unavailable',
  change: () => false,
  keepUp: () => undefined,
  startedAtLogin: () => false,
};

/**
 * On macOS the app itself is the item, by name and not by path, so that it may move (SMAppService.mainApp). It gets no
 * arguments.
 */
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

/**
 * On Windows the item is a value of the user's Run key. Task Manager has a switch of its own, which `executable…`
 * tells.
 */
function runKey([path = '', ...args]: readonly string[]): LoginItem {
  // Electron joins the arguments with spaces and does not quote them.
  const options = { path, args: args.map((arg) => (/[\s"]/u.test(arg) ? `"${arg}"` : arg)) };
  const isOn = (): boolean => {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(options);
    return openAtLogin && executableWillLaunchAtLogin;
  };
  return {
    state: () => (isOn() ? 'on' : 'off'),
    change(on) {
      // `enabled` sets Task Manager's switch too.
      app.setLoginItemSettings({ ...options, openAtLogin: on, enabled: on });
      return isOn() === on;
    },
    // An installer for one user puts a newer version in the same place, so the path stays right.
    keepUp: () => undefined,
    startedAtLogin: () => false, // its command line says so
  };
}
