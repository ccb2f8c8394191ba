// Which suites, and which of their test files, a change can touch.
import { closureOf } from './imports.mjs';

/** @typedef {import('./imports.mjs').Graph} Graph */

/** What everything stands on: a change of these touches every suite. */
const EVERYTHING = /^(?:package(?:-lock)?\.json|\.npmrc|build\/(?:setup|suites|vite)\/|build\/[^/]+\.(?:mjs|json)$)/u;

/** What is compiled into the app that the tests start. */
const APP = ['main/index.ts', 'main/keychain/worker/index.ts', 'preload/index.ts', 'test/support/test-main.ts'];
/** What it shows; its styles name each other where no import is seen. */
const SHOWN = String.raw`renderer\/|build\/(?:tray|icons)\/`;

/**
 * What the tests of a suite run beside what they import: the code that is compiled for them, and what they read as files.
 * @type {Readonly<Record<string, { starts: readonly string[], reads?: RegExp }>>}
 */
const RUNS = {
  unit: { starts: [] },
  integration: { starts: ['main/demo/cli.ts', 'main/keychain/worker/index.ts', 'test/support/client-host.ts'] },
  desktop: { starts: ['test/desktop/adapters-host.ts'], reads: /^build\/tray\//u },
  window: { starts: [], reads: /^(?:renderer\/|test\/(?:window\/aria|support\/page-harness\/host)\/)/u },
  e2e: { starts: APP, reads: new RegExp(`^(?:${SHOWN})`, 'u') },
  package: {
    starts: APP,
    reads: new RegExp(String.raw`^(?:${SHOWN}|build\/package\/|electron-builder\.yml$|LICENSE$)`, 'u'),
  },
};

/**
 * How much of a suite a change can touch: all of it, some test files, or nothing.
 * @typedef {'all' | 'nothing' | readonly string[]} Extent
 */

/**
 * @param {string} suite
 * @param {readonly string[]} changed file names, from the project's folder; those of deleted files too
 * @param {Graph} graph of the project as it is now
 * @returns {Extent}
 */
export function extentOf(suite, changed, graph) {
  if (changed.length === 0) return 'nothing';
  // The checks remember by themselves what they need not look at again.
  if (suite === 'lint' || changed.some((file) => EVERYTHING.test(file))) return 'all';
  if (suite === 'types')
    return changed.some((file) => /\.(?:[cm]?[jt]s|svelte|css|json)$/u.test(file)) ? 'all' : 'nothing';
  const { starts, reads } = RUNS[suite] ?? { starts: [], reads: /^/u };
  const started = closureOf(graph, starts);
  if (changed.some((file) => started.has(file) || reads?.test(file))) return 'all';
  const tests = [...graph.needs.keys()].filter(
    (file) => file.startsWith(`test/${suite}/`) && file.endsWith('.test.ts'),
  );
  const touched = tests.filter((file) => {
    const needed = closureOf(graph, [file]);
    // Who reads files may read any: documents, settings, the sources themselves.
    return changed.some((name) => needed.has(name)) || (suite === 'unit' && hasReader(graph, needed));
  });
  return touched.length === 0 ? 'nothing' : touched;
}

/**
 * @param {Graph} graph
 * @param {Set<string>} needed
 */
function hasReader({ readers }, needed) {
  return [...needed].some((file) => file.startsWith('test/') && readers.has(file));
}
