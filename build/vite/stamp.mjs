// Decides by the content of its sources whether a target has to be compiled again.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { integrityOf, projectFolder } from '../setup/paths.mjs';

/** The files that every target depends on beside its sources. */
const COMMON_INPUTS = ['package-lock.json', 'package.json', 'build/compile.mjs', 'build/vite/targets.mjs'];

/**
 * @typedef {object} Stamp
 * @property {Record<string, string>} inputs the hash of each source, by its path relative to the project's folder
 * @property {string[]} outputs paths relative to the project's folder
 */

/** @param {import('./target-list.mjs').Target} target */
function stampFile({ folder, file }) {
  return join(projectFolder, 'out', 'stamps', `${folder.replaceAll('/', '-')}-${file}.json`);
}

/**
 * The stamp of this target's last compilation; undefined if there was none or it did not finish.
 * @param {import('./target-list.mjs').Target} target
 * @returns {Stamp | undefined}
 */
export function lastStamp(target) {
  const file = stampFile(target);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Whether all outputs of a compilation exist and no input has changed since.
 * @param {Stamp | undefined} stamp
 */
export function isUpToDate(stamp) {
  return (
    stamp !== undefined &&
    stamp.outputs.every((file) => existsSync(join(projectFolder, file))) &&
    Object.entries(stamp.inputs).every(([file, hash]) => hashOf(file) === hash)
  );
}

/**
 * Deletes a target's stamp and files, so that nothing of an earlier compilation is left beside the new one.
 * @param {import('./target-list.mjs').Target} target
 * @param {Stamp | undefined} stamp
 */
export async function clear(target, stamp) {
  await rm(stampFile(target), { force: true });
  for (const file of stamp?.outputs ?? []) await rm(join(projectFolder, file), { force: true });
}

/**
 * Saves the stamp of a finished compilation.
 * @param {import('./target-list.mjs').Target} target
 * @param {Iterable<string>} sources the ids of the compiled modules, as Vite gives them
 * @param {readonly string[]} outputs file names in the target's folder
 */
export async function writeStamp(target, sources, outputs) {
  const files = new Set([...COMMON_INPUTS, target.source]);
  for (const source of sources) {
    const file = projectFile(source);
    if (file !== undefined) files.add(file);
  }
  /** @type {Stamp} */
  const stamp = { inputs: {}, outputs: outputs.map((name) => `${target.folder}/${name}`) };
  for (const file of files) stamp.inputs[file] = hashOf(file);
  await mkdir(dirname(stampFile(target)), { recursive: true });
  await writeFile(stampFile(target), JSON.stringify(stamp));
}

/**
 * The project's file behind a module; undefined for a package's module, whose version the lock file fixes.
 * @param {string} id as Vite gives it
 * @returns {string | undefined} the path relative to the project's folder, with slashes
 */
export function projectFile(id) {
  const path = relative(projectFolder, id.split('?')[0] ?? '');
  const inside = !path.startsWith('..') && !path.startsWith('node_modules') && !id.includes('\0');
  return inside && existsSync(join(projectFolder, path)) ? path.replaceAll(sep, '/') : undefined;
}

/**
 * The hash of a file's content; '' if there is no such file.
 * @param {string} file relative to the project's folder
 */
function hashOf(file) {
  const path = join(projectFolder, file);
  return existsSync(path) ? integrityOf(readFileSync(path)) : '';
}
