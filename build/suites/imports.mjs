// Which of the project's files need which: read from their import statements, as they stand.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { integrityOf, projectFolder } from '../setup/paths.mjs';
import { projectFiles } from './project-files.mjs';

const CODE = /\.(?:ts|[cm]?js|svelte|css|html)$/u;
/** `from './x.ts'`, `import './x.ts'`, `import('./x.ts')`, `new URL('./x.ts', …)`, `@import './x.css'`, `src="./x.ts"`. */
const SPECIFIER = /(?:\bfrom|\bimport|\bimport\(|\bURL\(|\bsrc=|\bhref=)\s*(['"])(\.[^'"\n]*?)(?:\?[^'"\n]*)?\1/gu;

/**
 * @typedef {object} Graph
 * @property {ReadonlyMap<string, readonly string[]>} needs file → the files that it imports itself; paths relative to the project
 * @property {readonly string[]} everywhere files whose declarations hold without an import
 * @property {ReadonlySet<string>} readers files that read others, which no import tells
 */

/**
 * Gives the import graph of the project's code as it is on the disk.
 * @param {string} [root]
 * @returns {Graph}
 */
export function readGraph(root = projectFolder) {
  /** @type {Map<string, readonly string[]>} */
  const needs = new Map();
  /** @type {string[]} */
  const everywhere = [];
  /** @type {Set<string>} */
  const readers = new Set();
  for (const file of projectFiles(root).filter((name) => CODE.test(name))) {
    const text = readFileSync(join(root, file), 'utf8');
    if (file.endsWith('.d.ts') || /\bdeclare global\b/u.test(text)) everywhere.push(file);
    if (/\bread(?:File|dir)/u.test(text)) readers.add(file);
    needs.set(file, importsOf(file, text, root));
  }
  return { needs, everywhere, readers };
}

/**
 * @param {string} file
 * @param {string} text
 * @param {string} root
 */
function importsOf(file, text, root) {
  const named = [...text.matchAll(SPECIFIER)].map((match) => posix.join(posix.dirname(file), match[2] ?? ''));
  // A deleted file stays in the list: the files that import it are affected by its deletion.
  return [...new Set(named)].filter((path) => {
    const place = join(root, path);
    return !existsSync(place) || statSync(place).isFile();
  });
}

/**
 * Gives every file that `files` import, directly or not, and `files` themselves.
 * @param {Graph} graph
 * @param {Iterable<string>} files
 * @returns {Set<string>}
 */
export function closureOf({ needs }, files) {
  const found = new Set(files);
  for (const file of found) for (const needed of needs.get(file) ?? []) found.add(needed);
  return found;
}

/**
 * Makes one hash of all that `files` need and of what holds everywhere: it is the same only while none has changed.
 * @param {Graph} graph
 * @param {(file: string) => string} hashOf of one file's content
 */
export function closureHasher(graph, hashOf) {
  return (/** @type {Iterable<string>} */ files) =>
    integrityOf(
      [...closureOf(graph, [...files, ...graph.everywhere])]
        .sort()
        .map((file) => `${file} ${hashOf(file)}`)
        .join('\n'),
    );
}
