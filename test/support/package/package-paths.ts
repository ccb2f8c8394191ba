import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FROM_ARCHIVE, FROM_DEB, TEST_BUILD } from '../../../build/package/tested-packages.mjs';

/** The folder of the files that dpkg would put at the root of a system. */
export const DEB_ROOT = FROM_DEB;
/** The app's folder as the deb installs it. */
export const INSTALLED_APP = join(FROM_DEB, 'opt', 'nerd-tray');

/** The same app, but one that accepts a debugger, for tests that need its window. */
export const DEBUGGABLE_APP = TEST_BUILD;

/** The app's folder as it comes out of the tar.gz. */
export function unpackedArchive(): string {
  const [top, ...others] = readdirSync(FROM_ARCHIVE);
  if (top === undefined || others.length > 0) throw new Error('The tar.gz does not hold one folder');
  return join(FROM_ARCHIVE, top);
}

/** Gives the path of the program in an app's folder. */
export function program(folder: string): string {
  return join(folder, 'nerd-tray');
}
