// The system's dialogs are played; the files are real ones.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keyFiles } from '../../../main/desktop/key-files.ts';
import { dialog, resetElectron } from '../../support/fake-electron/index.ts';

let folder: string;

beforeEach(async () => {
  resetElectron();
  folder = await mkdtemp(join(tmpdir(), 'keys-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Has the person choose a file with this in it. */
async function choose(content: string | Uint8Array, limitBytes = 100) {
  const file = join(folder, 'private.pem');
  await writeFile(file, content);
  dialog.open = () => Promise.resolve({ filePaths: [file] });
  return keyFiles.choose(limitBytes);
}

test('the file that is chosen is read, and named without its folder', async () => {
  expect(await choose('-----BEGIN')).toEqual({ kind: 'chosen', name: 'private.pem', text: '-----BEGIN' });
});

test('UTF-16 as PowerShell and Notepad write it is read too', async () => {
  const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('-----BEGIN', 'utf16le')]);
  expect(await choose(utf16)).toMatchObject({ text: '-----BEGIN' });
});

test('a file that is too long is cut off one byte after the limit, so that it can be seen to be', async () => {
  expect(await choose('x'.repeat(500), 10)).toMatchObject({ text: 'x'.repeat(11) });
});

test('a dialog that is closed is no failure; a file that cannot be read, and no dialog, are', async () => {
  dialog.open = () => Promise.resolve({ filePaths: [] });
  expect(await keyFiles.choose(10)).toEqual({ kind: 'cancelled' });
  dialog.open = () => Promise.resolve({ filePaths: [join(folder, 'none.pem')] });
  expect(await keyFiles.choose(10)).toEqual({ kind: 'failed' });
  dialog.open = () => Promise.reject(new Error('no dialog'));
  expect(await keyFiles.choose(10)).toEqual({ kind: 'failed' });
});

test('the public key is saved where the person says, for others to read', async () => {
  const file = join(folder, 'public.pem');
  dialog.save = () => Promise.resolve({ filePath: file });
  expect(await keyFiles.savePublicKey('PEM')).toBe('saved');
  expect(await readFile(file, 'utf8')).toBe('PEM');
  // What the umask of these tests takes away is its own matter.
  expect((await stat(file)).mode & 0o111).toBe(0);
});

test('a save that is given up is no failure, and one that cannot be written is', async () => {
  dialog.save = () => Promise.resolve({ filePath: '' });
  expect(await keyFiles.savePublicKey('PEM')).toBe('cancelled');
  dialog.save = () => Promise.resolve({ filePath: join(folder, 'none', 'public.pem') });
  expect(await keyFiles.savePublicKey('PEM')).toBe('failed');
});
