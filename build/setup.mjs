// Sets up everything between a clone and a run. A step whose result is there already is skipped.
import { pathToFileURL } from 'node:url';
import { ensureDesktopPackages } from './setup/debian.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { SetupError, stepFailure } from './setup/failure.mjs';
import { checkNode, ensureNodeModules } from './setup/node-modules.mjs';

/**
 * Checks Node's version and installs the npm packages: all that commands without Electron need.
 * @throws {SetupError}
 */
export async function setUpPackages() {
  checkNode();
  await ensureNodeModules();
}

/**
 * Sets up the npm packages and Electron.
 * @param {{ desktop: boolean, retryElectron?: boolean }} options desktop: also installs what a private desktop for tests
 *   needs; retryElectron: tries the official download again, even if it did not work today
 * @returns {Promise<import('./setup/electron-runtime.mjs').Electron>}
 * @throws {SetupError}
 */
export async function setUp({ desktop, retryElectron }) {
  await setUpPackages();
  if (desktop) await ensureDesktopPackages();
  return ensureElectron(retryElectron === undefined ? {} : { retry: retryElectron });
}

/**
 * Runs the whole of a command and sets this process's exit status. An expected failure is printed in plain sentences and
 * ends the command with status 1.
 * @param {() => Promise<number>} command resolves to the exit status
 */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    const failure = error instanceof SetupError ? error : toSetupError(error);
    console.error(failure.message);
    process.exitCode = 1;
  }
}

/**
 * A full disk or missing rights can make any step fail. Any other unexpected error is a bug and is thrown again, so that
 * its stack is printed.
 * @param {unknown} error
 */
function toSetupError(error) {
  const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? '';
  if (/^(ENOSPC|EACCES|EPERM|EROFS)$/.test(code)) return stepFailure('This could not be finished.', code);
  throw error;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand(async () => {
    const electron = await setUp({
      desktop: true,
      ...(process.argv.includes('--electron') ? { retryElectron: true } : {}),
    });
    console.log(`Ready: Electron ${electron.version} (${electron.source}).`);
    return 0;
  });
}
