// Reads Electron's fuses from a finished executable (https://www.electronjs.org/docs/latest/tutorial/fuses).
import { FuseV1Options } from '@electron/fuses';
import { readFile } from 'node:fs/promises';

/** These bytes precede the fuses' version and number, of one byte each (@electron/fuses, constants.ts). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** A fuse is the digit 0 or 1 as ASCII. */
const ON = 0x31;

/** @typedef {Record<keyof typeof FuseV1Options, boolean>} Fuses by Electron's own names; one it does not have is off */

/**
 * Gives the fuses of the first Electron in a file. Throws if the file contains none.
 * @param {string} file an executable, or macOS's Electron Framework
 * @returns {Promise<Fuses>}
 */
export async function readFuses(file) {
  const [fuses] = await readAllFuses(file);
  if (fuses === undefined) throw new Error(`${file} has no fuses.`);
  return fuses;
}

/**
 * Gives the fuses of each Electron in a file: a universal file for macOS contains two, and any other file none.
 * @param {string} file
 * @returns {Promise<Fuses[]>}
 */
export async function readAllFuses(file) {
  const content = await readFile(file);
  const names = /** @type {(keyof typeof FuseV1Options)[]} */ (
    Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)))
  );
  const found = [];
  for (let at = content.indexOf(SENTINEL); at !== -1; at = content.indexOf(SENTINEL, at + 1)) {
    const wire = content.subarray(at + SENTINEL.length + 2);
    const count = content[at + SENTINEL.length + 1] ?? 0;
    const isOn = (/** @type {keyof typeof FuseV1Options} */ name) =>
      FuseV1Options[name] < count && wire[FuseV1Options[name]] === ON;
    found.push(/** @type {Fuses} */ (Object.fromEntries(names.map((name) => [name, isOn(name)]))));
  }
  return found;
}
