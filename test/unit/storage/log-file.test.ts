import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogFile, lastLogLines } from '../../../main/storage/log-file.ts';

const KIB = 1024;
const clock = { now: () => Date.UTC(2026, 10, 24, 10) };

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  path = join(folder, 'logs', 'nerd-tray.log');
});
afterEach(() => rm(folder, { recursive: true }));

test('an event is a line of JSON, in a file for its owner alone', async () => {
  createLogFile(path, clock).event('asked', { tookMs: 12, result: 'granted' });
  expect(await readFile(path, 'utf8')).toBe(
    '{"at":"2026-11-24T10:00:00.000Z","event":"asked","tookMs":12,"result":"granted"}\n',
  );
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('it grows to 512 KiB, then becomes the one before, and there are never more than two', async () => {
  const log = createLogFile(path, clock);
  const filler = 'x'.repeat(10 * KIB);
  for (let line = 0; line < 130; line += 1) log.event('filler', { line, filler });
  const sizes = await Promise.all([path, `${path}.1`].map(async (file) => (await stat(file)).size));
  for (const size of sizes) expect(size).toBeLessThanOrEqual(512 * KIB);
  expect((await stat(`${path}.1`)).mode & 0o777).toBe(0o600);
  const last = (await readFile(path, 'utf8')).trimEnd().split('\n').at(-1) ?? '';
  expect(JSON.parse(last)).toMatchObject({ line: 129 });
  await expect(stat(`${path}.2`)).rejects.toThrow();
});

test('a log from before is gone on with, and counts', async () => {
  createLogFile(path, clock).event('first');
  await writeFile(path, `${'x'.repeat(512 * KIB - 10)}\n`, { mode: 0o600 });
  createLogFile(path, clock).event('second');
  expect(await readFile(path, 'utf8')).toContain('second');
  expect((await stat(`${path}.1`)).size).toBe(512 * KIB - 9);
});

test('a place that cannot be written to costs the line, and only that', async () => {
  await writeFile(join(folder, 'logs'), 'a file where the folder should be');
  const log = createLogFile(path, clock);
  expect(() => {
    log.event('lost');
  }).not.toThrow();
  await rm(join(folder, 'logs'));
  log.event('kept');
  expect(await readFile(path, 'utf8')).toContain('kept');
});

test('others may read neither file nor folder, whatever the process allows new files', async () => {
  const before = process.umask(0);
  try {
    createLogFile(path, clock).event('first');
  } finally {
    process.umask(before);
  }
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'logs'))).mode & 0o777).toBe(0o700);
});

test('the last lines reach back into the file before, and there are none where there is no log', () => {
  expect(lastLogLines(path, 2)).toEqual([]);
  const log = createLogFile(path, clock);
  const filler = 'x'.repeat(10 * KIB);
  for (let line = 0; line < 53; line += 1) log.event('filler', { line, filler });
  const numbers = lastLogLines(path, 5).map((line) => (JSON.parse(line) as { line: number }).line);
  expect(numbers).toEqual([48, 49, 50, 51, 52]);
  expect(existsSync(`${path}.1`)).toBe(true);
});
