import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCopyNote } from '../../../main/storage/copy-note.ts';
import { MemoryLog } from '../../support/memory-parts.ts';

let folder: string;
let path: string;
let log: MemoryLog;
const open = () => createCopyNote(path, log);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copied-'));
  path = join(folder, 'copied.json');
  log = new MemoryLog();
});
afterEach(() => rm(folder, { recursive: true }));

test('the next run knows again what was copied, by a hash that tells nothing, until it is removed', () => {
  expect(open().isThere).toBe(false);
  const note = open();
  note.add('eyJ.token');
  note.add('Authorization: Bearer eyJ.token');
  expect(readFileSync(path, 'utf8')).not.toMatch(/eyJ|Bearer/u);
  const again = open();
  expect(again.isThere).toBe(true);
  expect([again.holds('eyJ.token'), again.holds('Authorization: Bearer eyJ.token')]).toEqual([true, true]);
  expect([again.holds('mine'), again.holds('')]).toEqual([false, false]);
  again.remove();
  expect(again.holds('eyJ.token')).toBe(false);
  expect(existsSync(path)).toBe(false);
  again.remove();
  expect(log.lines).toEqual([]);
});

test('two notes of the same text are not alike', () => {
  const noted = (): string => {
    open().add('token');
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    return text;
  };
  expect(noted()).not.toBe(noted());
});

test('only its owner may read it, and it does not grow for ever', () => {
  const before = process.umask(0);
  try {
    const note = open();
    for (let copy = 0; copy < 300; copy += 1) note.add(`token ${copy}`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(path).size).toBeLessThan(8 * 1024);
    expect([note.holds('token 199'), note.holds('token 200')]).toEqual([false, true]);
  } finally {
    process.umask(before);
  }
});

test.each(['', '{', '[]', '{"form":2,"salt":"a","hashes":[]}', '{"form":1,"hashes":["a"]}'])(
  'a file with %j is no note, and is written anew',
  (text) => {
    writeFileSync(path, text);
    chmodSync(path, 0o644);
    const note = open();
    expect([note.isThere, note.holds('')]).toEqual([false, false]);
    note.add('token');
    expect(open().holds('token')).toBe(true);
  },
);

test('a place that cannot be written to costs the note, and only that', () => {
  mkdirSync(path);
  const note = open();
  note.add('token');
  expect(note.holds('token')).toBe(true);
  note.remove();
  expect(log.lines).toEqual(['{"name":"copyNotNoted"}', '{"name":"copyNoteNotRemoved"}']);
});
