// Makes and unpacks the packages that `npm test` tests. They are made again only when something in them has changed.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError, stepFailure } from '../setup/failure.mjs';
import { integrityOf, projectFolder } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { ANY_SWITCH, constantsOf, kindOf } from './kinds.mjs';

/** The folder of the packages and of what is unpacked from them. */
export const SUITE_FOLDER = join(projectFolder, 'out', 'package', 'suite');
const STAMP = join(SUITE_FOLDER, 'stamp');
/** The unpacked deb. */
export const FROM_DEB = join(SUITE_FOLDER, 'deb');
/** The unpacked tar.gz. The folder's name has spaces, because people's folders have some. */
export const FROM_ARCHIVE = join(SUITE_FOLDER, 'a folder of mine');
/** A copy of the deb's app that accepts every switch of Chromium's, because tests cannot drive the window without. */
export const TEST_BUILD = join(SUITE_FOLDER, 'for-tests');

/** The folders and files that a package is made from. */
const INPUT_FOLDERS = ['main', 'preload', 'renderer', 'build/package', 'build/vite', 'build/tray', 'build/icons'];
const INPUT_FILES = ['electron-builder.yml', 'package.json', 'package-lock.json', 'LICENSE', 'build/compile.mjs'];

/**
 * Makes and unpacks the packages if what they are made from has changed since the last time.
 * @param {import('../setup/electron-runtime.mjs').Electron} electron
 * @throws {SetupError} if a package cannot be unpacked, or this machine does not run Linux
 */
export async function ensureTestedPackages(electron) {
  const wanted = stampOf(electron);
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;
  if (process.platform !== 'linux') throw new SetupError('Packages are tested on Linux only.');
  const startedAt = Date.now();
  await rm(SUITE_FOLDER, { recursive: true, force: true });
  // Both modules import npm packages, which a fresh clone does not have before its set-up.
  const { makePackages, OFFLINE_TARGETS } = await import('./make.mjs');
  const { makeTestBuild } = await import('./test-build.mjs');
  const archs = /** @type {const} */ (['x64', 'arm64']).filter((arch) => arch === process.arch);
  const kind = kindOf(electron, false);
  const files = await makePackages(
    { kind, electron, system: 'linux', output: SUITE_FOLDER, quick: true },
    { targets: OFFLINE_TARGETS, archs },
  );
  for (const name of readdirSync(SUITE_FOLDER)) {
    if (name.endsWith('-unpacked')) await rm(join(SUITE_FOLDER, name), { recursive: true });
  }
  const fileEndingIn = (/** @type {string} */ ending) => files.find((file) => file.endsWith(ending)) ?? '';
  await unpack('dpkg-deb', ['-x', fileEndingIn('.deb'), FROM_DEB]);
  await mkdir(FROM_ARCHIVE);
  await unpack('tar', ['-xzf', fileEndingIn('.tar.gz'), '-C', FROM_ARCHIVE]);
  await makeTestBuild(join(FROM_DEB, 'opt', 'nerd-tray'), TEST_BUILD, {
    ...constantsOf(kind, electron),
    switches: ANY_SWITCH,
  });
  await writeFile(STAMP, wanted);
  console.log(`Made and unpacked deb and tar.gz (${Math.round((Date.now() - startedAt) / 1000)} s).`);
}

/**
 * A hash of everything that the packages are made from.
 * @param {import('../setup/electron-runtime.mjs').Electron} electron
 */
function stampOf({ version, source }) {
  const entries = INPUT_FOLDERS.flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const files = [...entries, ...INPUT_FILES].sort().filter((file) => statSync(join(projectFolder, file)).isFile());
  const hashes = files.map((file) => `${file} ${integrityOf(readFileSync(join(projectFolder, file)))}`);
  return integrityOf([version, source, ...hashes].join('\n'));
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @throws {SetupError} if it fails
 */
async function unpack(program, args) {
  const result = await run(program, args, { doing: 'Unpacking the packages' });
  if (!result.ok) throw stepFailure('The packages could not be unpacked.', result.output);
}
