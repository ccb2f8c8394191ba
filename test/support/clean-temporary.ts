import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desktop } from './desktop/desktop.ts';

/** Removes what a cleaner of temporary folders removes, and all that Chromium's lock is made of. */
export async function cleanTemporary({ env }: Pick<Desktop, 'env'>, userDataDir: string): Promise<void> {
  await removeFrom(env['TMPDIR'] ?? '', () => true);
  await removeFrom(userDataDir, (name) => name.startsWith('Singleton'));
}

async function removeFrom(folder: string, isIt: (name: string) => boolean): Promise<void> {
  const names = (await readdir(folder)).filter(isIt);
  await Promise.all(names.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
