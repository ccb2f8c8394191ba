// ESLint over what Oxlint leaves to it. What its rules say of a file rests on the types of all that it imports, so a file is passed
// over only while it, everything that it needs, the rules and the packages are what they were when it was clean. ESLint's
// own cache compares the file alone.
import { ESLint } from 'eslint';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { integrityOf, projectFolder } from '../setup/paths.mjs';
import { closureHasher, readGraph } from './imports.mjs';
import { fileHasher, projectFiles } from './project-files.mjs';

/** The file that maps each clean file to the hash of everything its result rested on. */
const CLEAN = join(projectFolder, 'out', 'stamps', 'eslint.json');

const files = projectFiles();
const hashOf = fileHasher();
const closureHash = closureHasher(readGraph(), hashOf);
const settings = [
  'package-lock.json',
  'build/eslint.config.mjs',
  ...files.filter((file) => /tsconfig.*\.json$/u.test(file)),
];
const ground = integrityOf([process.version, ...settings.map(hashOf)].join(' '));
const stateOf = (/** @type {string} */ file) => integrityOf(`${ground} ${closureHash([file])}`);

const eslint = new ESLint({ cwd: projectFolder, overrideConfigFile: 'build/eslint.config.mjs', warnIgnored: false });
const code = await codeOf(files);
const known = lastClean();
const clean = Object.fromEntries(code.map((file) => [file, stateOf(file)]));
const open = code.filter((file) => known[file] !== clean[file]);
const results = open.length > 0 ? await eslint.lintFiles(open) : [];
for (const { filePath, messages } of results) {
  if (messages.length > 0) delete clean[filePath.slice(projectFolder.length + 1).replaceAll('\\', '/')];
}
mkdirSync(dirname(CLEAN), { recursive: true });
writeFileSync(CLEAN, JSON.stringify(clean));

const text = await (await eslint.loadFormatter('stylish')).format(results);
if (text !== '') console.log(text);
if (open.length < code.length) {
  console.log(
    `ESLint looked at ${open.length} files: nothing that the other ${code.length - open.length} need has changed.`,
  );
}
if (results.some(({ errorCount }) => errorCount > 0)) process.exitCode = 1;

/**
 * Those that ESLint's configuration has rules for.
 * @param {readonly string[]} names
 */
async function codeOf(names) {
  const candidates = names.filter((name) => /\.(?:ts|mjs|cjs|js|svelte)$/u.test(name));
  const ignored = await Promise.all(candidates.map((name) => eslint.isPathIgnored(name)));
  return candidates.filter((_, index) => ignored[index] === false);
}

/** @returns {Record<string, string>} empty if it has not run here, or was cut off while it wrote */
function lastClean() {
  try {
    return JSON.parse(readFileSync(CLEAN, 'utf8'));
  } catch {
    return {};
  }
}
