// Which suites a change can touch.

/** What everything stands on: a change of these touches every suite. */
const EVERYTHING = /^(?:package(?:-lock)?\.json|\.npmrc|build\/(?:setup|suites|vite)\/|build\/[^/]+\.(?:mjs|json)$)/u;
/** What is compiled into the app, or decides how. */
const APP = /^(?:main|preload|renderer)\//u;

/**
 * What touches the suites whose tests run something compiled, which an import graph does not reach.
 * @type {Readonly<Record<string, RegExp>>}
 */
const TOUCHES = {
  integration: /^(?:main|preload|test\/(?:integration|support))\//u,
  desktop: /^(?:main\/(?:desktop|copy|ports|core)|test\/(?:desktop|support))\//u,
  window: /^(?:renderer|preload\/contract|main\/core|test\/(?:window|support))\//u,
  e2e: /^(?:main|preload|renderer|test\/(?:e2e|support))\//u,
  package:
    /^(?:electron-builder\.yml$|(?:main|preload|renderer|build\/(?:package|tray|icons)|test\/(?:package|support))\/)/u,
};

/**
 * How much of a suite a change can touch: all of it, only some test files, or nothing.
 * @typedef {'all' | 'related' | 'nothing' | readonly string[]} Extent 'related': what Vitest's import graph says
 */

/**
 * @param {string} suite
 * @param {readonly string[]} changed file names, from the project's folder
 * @returns {Extent}
 */
export function extentOf(suite, changed) {
  if (changed.length === 0) return 'nothing';
  if (changed.some((file) => EVERYTHING.test(file))) return 'all';
  const code = changed.filter((file) => /\.(?:[mc]?[jt]s|svelte|css|html|json|yml|aria)$/u.test(file));
  if (suite === 'types') return code.length > 0 ? 'all' : 'nothing';
  if (suite === 'lint') return 'all';
  if (suite === 'unit') return 'related';
  const touching = code.filter((file) => TOUCHES[suite]?.test(file));
  if (touching.length === 0) return 'nothing';
  const own = new RegExp(`^test/${suite}/.*\\.test\\.ts$`, 'u');
  return touching.every((file) => own.test(file)) && !changed.some((file) => APP.test(file)) ? touching : 'all';
}
