// Copies a finished app with other constants compiled into its main process and nothing else changed.
import { createPackageWithOptions, extractAll } from '@electron/asar';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIN } from '../vite/target-list.mjs';
import { compileMinified } from './compile-app.mjs';
import { ARCHIVE } from './kinds.mjs';

/**
 * Makes the copy.
 * @param {string} release the folder of the finished app
 * @param {string} folder where the copy is written
 * @param {import('../vite/targets.mjs').Constants} constants
 */
export async function makeTestBuild(release, folder, constants) {
  const work = await mkdtemp(join(tmpdir(), 'nerd-tray-test-build-'));
  try {
    extractAll(join(release, ARCHIVE), work);
    await rm(join(work, MAIN.folder, MAIN.file));
    await compileMinified(MAIN, join(work, 'out'), constants);
    const isArchive = (/** @type {string} */ path) => path.startsWith(join(release, ARCHIVE));
    await cp(release, folder, { recursive: true, filter: (path) => !isArchive(path) });
    await createPackageWithOptions(work, join(folder, ARCHIVE), { unpack: '**/*.node' });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
