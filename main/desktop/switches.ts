import { app } from 'electron';

// Chromium takes these from anybody who can edit a shortcut. The first two make it trust any server with NERD's name,
// the third writes whole addresses, and so refresh tokens, to a file.
const UNSAFE = ['ignore-certificate-errors', 'ignore-certificate-errors-spki-list', 'log-net-log'];

/** Takes away the command line's switches that would give the refresh token away. To be called before Electron is ready. */
export function dropUnsafeSwitches(): void {
  for (const name of UNSAFE) app.commandLine.removeSwitch(name);
}
