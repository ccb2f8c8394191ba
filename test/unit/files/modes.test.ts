// The modes of everything that the app writes, on a real disk, whatever the process allows new files.
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAnswerChannel } from '../../../main/cli/answer-channel.ts';
import { createAutostart } from '../../../main/desktop/autostart-file.ts';
import { createHistoryFile } from '../../../main/storage/history-file.ts';
import { createLogFile, lastLogLines } from '../../../main/storage/log-file.ts';
import { openSettings } from '../../../main/storage/settings-file.ts';
import { MemoryLog } from '../../support/memory-parts.ts';

const clock = { now: () => Date.UTC(2026, 10, 24, 10) };
const log = new MemoryLog();
const ENTRY = { at: clock.now(), times: 1, lastAt: clock.now(), kind: 'resume' } as const;

let folder: string;
let umask: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modes-'));
  // What it was is told only by setting another.
  umask = process.umask(0o022);
});
afterEach(async () => {
  process.umask(umask);
  await rm(folder, { recursive: true });
});

interface Written {
  readonly name: string;
  readonly mode: number;
  readonly write: (path: string) => unknown;
}

const WRITTEN: readonly Written[] = [
  { name: 'settings.json', mode: 0o600, write: () => openSettings(folder, clock, log).change({ theme: 'dark' }) },
  { name: 'history.jsonl', mode: 0o600, write: (path) => createHistoryFile(path, log).append(ENTRY) },
  { name: 'logs/nerd-tray.log', mode: 0o600, write: (path) => createLogFile(path, clock).event('started') },
  {
    name: 'autostart/nerd-tray.desktop',
    mode: 0o644,
    write: (path) => {
      const options = { path, command: [process.execPath], programParts: 1, isInstalled: true, log };
      expect(createAutostart(options).change(true)).toBe(true);
    },
  },
];
const UMASKS = [0o000, 0o022, 0o077];
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test.each(UMASKS.flatMap((mask) => WRITTEN.map((written) => ({ mask, ...written }))))(
  'with umask $mask, $name has its own mode, new or from before',
  ({ mask, name, mode, write }) => {
    const path = join(folder, name);
    process.umask(mask);
    write(path);
    expect(modeOf(path)).toBe(mode.toString(8));
    for (const before of [0o666, 0o600]) {
      chmodSync(path, before);
      write(path);
      expect(modeOf(path)).toBe(mode.toString(8));
    }
    if (dirname(path) !== folder) expect(modeOf(dirname(path))).toBe('700');
  },
);

test('settings that an earlier version left open to others are closed at the start, before anything is changed', () => {
  const path = join(folder, 'settings.json');
  writeFileSync(path, '{ "form": 1, "spread": 0 }');
  chmodSync(path, 0o664);
  openSettings(folder, clock, log);
  expect(modeOf(path)).toBe('600');
});

test('a log that is full is closed before it is kept beside, and its folder too', () => {
  const path = join(folder, 'logs', 'nerd-tray.log');
  mkdirSync(dirname(path));
  writeFileSync(path, 'x'.repeat(512 * 1024));
  chmodSync(dirname(path), 0o777);
  chmodSync(path, 0o666);
  createLogFile(path, clock).event('started');
  expect([modeOf(dirname(path)), modeOf(path), modeOf(`${path}.1`)]).toEqual(['700', '600', '600']);
});

test.each(UMASKS)('with umask %s, the command line’s channel is its owner’s alone', async (mask) => {
  process.umask(mask);
  const { address, close } = await openAnswerChannel();
  expect([modeOf(dirname(address)), modeOf(address)]).toEqual(['700', '600']);
  close();
});

test('log and history write through no link and read through none, and the link stays', () => {
  const other = join(folder, 'other');
  for (const { name, write } of WRITTEN.filter(({ name: file }) => /log|history/u.test(file))) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(other, 'of somebody else\n');
    chmodSync(other, 0o644);
    symlinkSync(other, path);
    write(path);
    expect(readFileSync(other, 'utf8'), name).toBe('of somebody else\n');
    expect(modeOf(other), name).toBe('644');
    if (name.endsWith('.log')) expect(lastLogLines(path, 10)).toEqual([]);
    rmSync(path);
    write(path);
    expect(readFileSync(path, 'utf8'), name).toContain('{"at":');
  }
});

test('an autostart entry is not written through a link that waits under the name of its unfinished file', () => {
  const path = join(folder, 'nerd-tray.desktop');
  const other = join(folder, 'other');
  writeFileSync(other, 'of somebody else\n');
  symlinkSync(other, `${path}.new`);
  WRITTEN.find(({ name }) => name.endsWith('.desktop'))?.write(path);
  expect(readFileSync(other, 'utf8')).toBe('of somebody else\n');
});
