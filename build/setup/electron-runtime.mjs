// Finds the Electron that this project runs on: the official one if its download worked, else one from an npm package.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, projectFolder } from './paths.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executable its path
 * @property {string} dist the path of its folder, which child processes get as `ELECTRON_OVERRIDE_DIST_PATH`
 * @property {string} version
 * @property {'official' | 'fallback'} source
 */

/** The version of the Electron in the fallback's npm package. */
export const FALLBACK_VERSION = '33.2.1';
/** Raise this number when what is made from the package changes, so that what was made before is not used any more. */
const REVISION = 1;

/** @returns {string} the folder of the fallback runtime, whether it exists or not */
export function fallbackFolder() {
  return join(cacheFolder(), `electron-${FALLBACK_VERSION}-r${REVISION}`);
}

/**
 * The Electron to use; undefined if none has been set up yet.
 * @returns {Electron | undefined}
 */
export function findElectron() {
  return officialElectron() ?? fallbackElectron();
}

/**
 * The official Electron, if it is unpacked in node_modules and has the version that package.json pins.
 * @returns {Electron | undefined}
 */
export function officialElectron() {
  const home = join(projectFolder, 'node_modules', 'electron');
  const dist = join(home, 'dist');
  const version = readIfThere(join(dist, 'version'))?.trim().replace(/^v/, '');
  const program = readIfThere(join(home, 'path.txt'));
  const wanted = readIfThere(join(home, 'package.json'));
  if (version === undefined || program === undefined || wanted === undefined) return undefined;
  if (JSON.parse(wanted).version !== version || !existsSync(join(dist, program))) return undefined;
  return { executable: join(dist, program), dist, version, source: 'official' };
}

/**
 * The fallback runtime, if it has been made on this machine.
 * @returns {Electron | undefined}
 */
export function fallbackElectron() {
  const dist = fallbackFolder();
  // A rename puts the folder here once it is whole, so its existence is enough.
  if (!existsSync(join(dist, 'version'))) return undefined;
  return { executable: join(dist, 'electron'), dist, version: FALLBACK_VERSION, source: 'fallback' };
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
