import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** How `atomically`, which writes for electron-store, ends the name of a file that it renames when it is whole. */
const ENDING = /^\.tmp-\d{10}[\da-f]{6}$/u;

/**
 * Removes what writes of this file have left beside it that a kill or a power cut kept from their end: nobody else ever
 * would. To be called where nothing writes it, and of no more weight than that: what cannot be removed stays.
 */
export function removeUnfinishedWrites(path: string): void {
  const [folder, name] = [dirname(path), basename(path)];
  try {
    for (const other of readdirSync(folder)) {
      if (other.startsWith(name) && ENDING.test(other.slice(name.length))) rmSync(join(folder, other), { force: true });
    }
  } catch {
    // A folder that is not there yet, or cannot be read or written.
  }
}
