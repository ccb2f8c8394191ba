import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSettings } from '../../../main/adapters/settings-file.ts';
import { MemoryLog } from '../../support/memory-parts.ts';

const clock = { now: () => 1234 };
const DEFAULTS = { theme: 'system', trayClick: 'openWindow' };

let folder: string;
const open = () => openSettings(folder, clock, new MemoryLog());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('there are defaults, a change holds, and what is not changed stays', () => {
  const settings = open();
  expect(settings.get()).toEqual(DEFAULTS);
  expect(settings.setAside).toBeUndefined();
  expect(settings.change({ theme: 'dark' })).toBe(true);
  settings.rememberWindow({ x: 1, y: 2, width: 380, height: 560 });
  const again = open();
  expect(again.get()).toEqual({ ...DEFAULTS, theme: 'dark' });
  expect(again.windowBounds()).toEqual({ x: 1, y: 2, width: 380, height: 560 });
});

test('an installation’s place in the spread is made once', () => {
  const { spread } = open();
  expect(spread).toBeGreaterThanOrEqual(0);
  expect(spread).toBeLessThanOrEqual(1);
  expect(open().spread).toBe(spread);
});

test.each([
  ['broken off', '{ "theme": "da'],
  ['not JSON', 'theme = dark'],
  ['of another type', '{ "theme": 5 }'],
  ['an unknown word', '{ "trayClick": "explode" }'],
  ['from a newer version', '{ "form": 2, "theme": "dark" }'],
])('a file that is %s is set aside whole, and the defaults hold', async (_name, text) => {
  await writeFile(join(folder, 'settings.json'), text);
  const settings = open();
  expect(settings.get()).toEqual(DEFAULTS);
  expect(settings.setAside).toBe('settings.set-aside-1234.json');
  expect(await readFile(join(folder, 'settings.set-aside-1234.json'), 'utf8')).toBe(text);
  expect(settings.change({ theme: 'light' })).toBe(true);
  expect(open().get()).toEqual({ ...DEFAULTS, theme: 'light' });
});

test('where nothing can be written, a change holds until the app quits, and that is told', async () => {
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file where the folder should be');
  const settings = open();
  expect(settings.change({ theme: 'dark' })).toBe(false);
  expect(settings.get().theme).toBe('dark');
});

test('what could be read but can no longer be written holds as well', async () => {
  expect(open().change({ theme: 'light' })).toBe(true);
  const settings = open();
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file where the folder was');
  expect(settings.change({ theme: 'dark' })).toBe(false);
  expect(settings.rememberWindow({ x: 1, y: 2, width: 380, height: 560 })).toBe(false);
  expect(settings.get()).toEqual({ ...DEFAULTS, theme: 'dark' });
  expect(settings.windowBounds()).toEqual({ x: 1, y: 2, width: 380, height: 560 });
});

test.each([
  ['half of them', { x: 1, y: 2 }],
  ['fractions', { x: 1.5, y: 2, width: 380, height: 560 }],
  ['more than them', { x: 1, y: 2, width: 380, height: 560, display: 1 }],
])('bounds of the window that are %s are no bounds', async (_name, windowBounds) => {
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ windowBounds }));
  const settings = open();
  expect(settings.windowBounds()).toBeUndefined();
  expect(settings.setAside).toBeDefined();
});
