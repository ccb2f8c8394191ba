// What is compiled, from what, for what. The settings are as old as the oldest Electron that this runs on (33).
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

/** Electron 33 runs Node 20.18 and Chromium 130. */
const NODE = 'node20.18';
const CHROMIUM = 'chrome130';

/** Resolved at run time: Electron by itself, keytar because it is a native module. */
const EXTERNAL = ['electron', 'keytar'];

/**
 * What is put into the app when it is compiled.
 * @typedef {object} Constants
 * @property {string} version the app's
 * @property {string} buildNote a sentence for the About page on what this build is; '' if there is nothing to say
 * @property {'screened' | 'any-may-be-given'} [switches] whether a package takes any switch of Chromium's, a debugger's
 *   too: for tests only; screened unless said
 */

/**
 * The settings that all targets share.
 * @param {Constants} constants
 * @returns {import('vite').InlineConfig}
 */
function common({ version, buildNote, switches = 'screened' }) {
  return {
    root: projectFolder,
    configFile: false,
    envDir: false,
    publicDir: false,
    mode: 'production',
    logLevel: 'warn',
    define: {
      __APP_VERSION__: JSON.stringify(version),
      __BUILD_NOTE__: JSON.stringify(buildNote),
      __SWITCHES__: JSON.stringify(switches),
    },
  };
}

/**
 * @typedef {object} NodeTarget
 * @property {string} source
 * @property {string} folder where it is written
 * @property {string} file
 * @property {'es' | 'cjs'} [format]
 * @property {boolean} [bundled] false: packages stay in node_modules
 */

/**
 * Code for main, preload or plain Node, as one file; only what is imported dynamically is split off.
 * @param {NodeTarget} target
 * @param {Constants} constants
 * @returns {import('vite').InlineConfig}
 */
export function nodeConfig({ source, folder, file, format = 'es', bundled = true }, constants) {
  return {
    ...common(constants),
    ssr: { target: 'node', external: EXTERNAL, ...(bundled ? { noExternal: true } : {}) },
    build: {
      ssr: join(projectFolder, source),
      outDir: join(projectFolder, folder),
      emptyOutDir: false,
      target: NODE,
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        output: { format, entryFileNames: file, chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/**
 * The window's page: one style sheet, one script, and one for each page that is loaded when it is first shown; nothing
 * inline, as its content security policy demands.
 * @param {Constants} constants
 * @returns {import('vite').InlineConfig}
 */
export function rendererConfig(constants) {
  return {
    ...common(constants),
    root: join(projectFolder, 'renderer'),
    base: './',
    plugins: [svelte({ configFile: false })],
    build: {
      outDir: join(projectFolder, 'out', 'renderer'),
      emptyOutDir: false,
      target: CHROMIUM,
      minify: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      // Each is small and on this machine, and the helper that would fetch it sooner is as large.
      modulePreload: false,
      rolldownOptions: {
        output: { entryFileNames: 'index.js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  };
}
