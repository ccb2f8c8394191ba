import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { autostartEntry } from '../../../main/desktop/autostart-entry.ts';
import { autostartPath, createAutostart, type AutostartOptions } from '../../../main/desktop/autostart-file.ts';
import type { LoginItem } from '../../../main/ports/desktop.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

let folder = '';
let path = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'autostart-'));
  path = autostartPath(join(folder, 'config'), '/home/nobody');
});
afterEach(() => rm(folder, { recursive: true }));

/** A program that there is. */
const COMMAND = [process.execPath, '--hidden'];
const GONE = ['/no/such/program', '--hidden'];

function autostart(options: Partial<AutostartOptions> = {}): LoginItem {
  return createAutostart({
    path,
    command: COMMAND,
    programParts: 1,
    isInstalled: true,
    log: new MemoryLog(),
    ...options,
  });
}

async function put(text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

const written = (): Promise<string> => readFile(path, 'utf8');

test('it stands where desktops look', () => {
  expect(autostartPath('/home/anna/c', '/home/anna')).toBe('/home/anna/c/autostart/nerd-tray.desktop');
  expect(autostartPath(undefined, '/home/anna')).toBe('/home/anna/.config/autostart/nerd-tray.desktop');
  expect(autostartPath('', '/home/anna')).toBe('/home/anna/.config/autostart/nerd-tray.desktop');
  expect(autostartPath('relative', '/home/anna')).toBe('/home/anna/.config/autostart/nerd-tray.desktop');
});

test('off at first, on after it was switched on, and gone without a trace when it is off again', async () => {
  const item = autostart();
  expect(item.state()).toBe('off');
  expect(item.change(true)).toBe(true);
  expect(item.state()).toBe('on');
  expect(await written()).toBe(autostartEntry(COMMAND));
  expect(item.change(false)).toBe(true);
  expect(item.state()).toBe('off');
  expect(await readdir(dirname(path))).toEqual([]);
  expect(item.change(false)).toBe(true);
});

test('what a desktop’s own tool has switched off is off, and on again when it is switched on here', async () => {
  await put(`${autostartEntry(COMMAND)}Hidden=true\n`);
  const item = autostart();
  expect(item.state()).toBe('off');
  item.keepUp();
  expect(item.state()).toBe('off');
  expect(item.change(true)).toBe(true);
  expect(item.state()).toBe('on');
});

test('an entry whose program is gone starts nothing, so it is off', async () => {
  await put(autostartEntry(GONE));
  expect(autostart().state()).toBe('off');
});

test.each([
  ['an installed app that was moved', GONE, {}, true],
  ['a newer AppImage beside the older one', ['/bin/sh', '--hidden'], {}, true],
  ['the same program on another profile', [process.execPath, '--user-data-dir=/p', '--hidden'], {}, false],
  ['a checkout, while the installed app is there', ['/bin/sh', '--hidden'], { isInstalled: false }, false],
  ['a checkout that was moved', GONE, { isInstalled: false }, true],
  [
    'another checkout with the same Electron',
    [process.execPath, '/other', '--hidden'],
    { command: [process.execPath, '/project', '--hidden'], programParts: 2 },
    true,
  ],
])('at the start, %s', async (_name, before, options: Partial<AutostartOptions>, rewritten) => {
  await put(autostartEntry(before));
  autostart(options).keepUp();
  expect(await written()).toBe(autostartEntry(rewritten ? (options.command ?? COMMAND) : before));
});

test('at the start, none is made where there is none', () => {
  autostart().keepUp();
  expect(autostart().state()).toBe('off');
});

test('what cannot be written is told, and nothing half-written stays', async () => {
  // A file stands where the folder should be: not even root can write there.
  await mkdir(dirname(dirname(path)), { recursive: true });
  await writeFile(dirname(path), '');
  const log = new MemoryLog();
  const item = autostart({ log });
  expect(item.change(true)).toBe(false);
  expect(item.state()).toBe('off');
  expect(log.lines).toEqual([JSON.stringify({ name: 'loginItemNotWritten' })]);

  await rm(dirname(path));
  await mkdir(join(path, 'in-the-way'), { recursive: true });
  expect(item.change(true)).toBe(false);
  expect(item.change(false)).toBe(false);
  expect(await readdir(dirname(path))).toEqual(['nerd-tray.desktop']);
});
