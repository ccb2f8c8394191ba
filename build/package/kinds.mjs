// The kinds of package, and what tells them apart for people, for dpkg and for the check before a release.
import { join } from 'node:path';
import { appVersion } from '../compile.mjs';

/** The path of the app's code in the folder of an unpacked package. */
export const ARCHIVE = join('resources', 'app.asar');

/**
 * @typedef {'release' | 'development' | 'for-tests'} Kind
 *
 * A release contains the official Electron. A development build contains the fallback, which comes from an npm package
 * that names no maintainer. To a build for tests a debugger can be attached, and it accepts every switch of Chromium's.
 */

/** @typedef {import('../setup/electron-runtime.mjs').Electron} Electron */

/**
 * The kind of package that this Electron makes.
 * @param {Electron} electron
 * @param {boolean} forTests
 * @returns {Kind}
 */
export function kindOf(electron, forTests) {
  if (forTests) return 'for-tests';
  return electron.source === 'official' ? 'release' : 'development';
}

/**
 * The version in the files' names. dpkg sorts a kind that is no release ("0.1.0~development") before the release.
 * @param {Kind} kind
 */
export function packageVersion(kind) {
  return kind === 'release' ? appVersion() : `${appVersion()}-${kind}`;
}

/**
 * What the About page says about the build; '' for a release.
 * @param {Kind} kind
 * @param {Electron} electron
 */
export function buildNote(kind, { version }) {
  if (kind === 'release') return '';
  return kind === 'development' ? `Development build on Electron ${version}` : `Build for tests on Electron ${version}`;
}

/** The value of `switches` in builds for tests. The check before a release searches the app's code for this text. */
export const ANY_SWITCH = 'any-may-be-given';

/**
 * The values that are compiled into the app of a kind.
 * @param {Kind} kind
 * @param {Electron} electron
 * @returns {import('../vite/targets.mjs').Constants}
 */
export function constantsOf(kind, electron) {
  const switches = kind === 'for-tests' ? ANY_SWITCH : 'screened';
  return { version: appVersion(), buildNote: buildNote(kind, electron), switches };
}

/**
 * The app's name in the desktop's menus.
 * @param {Kind} kind
 */
export function menuName(kind) {
  if (kind === 'release') return 'NERD Tray';
  return kind === 'development' ? 'NERD Tray (development build)' : 'NERD Tray (for tests)';
}

/**
 * Whether a file's name is that of a package that may be published.
 * @param {string} name
 */
export function isNamedForRelease(name) {
  return !/[-~](?:development|for-tests)\b/u.test(name);
}
