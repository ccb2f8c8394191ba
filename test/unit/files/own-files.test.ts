// Files on a real disk; the modes of all that the app writes are in modes.test.ts.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appendOwn, OWNER_ONLY, readOwn, removeIfPossible, replaceOwn } from '../../../main/files/own-files.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-files-'));
  file = join(folder, 'file');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a text is appended, and the file made where there is none', () => {
  appendOwn(file, 'one\n');
  appendOwn(file, 'two\n');
  expect(readOwn(file)).toBe('one\ntwo\n');
});

test('a file is replaced whole, and nothing else is left; the old one is kept where that is asked for', () => {
  replaceOwn(file, 'old', { mode: OWNER_ONLY });
  replaceOwn(file, 'new', { mode: OWNER_ONLY, keepOldAs: `${file}.old` });
  expect([readFileSync(file, 'utf8'), readFileSync(`${file}.old`, 'utf8')]).toEqual(['new', 'old']);
  expect(readdirSync(folder).sort()).toEqual(['file', 'file.old']);
});

test('a replacement that fails throws, and leaves the old file and nothing of the new one', () => {
  mkdirSync(file);
  writeFileSync(join(file, 'inside'), '');
  expect(() => replaceOwn(file, 'new', { mode: OWNER_ONLY })).toThrow();
  expect(readdirSync(folder)).toEqual(['file']);
  expect(existsSync(join(file, 'inside'))).toBe(true);
});

test('what a link leads to is neither read nor written', () => {
  const elsewhere = join(folder, 'elsewhere');
  writeFileSync(elsewhere, 'theirs');
  symlinkSync(elsewhere, file);
  expect(() => readOwn(file)).toThrow();
  expect(() => appendOwn(file, 'ours')).toThrow();
  replaceOwn(file, 'ours', { mode: OWNER_ONLY });
  expect([readFileSync(elsewhere, 'utf8'), readOwn(file)]).toEqual(['theirs', 'ours']);
});

test('to delete what is not there, or cannot be, is no failure', () => {
  writeFileSync(file, '');
  for (const path of [file, file, folder, join(elsewhereThan(file), 'below a file')]) removeIfPossible(path);
  expect(existsSync(file)).toBe(false);
  expect(existsSync(folder)).toBe(true);
});

/** A path at which a file stands. */
function elsewhereThan(path: string): string {
  writeFileSync(`${path}.other`, '');
  return `${path}.other`;
}
