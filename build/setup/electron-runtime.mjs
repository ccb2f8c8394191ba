// The Electron that this project runs on: the official one if its download worked, else one built from an npm package.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, projectFolder } from './paths.mjs';

/**
 * @typedef {object} Electron
 * @property {string} executable
 * @property {string} dist its folder: what `ELECTRON_OVERRIDE_DIST_PATH` is set to for children
 * @property {string} version
 * @property {'official' | 'fallback'} source
 */

/** What the fallback package brings. */
export const FALLBACK_VERSION = '33.2.1';
/** Raise it when what is built from the package changes, so that older builds are not used any more. */
const REVISION = 1;

/** @returns {string} the folder of the fallback runtime, there or not */
export function fallbackFolder() {
  return join(cacheFolder(), `electron-${FALLBACK_VERSION}-r${REVISION}`);
}

/**
 * Looks only; set-up is what makes one.
 * @returns {Electron | undefined}
 */
export function findElectron() {
  return officialElectron() ?? fallbackElectron();
}

/**
 * The official one, if it is unpacked in node_modules and has the version that package.json pins.
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

/** @returns {Electron | undefined} */
export function fallbackElectron() {
  const dist = fallbackFolder();
  // The folder appears by a rename once it is whole, so being there is enough.
  if (!existsSync(join(dist, 'version'))) return undefined;
  return { executable: join(dist, 'electron'), dist, version: FALLBACK_VERSION, source: 'fallback' };
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
