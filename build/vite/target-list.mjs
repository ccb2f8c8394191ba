// Names only, so that a run in which nothing has changed need not load Vite.

/**
 * @typedef {object} Target
 * @property {string} source relative to the project's folder
 * @property {string} folder
 * @property {string} file
 * @property {'es' | 'cjs'} [format]
 * @property {boolean} [bundled]
 */

/** @type {Target} */
export const MAIN = { source: 'main/index.ts', folder: 'out/main', file: 'index.js' };

/** What main forks to use the keychain, beside it. @type {Target} */
export const KEYCHAIN = { source: 'main/keychain/worker/index.ts', folder: 'out/main', file: 'keychain-process.js' };

/** What main forks to be the demo account's demo server, beside it. @type {Target} */
export const DEMO_PROCESS = { source: 'main/demo/process-entry.ts', folder: 'out/main', file: 'demo-process.js' };

/** A sandboxed preload must be one CommonJS file. @type {Target} */
export const PRELOAD = { source: 'preload/index.ts', folder: 'out/preload', file: 'index.cjs', format: 'cjs' };

/** @type {Target} */
export const RENDERER = { source: 'renderer/index.html', folder: 'out/renderer', file: 'index.html' };

/** The app as it ships. */
export const APP = [MAIN, KEYCHAIN, DEMO_PROCESS, PRELOAD, RENDERER];

/** The demo server alone, in plain Node. @type {Target} */
export const DEMO_SERVER = { source: 'main/demo/cli.ts', folder: 'out/demo-server', file: 'index.js' };

/** Entries of tests and tour; none of them is ever packed. @type {Target[]} */
export const FOR_TESTS = [
  { source: 'test/support/test-main.ts', folder: 'out/test', file: 'main.js' },
  { source: 'test/support/client-host.ts', folder: 'out/test', file: 'client-host.js' },
  { source: 'test/support/tour/index.ts', folder: 'out/test', file: 'tour.js', bundled: false },
  { source: 'test/bench/window/index.ts', folder: 'out/test', file: 'bench-window.js', bundled: false },
  { source: 'test/bench/window/in-main.ts', folder: 'out/test', file: 'bench-in-main.cjs', format: 'cjs' },
  { source: 'test/bench/marks/index.ts', folder: 'out/test', file: 'bench-marks.js', bundled: false },
  { source: 'test/support/gallery/index.ts', folder: 'out/test', file: 'gallery.js', bundled: false },
  { source: 'test/support/kill/index.ts', folder: 'out/test', file: 'kill.js', bundled: false },
  { source: 'test/support/chaos/index.ts', folder: 'out/test', file: 'chaos.js', bundled: false },
];

/** Weeks of the core on simulated time, in plain Node. @type {Target} */
export const SOAK = { source: 'test/soak/main.ts', folder: 'out/soak', file: 'index.js' };

/** A million clients against one simulated server, in plain Node. @type {Target} */
export const FLEET = { source: 'test/soak/fleet/main.ts', folder: 'out/fleet', file: 'index.js' };

/** Main with the window's page from Vite's own server. @type {Target} */
export const DEV_MAIN = { source: 'test/support/dev-main.ts', folder: 'out/test', file: 'dev-main.js' };
