// The project's own files, as git knows them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../setup/failure.mjs';
import { integrityOf, projectFolder } from '../setup/paths.mjs';

/**
 * @param {readonly string[]} args
 * @returns {string[]} the file names that git prints
 * @throws {SetupError} where git is not there, or does not know what it is asked for
 */
function git(args) {
  try {
    return execFileSync('git', [...args, '-z'], {
      cwd: projectFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 ** 2,
    })
      .split('\0')
      .filter((name) => name !== '');
  } catch {
    throw new SetupError(`git could not tell about the project's files (git ${args.join(' ')}).`);
  }
}

const UNTRACKED = ['ls-files', '--others', '--exclude-standard'];

/**
 * The files that differ from a revision: changed, deleted, or not known to git yet.
 * @param {string} revision
 */
export function changedFiles(revision) {
  return [...new Set([...git(['diff', '--name-only', '--no-renames', revision]), ...git(UNTRACKED)])].sort();
}

/** @returns {string} a hash of all of the project's files and of the Node that runs */
export function projectHash() {
  const files = [...new Set([...git(['ls-files', '--cached']), ...git(UNTRACKED)])].sort();
  const lines = files
    .filter((file) => existsSync(join(projectFolder, file)))
    .map((file) => `${file} ${integrityOf(readFileSync(join(projectFolder, file)))}`);
  return integrityOf([process.version, ...lines].join('\n'));
}
