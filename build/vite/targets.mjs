// Vite's settings for each target. They fit the oldest Electron that the app runs on (33).
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { join } from 'node:path';
import { projectFolder } from '../setup/paths.mjs';

/** Electron 33 runs Node 20.18 and Chromium 130. */
const NODE = 'node20.18';
const CHROMIUM = 'chrome130';

/** These are imported at run time: Electron provides itself, and keytar is a native module. */
const EXTERNAL = ['electron', 'keytar'];

/**
 * The values that are compiled into the app.
 * @typedef {object} Constants
 * @property {string} version the app's version
 * @property {string} buildNote what the About page says about this build; '' for a release
 * @property {'screened' | 'any-may-be-given'} [switches] `any-may-be-given`: the app accepts every switch of Chromium's,
 *   a debugger's too, which only test builds may; `screened` by default
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
 * Compiles code for main, preload or plain Node into one file, and each module that is imported dynamically into
 * another.
 * @param {import('./target-list.mjs').Target} target
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
 * Compiles the window's page into one style sheet, one script, and one script for each page that is loaded when it is
 * first shown. Nothing is inline, because the content security policy forbids it.
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
      // Each script is small and on this machine, and the helper that would load it sooner is as large.
      modulePreload: false,
      rolldownOptions: {
        output: { entryFileNames: 'index.js', chunkFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  };
}
