// Finds the reasons why packages must not be published.
import { extractFile } from '@electron/asar';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { appVersion } from '../compile.mjs';
import { readAllFuses } from './fuses.mjs';
import { ANY_SWITCH, isNamedForRelease } from './kinds.mjs';
import { unpack } from './unpack.mjs';
import { MAIN } from '../vite/target-list.mjs';

/** The app's archive; a build for both kinds of Mac may have one for each kind. */
const ARCHIVE = /[/\\]app(?:-\w+)?\.asar$/u;
/** How a release's fuses stand, as in electron-builder.yml. */
const RELEASE_FUSES = {
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableCookieEncryption: true,
  OnlyLoadAppFromAsar: true,
  EnableEmbeddedAsarIntegrityValidation: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};
/** Every Electron executable is far larger than this, so that smaller files need not be read. */
const SMALLEST_ELECTRON_BYTES = 1_000_000;
/** The file names of packages, and of the software bill of materials that comes with them. */
const PACKAGE = /\.(?:deb|tar\.gz|AppImage|exe|dmg|zip|cdx\.json)$/u;

/**
 * Gives the reasons why these files must not be published.
 * @param {string} folder
 * @param {readonly string[]} names the files in it
 * @returns {Promise<string[]>} sentences; none if all may be published
 */
export async function reasonsToRefuse(folder, names) {
  if (names.length === 0) return ['There is no package.'];
  const reasons = names.flatMap((name) => {
    if (!PACKAGE.test(name)) return [`${name} is not a package.`];
    if (!isNamedForRelease(name)) return [`${name} is not a release: its name says so.`];
    return name.includes(`-${appVersion()}-`) ? [] : [`${name} is not of version ${appVersion()}.`];
  });
  if (reasons.length > 0) return reasons;
  // A name can be changed, so the content of each package is checked too.
  for (const name of names.filter((one) => !one.endsWith('.cdx.json')))
    reasons.push(...(await reasonsInside(join(folder, name), name)));
  return reasons;
}

/**
 * @param {string} file
 * @param {string} name
 */
async function reasonsInside(file, name) {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-tray-release-'));
  try {
    await unpack(file, folder);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const archives = files.filter((path) => ARCHIVE.test(path));
    /** @type {import('./fuses.mjs').Fuses[]} */
    const fuses = [];
    for (const path of files) if (await mayBeElectron(path)) fuses.push(...(await readAllFuses(path)));
    if (fuses.length === 0 || archives.length === 0) return [`${name} holds no Electron, or no app for it.`];
    if (fuses.some(acceptsDebugger)) return [`A debugger can be attached to ${name}: it is for tests.`];
    const wrong = namesOf(RELEASE_FUSES).filter((fuse) => fuses.some((found) => found[fuse] !== RELEASE_FUSES[fuse]));
    if (wrong.length > 0) return [`${name} is not shut as a release is: its fuses are wrong (${wrong.join(', ')}).`];
    if (archives.some(acceptsAnySwitch)) return [`${name} can be started with any switch: it is for tests.`];
    return [];
  } catch (error) {
    return [`${name} could not be opened, so nobody knows what is in it: ${messageOf(error)}`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} path */
async function mayBeElectron(path) {
  return !ARCHIVE.test(path) && (await stat(path)).size >= SMALLEST_ELECTRON_BYTES;
}

/** @param {import('./fuses.mjs').Fuses} fuses */
function acceptsDebugger({ EnableNodeCliInspectArguments, RunAsNode, EnableNodeOptionsEnvironmentVariable }) {
  return EnableNodeCliInspectArguments || RunAsNode || EnableNodeOptionsEnvironmentVariable;
}

/** @param {typeof RELEASE_FUSES} fuses */
function namesOf(fuses) {
  return /** @type {(keyof typeof RELEASE_FUSES)[]} */ (Object.keys(fuses));
}

/**
 * Whether an archive's app was compiled for tests. Throws if the archive cannot be read.
 * @param {string} archive
 */
function acceptsAnySwitch(archive) {
  return extractFile(archive, `${MAIN.folder}/${MAIN.file}`).includes(ANY_SWITCH);
}

/**
 * The line that says most: tools print a summary after it.
 * @param {unknown} error
 */
function messageOf(error) {
  const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return (lines.find((line) => /error/iu.test(line)) ?? lines.at(-1) ?? '').trim();
}

/**
 * Gives the SHA-256 of each file, in lines as `sha256sum` writes and checks them, in the order of the names.
 * @param {string} folder
 * @param {readonly string[]} names
 */
export async function checksumLines(folder, names) {
  const lines = [];
  for (const name of [...names].sort()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, name)), hash);
    lines.push(`${hash.digest('hex')}  ${name}\n`);
  }
  return lines.join('');
}
