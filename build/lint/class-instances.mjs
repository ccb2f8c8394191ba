// Holds TypeScript files to @typescript-eslint/no-unsafe-class-instance-assignment: where an instance of a class is wanted,
// an object that only looks like one is an error. Oxlint's type-aware half has that rule already, but Oxlint itself cannot
// switch it on yet, so this asks that half, in the form in which Oxlint does. Once Oxlint can, the rule belongs into
// .oxlintrc.json, and this file can go: ESLint would need all types a second time for this rule alone.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFiles } from '../suites/project-files.mjs';
import { projectFolder } from '../setup/paths.mjs';

const RULE = 'no-unsafe-class-instance-assignment';
const LINTER = join(projectFolder, 'node_modules/oxlint-tsgolint/bin/tsgolint.js');
/** Each record of its answer begins with the length of its JSON in four bytes and its kind in one: 1 is a finding. */
const HEADER_BYTES = 5;
const FINDING = 1;
const MOST_BYTES = 64 * 1024 ** 2;

/**
 * @typedef {object} Finding
 * @property {string} file_path
 * @property {{ pos: number, end: number }} range in bytes
 * @property {{ description: string }} message
 */

/**
 * Gives what the rule finds in these files.
 * @param {readonly string[]} files absolute paths of TypeScript files
 * @returns {string[]} a line for each: file, line, what is wrong
 * @throws {Error} where the linter fails, or answers in another form
 */
export function findingsIn(files) {
  const request = { version: 2, configs: [{ file_paths: files, rules: [{ name: RULE }] }] };
  const { status, stdout, stderr } = spawnSync(process.execPath, [LINTER, 'headless'], {
    input: JSON.stringify(request),
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0) throw new Error(`The type-aware linter failed: ${stderr}`);
  /** @type {string[]} */
  const lines = [];
  for (let at = 0; at < stdout.length;) {
    const begin = at + HEADER_BYTES;
    const end = begin + stdout.readUInt32LE(at);
    const text = stdout.subarray(begin, end).toString('utf8');
    if (stdout[at + HEADER_BYTES - 1] !== FINDING) throw new Error(`The type-aware linter answered: ${text}`);
    /** @type {Finding} */
    const { file_path: file, range, message } = JSON.parse(text);
    const line = readFileSync(file).subarray(0, range.pos).toString('utf8').split('\n').length;
    lines.push(`${relative(projectFolder, file)}:${line}: ${message.description} (${RULE})`);
    at = end;
  }
  return lines;
}

/**
 * The project's TypeScript files that these files and folders hold.
 * @param {readonly string[]} paths
 */
function typescriptIn(paths) {
  const wanted = paths.map((path) => resolve(path));
  return projectFiles()
    .filter((name) => /\.ts$/u.test(name))
    .map((name) => join(projectFolder, name))
    .filter((file) =>
      wanted.some((path) => file === path || (isFolder(path) && !relative(path, file).startsWith('..'))),
    );
}

/** @param {string} path */
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = typescriptIn(process.argv.slice(2));
  const lines = files.length > 0 ? findingsIn(files) : [];
  for (const line of lines) console.log(line);
  if (lines.length > 0) process.exitCode = 1;
}
