// Tells by content whether a target has to be compiled again.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { integrityOf, projectFolder } from '../setup/paths.mjs';

/** What every target depends on beside its own sources. */
const SETTINGS = ['package-lock.json', 'package.json', 'build/compile.mjs', 'build/vite/targets.mjs'];

/**
 * @typedef {object} Stamp
 * @property {Record<string, string>} inputs file → hash, relative to the project's folder
 * @property {string[]} outputs
 */

/** @param {import('./target-list.mjs').Target} target */
function stampFile({ folder, file }) {
  return join(projectFolder, 'out', 'stamps', `${folder.replaceAll('/', '-')}-${file}.json`);
}

/**
 * What the last compilation of this target wrote down, if it came to its end.
 * @param {import('./target-list.mjs').Target} target
 * @returns {Stamp | undefined}
 */
export function lastStamp(target) {
  const file = stampFile(target);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** @param {Stamp | undefined} stamp */
export function isUpToDate(stamp) {
  return (
    stamp !== undefined &&
    stamp.outputs.every((file) => existsSync(join(projectFolder, file))) &&
    Object.entries(stamp.inputs).every(([file, hash]) => hashOf(file) === hash)
  );
}

/**
 * Forgets a target and its files, so that nothing of an earlier compilation is left beside the new one.
 * @param {import('./target-list.mjs').Target} target
 * @param {Stamp | undefined} stamp
 */
export async function clear(target, stamp) {
  await rm(stampFile(target), { force: true });
  for (const file of stamp?.outputs ?? []) await rm(join(projectFolder, file), { force: true });
}

/**
 * @param {import('./target-list.mjs').Target} target
 * @param {Iterable<string>} sources the modules that went in, as Vite names them
 * @param {readonly string[]} written file names in the target's folder
 */
export async function writeStamp(target, sources, written) {
  const files = new Set([...SETTINGS, target.source]);
  for (const source of sources) {
    const file = ownFile(source);
    if (file !== undefined) files.add(file);
  }
  /** @type {Stamp} */
  const stamp = { inputs: {}, outputs: written.map((name) => `${target.folder}/${name}`) };
  for (const file of files) stamp.inputs[file] = hashOf(file);
  await mkdir(dirname(stampFile(target)), { recursive: true });
  await writeFile(stampFile(target), JSON.stringify(stamp));
}

/**
 * The project's own file behind a module's name; those of packages are covered by the lock file.
 * @param {string} id
 */
export function ownFile(id) {
  const path = relative(projectFolder, id.split('?')[0] ?? '');
  const inside = !path.startsWith('..') && !path.startsWith('node_modules') && !id.includes('\0');
  return inside && existsSync(join(projectFolder, path)) ? path.replaceAll(sep, '/') : undefined;
}

/** @param {string} file */
function hashOf(file) {
  const path = join(projectFolder, file);
  return existsSync(path) ? integrityOf(readFileSync(path)) : '';
}
