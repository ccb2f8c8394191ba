// electron-builder runs this when it has laid out an app, before it signs and packs it.
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { officialElectron } from '../setup/electron-runtime.mjs';

/** Electron's licence files and their names in a package. On macOS Electron has them beside its app, so not in a package. */
const ELECTRON_LICENCES = [
  ['LICENSE', 'LICENSE.electron.txt'],
  ['LICENSES.chromium.html', 'LICENSES.chromium.html'],
];

/**
 * Removes Electron's default app from a package and adds Electron's licences where they are missing.
 * @param {import('electron-builder').AfterPackContext} context
 * @throws {Error} for a package for macOS on the fallback Electron, which has no such licence files
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  // An unpacked Electron contains an app of its own.
  await rm(join(resources, 'default_app.asar'), { force: true });
  if (electronPlatformName !== 'darwin') return;
  const dist = officialElectron()?.dist;
  if (dist === undefined) throw new Error('A package for macOS needs the licence files of the official Electron.');
  for (const [from = '', to = ''] of ELECTRON_LICENCES) await copyFile(join(dist, from), join(resources, to));
}
