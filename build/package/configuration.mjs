// The configuration of electron-builder that depends on the kind of package, beside electron-builder.yml.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from '../setup/failure.mjs';
import { projectFolder } from '../setup/paths.mjs';
import { menuName, packageVersion } from './kinds.mjs';

/** @typedef {import('electron-builder').Configuration} Configuration */

/**
 * What packages to make.
 * @typedef {object} PackagePlan
 * @property {import('./kinds.mjs').Kind} kind
 * @property {import('../setup/electron-runtime.mjs').Electron} electron
 * @property {'linux' | 'win' | 'mac'} system the operating system that they are for
 * @property {string} output the folder of the finished packages
 * @property {boolean} quick compresses less, for packages that nobody downloads
 */

/**
 * The configuration that extends electron-builder.yml.
 * @param {PackagePlan} plan
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
    // electron-builder downloads the official Electron by itself, for each processor architecture, and checks its hash.
    ...(electron.source === 'fallback' ? { electronDist: electron.dist, electronVersion: electron.version } : {}),
    ...(kind === 'for-tests' ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
    // The folder below /opt is named after the product, and a path without a space needs no quotes in a shell.
    ...(system === 'linux' ? { productName: 'nerd-tray' } : {}),
    ...(system === 'linux' ? { linux: { desktop: { entry: { Name: menuName(kind) } } } } : {}),
    ...(quick ? { compression: 'store', deb: { compression: 'gz' } } : {}),
  };
}

/**
 * The environment variables that make electron-builder use this machine's tools instead of downloading some.
 * @param {Pick<PackagePlan, 'quick'>} plan
 * @returns {Record<string, string>}
 * @throws {SetupError} if 7-Zip is not installed
 */
export function toolsEnvironment({ quick }) {
  return {
    CUSTOM_FPM_PATH: join(import.meta.dirname, 'fpm.mjs'),
    ELECTRON_BUILDER_7ZIP_PATH: findProgram(['7za', '7z', '7zz']),
    ...(quick ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {}),
  };
}

/**
 * The path of the first of these programs that the PATH holds.
 * @param {readonly string[]} names under which the same program may be installed
 * @throws {SetupError} if there is none
 */
function findProgram(names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new SetupError(
    `The program "${names[0]}" is missing (on Debian: sudo apt-get install p7zip-full). Install it, then run the same command again.`,
  );
}
