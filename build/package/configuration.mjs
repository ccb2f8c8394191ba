// What electron-builder is told beside electron-builder.yml.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from '../setup/failure.mjs';
import { projectFolder } from '../setup/paths.mjs';
import { menuName, packageVersion } from './kinds.mjs';

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * @typedef {object} Making
 * @property {import('./kinds.mjs').Kind} kind
 * @property {import('../setup/electron-runtime.mjs').Electron} electron
 * @property {'linux' | 'win' | 'mac'} system that it is for
 * @property {string} output the folder of the finished packages
 * @property {boolean} quick larger, for packages that nobody downloads
 */

/**
 * @param {Making} making
 * @returns {Configuration}
 */
export function configuration({ kind, electron, system, output, quick }) {
  return {
    extends: join(projectFolder, 'electron-builder.yml'),
    directories: { output },
    extraMetadata: {
      version: packageVersion(kind),
      author: 'NERD Tray contributors',
      homepage: 'https://nerd.kensho.com/',
    },
    // The official one electron-builder fetches by itself, for each kind of processor; and checks its hash.
    ...(electron.source === 'fallback' ? { electronDist: electron.dist, electronVersion: electron.version } : {}),
    ...(kind === 'for-tests' ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
    // The folder below /opt is named after the product, and shells are happier without a space in it.
    ...(system === 'linux' ? { productName: 'nerd-tray' } : {}),
    ...(system === 'linux' ? { linux: { desktop: { entry: { Name: menuName(kind) } } } } : {}),
    ...(quick ? { compression: 'store', deb: { compression: 'gz' } } : {}),
  };
}

/**
 * @param {{ quick: boolean }} making
 * @returns {Record<string, string>} what electron-builder reads from the environment so that it downloads no tools
 * @throws {SetupError}
 */
export function toolsEnvironment({ quick }) {
  return {
    CUSTOM_FPM_PATH: join(import.meta.dirname, 'fpm.mjs'),
    ELECTRON_BUILDER_7ZIP_PATH: programNamed(['7za', '7z', '7zz']),
    ...(quick ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {}),
  };
}

/** @param {readonly string[]} names of which one is enough */
function programNamed(names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new SetupError(
    `The program "${names[0]}" is missing (on Debian: sudo apt-get install p7zip-full). Install it, then run the same command again.`,
  );
}
