// Installs the programs and libraries that Electron, a private desktop and the tests on it need on Linux.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError, stepFailure } from './failure.mjs';
import { run } from './run.mjs';

/** The names of the Debian packages. An entry has two names where a newer release of Debian has renamed the package. */
export const PACKAGES = [
  ['xvfb'],
  ['xauth'],
  ['dbus'],
  ['dbus-x11'],
  ['gnome-keyring'],
  ['libsecret-1-0'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libnotify4'],
  ['libxss1'],
  ['libxtst6'],
  ['unzip'],
  ['xclip'],
  // The tests press keys and move the mouse on X11 with it.
  ['xdotool'],
  // The tests run on a panel and a notification server that people use.
  ['xfce4-panel'],
  ['xfce4-notifyd'],
  ['xfconf'],
  ['adwaita-icon-theme'],
  // The tests run on a Wayland desktop without a screen; the others are its clipboard and its keyboard.
  ['sway'],
  ['wl-clipboard'],
  ['wtype'],
  // Packages are made with these, and the tests add certificates to Chromium's store.
  ['p7zip-full', '7zip'],
  ['libnss3-tools'],
  // The tests start the autostart entry as a desktop does, and validate it.
  ['libglib2.0-bin'],
  ['desktop-file-utils'],
  // The tests run the example calls that the app copies.
  ['curl'],
  ['python3-requests'],
];

/** Some of the programs in these packages. Where there is no dpkg, the PATH is searched for them. */
const PROGRAMS = [
  'Xvfb',
  'dbus-daemon',
  'gnome-keyring-daemon',
  'unzip',
  'xclip',
  'xdotool',
  'xfce4-panel',
  'sway',
  'wl-copy',
  'wtype',
  'gio',
  'desktop-file-validate',
  'curl',
  'python3',
  'certutil',
];

/**
 * The entries of `packages` of which no name is installed.
 * @param {string} status lines of "NAME STATE", as `dpkg-query -W -f '${Package} ${db:Status-Status}\n'` gives them
 * @param {readonly (readonly string[])[]} [packages]
 */
export function missingPackages(status, packages = PACKAGES) {
  const installed = new Set(
    status
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, state]) => state === 'installed')
      .map(([name]) => name),
  );
  return packages.filter((names) => !names.some((name) => installed.has(name)));
}

/**
 * The command that installs Debian packages, for a person to copy.
 * @param {readonly string[]} names
 */
export function aptInstallCommand(names) {
  return `sudo apt-get install --no-install-recommends ${names.join(' ')}`;
}

/**
 * Makes sure that a private desktop can be started on this machine: as root it installs what is missing. It does
 * nothing on systems other than Linux.
 * @throws {SetupError} with the command to run, if packages are missing and this is not root
 */
export async function ensureDesktopPackages() {
  if (process.platform !== 'linux') return;
  const status = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\\n', ...PACKAGES.flat()], {
    encoding: 'utf8',
  });
  if (status.error) return requirePrograms();
  const missing = missingPackages(status.stdout);
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const line = aptInstallCommand(missing.map(newestName));
    throw new SetupError(
      `Some Debian packages are missing. Run this once, then the same command again:\n\n  ${line}\n`,
    );
  }
  await install(missing);
}

/**
 * Installs packages with apt-get, which needs root.
 * @param {readonly (readonly string[])[]} missing entries of {@link PACKAGES}
 * @throws {SetupError} if apt-get fails
 */
async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const what = 'The Debian packages could not be installed.';
  console.log(`Installing ${missing.length} Debian packages that are missing (apt-get).`);
  const updated = await run('apt-get', ['-q', 'update'], { doing: 'Reading the list of Debian packages', env });
  const names = missing.map(newestName);
  const args = ['-q', 'install', '-y', '--no-install-recommends', ...names];
  const installed = await run('apt-get', args, { doing: 'Installing Debian packages', env });
  // A failed update alone is no failure: if some sources are out of reach, the others may still have had the packages.
  if (!installed.ok) throw stepFailure(what, updated.ok ? installed.output : `${updated.output}\n${installed.output}`);
}

/**
 * The first of a package's names that this release of Debian has, else the first of all.
 * @param {readonly string[]} names
 */
function newestName(names) {
  const known = (/** @type {string} */ name) => spawnSync('apt-cache', ['show', name]).status === 0;
  return (names.length > 1 ? names.find(known) : undefined) ?? names[0] ?? '';
}

/**
 * Checks the programs by name, where dpkg cannot be asked.
 * @throws {SetupError} if one is missing
 */
function requirePrograms() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const missing = PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length > 0) {
    throw new SetupError(
      `These programs are missing: ${missing.join(', ')}. Install them, then run the same command again.`,
    );
  }
}
