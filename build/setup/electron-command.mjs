import { projectFolder } from './paths.mjs';
import { sandboxed } from './sandbox.mjs';

let rootNoticePrinted = false;

/**
 * The command that starts the app, for root and for everybody else. The first time it prints what root has to do without.
 * @param {import('./electron-runtime.mjs').Electron} electron
 * @param {{ entry?: string, args?: readonly string[], env?: Record<string, string> }} [options] entry: the main entry;
 *   package.json's by default
 * @returns {import('./sandbox.mjs').Command}
 */
export function electronCommand(electron, { entry = projectFolder, args = [], env = {} } = {}) {
  const command = sandboxed(electron.executable, [entry, ...args]);
  if (command.env['NERD_TRAY_NO_SANDBOX'] === '1') command.args.push('--no-sandbox');
  else if (process.getuid?.() === 0 && !rootNoticePrinted) {
    rootNoticePrinted = true;
    // The session bus checks the user of each connection, which is nobody behind the user namespace.
    console.log(
      "You are root: this desktop's tray and keychain stay out of reach. As an ordinary user both are there.",
    );
  }
  return { ...command, env: { ...command.env, ...env } };
}

/** @returns {boolean} whether this process is on somebody's desktop */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}
