// Whether a check has passed already, with every file of the project as it is now.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

const FOLDER = join(projectFolder, 'out', 'stamps');

/** @param {string} suite */
const stampOf = (suite) => join(FOLDER, `${suite}-passed`);

/**
 * @param {string} suite
 * @param {string} hash of the whole project: what a check finds in one file can depend on any other
 */
export function hasPassed(suite, hash) {
  try {
    return readFileSync(stampOf(suite), 'utf8') === hash;
  } catch {
    // There is no stamp, so it has not.
    return false;
  }
}

/**
 * @param {string} suite
 * @param {string} hash
 * @param {boolean} passed
 */
export function notePassed(suite, hash, passed) {
  mkdirSync(FOLDER, { recursive: true });
  if (passed) writeFileSync(stampOf(suite), hash);
  else rmSync(stampOf(suite), { force: true });
}
