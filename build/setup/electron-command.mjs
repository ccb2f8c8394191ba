import { projectFolder } from './paths.mjs';
import { sandboxed } from './sandbox.mjs';

let toldRoot = false;

/**
 * How the app is started from here, for root and for everybody else.
 * @param {import('./electron-runtime.mjs').Electron} electron
 * @param {{ entry?: string, args?: readonly string[], env?: Record<string, string> }} [options] entry: another than package.json's
 * @returns {import('./sandbox.mjs').Command}
 */
export function electronCommand(electron, { entry = projectFolder, args = [], env = {} } = {}) {
  const command = sandboxed(electron.executable, [entry, ...args]);
  if (command.env['NERD_TRAY_NO_SANDBOX'] === '1') command.args.push('--no-sandbox');
  else if (process.getuid?.() === 0 && !toldRoot) {
    toldRoot = true;
    // The session bus checks who connects, and behind the namespace that is nobody.
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
