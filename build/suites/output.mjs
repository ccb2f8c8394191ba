// Where the files of a suite's run lie, and what is printed of them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

const FOLDER = join(projectFolder, 'out', 'test-results');

/**
 * @typedef {object} ResultFiles
 * @property {string} report Vitest's own, in JSON; written at its end alone
 * @property {string} failures each failure as it happens, written by failure-reporter.mjs
 * @property {string} log what the suite printed, where it does not print to the terminal itself
 */

/**
 * The files of a suite's run, with those of the last run gone.
 * @param {string} suite
 * @returns {ResultFiles}
 */
export function freshResultFiles(suite) {
  mkdirSync(FOLDER, { recursive: true });
  const file = (/** @type {string} */ ending) => join(FOLDER, `${suite}.${ending}`);
  const files = { report: file('json'), failures: file('failures.txt'), log: file('log') };
  for (const each of Object.values(files)) rmSync(each, { force: true });
  return files;
}

/** Removes the pictures and logs of tests that failed in an earlier run (see `test/support/evidence.ts`). */
export function clearEvidence() {
  rmSync(join(FOLDER, 'failed'), { recursive: true, force: true });
}

/**
 * @param {string} file
 * @returns {string} what it holds; '' if it is not there
 */
export function textOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/**
 * A report that was cut off in the middle is none.
 * @param {string} file
 * @returns {import('./counts.mjs').VitestReport | undefined}
 */
export function readReport(file) {
  try {
    return JSON.parse(textOf(file));
  } catch {
    return undefined;
  }
}
