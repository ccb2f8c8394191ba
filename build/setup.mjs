// Set-up: everything between a clone and a run. Each step is skipped when it is satisfied.
import { pathToFileURL } from 'node:url';
import { ensureDesktopPackages } from './setup/debian.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { SetupError, stepFailure } from './setup/failure.mjs';
import { checkNode, ensureNodeModules } from './setup/node-modules.mjs';

/**
 * Sets up what needs no Electron.
 * @throws {SetupError}
 */
export async function setUpPackages() {
  checkNode();
  await ensureNodeModules();
}

/**
 * @param {{ desktop: boolean, retryElectron?: boolean }} options desktop: also what a private desktop for tests needs
 * @returns {Promise<import('./setup/electron-runtime.mjs').Electron>}
 * @throws {SetupError}
 */
export async function setUp({ desktop, retryElectron }) {
  await setUpPackages();
  if (desktop) await ensureDesktopPackages();
  return ensureElectron(retryElectron === undefined ? {} : { retry: retryElectron });
}

/**
 * Runs the whole of a command; what fails is said in plain sentences and ends it with status 1.
 * @param {() => Promise<number>} command gives back the exit status
 */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    const failure = error instanceof SetupError ? error : known(error);
    console.error(failure.message);
    process.exitCode = 1;
  }
}

/**
 * A full disk or a lack of rights can strike anywhere; anything else that was not expected is a bug and shown whole.
 * @param {unknown} error
 */
function known(error) {
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
