// Runs when electron-builder has laid out an app, before it is signed and packed.
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { officialElectron } from '../setup/electron-runtime.mjs';

/** What Electron ships with, beside its app on macOS and so not in it. */
const ELECTRON_LICENCES = [
  ['LICENSE', 'LICENSE.electron.txt'],
  ['LICENSES.chromium.html', 'LICENSES.chromium.html'],
];

/** @param {import('electron-builder').AfterPackContext} context */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources = packager.getResourcesDir(appOutDir);
  // Electron's own app, which an unpacked Electron brings along.
  await rm(join(resources, 'default_app.asar'), { force: true });
  if (electronPlatformName !== 'darwin') return;
  const dist = officialElectron()?.dist;
  if (dist === undefined) throw new Error('A package for macOS needs the official Electron: its licences go in.');
  for (const [from = '', to = ''] of ELECTRON_LICENCES) await copyFile(join(dist, from), join(resources, to));
}
