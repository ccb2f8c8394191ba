import { extractFile, listPackage } from '@electron/asar';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEBUGGABLE_APP, INSTALLED_APP } from '../support/package/package-paths.ts';

const ARCHIVE = join('resources', 'app.asar');

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1)).sort();
}

async function differing(names: readonly string[], read: (folder: string, name: string) => Promise<Buffer> | Buffer) {
  const different: string[] = [];
  for (const name of names) {
    if (!(await read(INSTALLED_APP, name)).equals(await read(DEBUGGABLE_APP, name))) different.push(name);
  }
  return different;
}

test('the release and the build that the tests drive differ in one constant of main', async () => {
  const files = await filesBelow(INSTALLED_APP);
  expect(await filesBelow(DEBUGGABLE_APP)).toEqual(files);
  expect(await differing(files, (folder, name) => readFile(join(folder, name)))).toEqual([ARCHIVE]);

  const list = (folder: string) => listPackage(join(folder, ARCHIVE), { isPack: false }).sort();
  expect(list(DEBUGGABLE_APP)).toEqual(list(INSTALLED_APP));
  const packed = list(INSTALLED_APP).filter((name) => /\.\w+$/u.test(name) && !name.endsWith('.node'));
  const extract = (folder: string, name: string) => extractFile(join(folder, ARCHIVE), name.slice(1));
  expect(await differing(packed, extract)).toEqual(['/out/main/index.js']);

  const [release, driven] = [INSTALLED_APP, DEBUGGABLE_APP].map((folder) =>
    extract(folder, '/out/main/index.js').toString(),
  );
  expect(driven?.split('any-may-be-given')).toHaveLength(2);
  expect(driven?.replace('any-may-be-given', 'screened')).toBe(release);
});
