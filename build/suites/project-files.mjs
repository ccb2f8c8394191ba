// The project's own files: all of them as they lie on the disk, and those that changed, as git knows them.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
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

/**
 * The files that differ from a revision: changed, deleted, or not known to git yet.
 * @param {string} revision
 */
export function changedFiles(revision) {
  const known = git(['diff', '--name-only', '--no-renames', revision]);
  return [...new Set([...known, ...git(['ls-files', '--others', '--exclude-standard'])])].sort();
}

/** What is made or fetched, wherever it lies. */
const MADE = new Set(['node_modules', 'out', 'dist', '.git']);

/**
 * Every file of the project that somebody wrote, in order, also where it was unpacked without git.
 * @param {string} [root]
 * @param {string} [folder]
 * @returns {string[]} paths from the root, with slashes
 */
export function projectFiles(root = projectFolder, folder = '') {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return MADE.has(entry.name) ? [] : projectFiles(root, path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

/**
 * Hashes of files on the disk, each read once; that of one that is not there is ''.
 * @param {string} [root]
 * @returns {(file: string) => string}
 */
export function fileHasher(root = projectFolder) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (file) => {
    const path = join(root, file);
    const hash = known.get(file) ?? (existsSync(path) ? integrityOf(readFileSync(path)) : '');
    known.set(file, hash);
    return hash;
  };
}

/** @returns {string} a hash of all of the project's files and of the Node that runs */
export function projectHash() {
  const hashOf = fileHasher();
  return integrityOf([process.version, ...projectFiles().map((file) => `${file} ${hashOf(file)}`)].join('\n'));
}
