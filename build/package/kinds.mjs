// The kinds of package there are, and how one is told from the other by people, by dpkg and by the check before a release.
import { join } from 'node:path';
import { appVersion } from '../compile.mjs';

/** The app's code, in the folder of an unpacked package. */
export const ARCHIVE = join('resources', 'app.asar');

/**
 * @typedef {'release' | 'development' | 'for-tests'} Kind
 *
 * release: on the official Electron. development: on the fallback, which comes from a package that names no maintainer.
 * for-tests: a debugger can be attached, and any of Chromium's switches be given.
 */

/** @typedef {import('../setup/electron-runtime.mjs').Electron} Electron */

/**
 * @param {Electron} electron
 * @param {boolean} forTests
 * @returns {Kind}
 */
export function kindOf(electron, forTests) {
  if (forTests) return 'for-tests';
  return electron.source === 'official' ? 'release' : 'development';
}

/**
 * The version in the names of the files, which dpkg takes for an older one than the release's ("0.1.0~development").
 * @param {Kind} kind
 */
export function packageVersion(kind) {
  return kind === 'release' ? appVersion() : `${appVersion()}-${kind}`;
}

/**
 * What the About page says of it.
 * @param {Kind} kind
 * @param {Electron} electron
 */
export function buildNote(kind, { version }) {
  if (kind === 'release') return '';
  return kind === 'development' ? `Development build on Electron ${version}` : `Build for tests on Electron ${version}`;
}

/** Compiled into builds for tests, where a release has another word. */
export const ANY_SWITCH = 'any-may-be-given';

/**
 * What is put into the app of a kind.
 * @param {Kind} kind
 * @param {Electron} electron
 * @returns {import('../vite/targets.mjs').Constants}
 */
export function constantsOf(kind, electron) {
  const switches = kind === 'for-tests' ? ANY_SWITCH : 'screened';
  return { version: appVersion(), buildNote: buildNote(kind, electron), switches };
}

/**
 * The name in menus.
 * @param {Kind} kind
 */
export function menuName(kind) {
  if (kind === 'release') return 'NERD Tray';
  return kind === 'development' ? 'NERD Tray (development build)' : 'NERD Tray (for tests)';
}

/**
 * Whether a file's name says that it is to be published.
 * @param {string} name
 */
export function isNamedForRelease(name) {
  return !/[-~](?:development|for-tests)\b/u.test(name);
}
