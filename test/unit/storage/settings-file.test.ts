import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSettings } from '../../../main/storage/settings-file.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

const clock = { now: () => 1234 };
const DEFAULTS = {
  theme: 'system',
  trayClick: 'openWindow',
  trayTitle: true,
  workingHours: { fromHour: 9, toHour: 17, weekdays: [1, 2, 3, 4, 5] },
  notifyCopies: true,
  tellCopiedEnd: false,
  copyFormat: 'token',
  clearCopy: '120s',
  copyShortcut: null,
};

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

test('what a kill in the middle of a write has left behind is removed, and nothing else', async () => {
  open().change({ theme: 'dark' });
  const names = ['settings.json.tmp-0123456789abcdef', 'settings.json.tmp-mine', 'other.json.tmp-0123456789abcdef'];
  for (const name of names) await writeFile(join(folder, name), '{ "theme": "li');
  expect(open().get()).toEqual({ ...DEFAULTS, theme: 'dark' });
  expect((await readdir(folder)).sort()).toEqual(['other.json.tmp-0123456789abcdef', 'settings.json', names[1]]);
});

test('what was in use last is known at the next start, and nothing is if it never was', () => {
  const settings = open();
  expect(settings.credentialInUse()).toBeUndefined();
  expect(settings.saveCredentialInUse('keyPair')).toBe(true);
  expect(open().credentialInUse()).toBe('keyPair');
});

test('an installation’s place in the spread is made once', () => {
  const { jitterSeed: spread } = open();
  expect(spread).toBeGreaterThanOrEqual(0);
  expect(spread).toBeLessThanOrEqual(1);
  expect(open().jitterSeed).toBe(spread);
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

const WEEK = { enteredAt: 1, lastUsedAt: 2, slides: false, warned: ['48h'] } as const;

test.each([
  ['not snoozed', WEEK],
  ['snoozed until a moment', { ...WEEK, snooze: { untilAt: 3 } }],
  ['snoozed for the week', { ...WEEK, snooze: { untilAt: undefined } }],
])('a week is kept through a restart: %s', (_name, week) => {
  expect(open().saveWeek('one', week)).toBe(true);
  const again = open();
  expect(again.week('one')).toEqual(week);
  expect(again.week('one')?.snooze === undefined).toBe(!('snooze' in week));
  expect(again.week('another')).toBeUndefined();
  expect(again.setAside).toBeUndefined();
});

test('working hours are kept', () => {
  const workingHours = { fromHour: 7, toHour: 15, weekdays: [1, 2, 3, 4] };
  open().change({ workingHours });
  expect(open().get()).toEqual({ ...DEFAULTS, workingHours });
});

test('working hours with no working time in them are the usual ones, and nothing else is lost', async () => {
  const workingHours = { fromHour: 17, toHour: 9, weekdays: [1] };
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ form: 1, theme: 'dark', workingHours }));
  const settings = open();
  expect(settings.get()).toEqual({ ...DEFAULTS, theme: 'dark' });
  expect(settings.setAside).toBeUndefined();
});

test('a file from before there were these settings is read', async () => {
  await writeFile(
    join(folder, 'settings.json'),
    JSON.stringify({ form: 1, theme: 'dark', week: { id: 'one', ...WEEK } }),
  );
  const settings = open();
  expect(settings.get()).toEqual({ ...DEFAULTS, theme: 'dark' });
  expect(settings.week('one')).toEqual(WEEK);
});

test('what only a newer version knows is kept for it, and changes nothing here', async () => {
  const path = join(folder, 'settings.json');
  await writeFile(path, JSON.stringify({ form: 1, theme: 'dark', hologram: { depth: 3 } }));
  const settings = open();
  expect(settings.get()).toEqual({ ...DEFAULTS, theme: 'dark' });
  settings.change({ theme: 'light' });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ theme: 'light', hologram: { depth: 3 } });
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

test('bare refusals are kept of one credential, through an opening', () => {
  const bare = { count: 3, untilAt: 9, recheckedAt: [1, 2], recheckAt: undefined };
  open().saveBareRejections('one', { ...bare, recheckAt: 7 });
  expect(open().bareRejections('one')).toEqual(bare);
  expect(open().bareRejections('two')).toBeUndefined();
  open().saveBareRejections('one', undefined);
  expect(open().bareRejections('one')).toBeUndefined();
});

test.each([-1, 7_258_118_400_000, 8.64e15 + 1, Number.MAX_SAFE_INTEGER, 1e300])(
  'a moment of %d is as good as none, and the rest of the file is read',
  async (at) => {
    const week = { id: 'a', enteredAt: at, lastUsedAt: at, slides: false, warned: [], snooze: { untilAt: at } };
    const requests = { clickedAt: at, ownRequests: [5, at], retryAfterAt: at };
    const windowBounds = { x: at, y: at, width: at, height: at };
    const bareRejections = { id: 'a', count: 3, untilAt: 9, recheckedAt: [5, at] };
    const content = {
      ...{ form: 1, spread: 0, theme: 'dark', week, requests, bareRejections },
      ...{ pause: { untilAt: at }, windowBounds },
    };
    await writeFile(join(folder, 'settings.json'), JSON.stringify(content));
    const settings = open();
    expect(settings.setAside).toBeUndefined();
    expect(settings.get().theme).toBe('dark');
    expect(settings.week('a')).toBeUndefined();
    expect(settings.requests()).toEqual({ clickedAt: undefined, backgroundRequests: [5], retryAfterAt: undefined });
    expect(settings.bareRejections('a')?.recheckedAt).toEqual([5]);
    // Still paused: what a person has switched off does not go on by itself.
    expect(settings.pause()).toEqual({ untilAt: undefined });
    if (at > 0) expect(settings.windowBounds()).toBeUndefined();
  },
);

describe('a copy format that came after 0.1.0', () => {
  const written = async (): Promise<unknown> => JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8'));

  test('is read back, and 0.1.0 finds the token alone in its place', async () => {
    open().change({ copyFormat: 'powershell' });
    expect(open().get().copyFormat).toBe('powershell');
    expect(await written()).toMatchObject({ copyFormat: 'token' });
  });

  test('is over once another one is chosen, and does not come back with the token alone', () => {
    open().change({ copyFormat: 'powershell' });
    open().change({ copyFormat: 'curl' });
    expect(open().get().copyFormat).toBe('curl');
    open().change({ copyFormat: 'token' });
    expect(open().get().copyFormat).toBe('token');
  });

  test('stays through a change of another setting, and gives way to what 0.1.0 chose meanwhile', async () => {
    open().change({ copyFormat: 'powershell' });
    open().change({ theme: 'dark' });
    expect(open().get().copyFormat).toBe('powershell');
    await writeFile(
      join(folder, 'settings.json'),
      JSON.stringify({ ...((await written()) as object), copyFormat: 'env' }),
    );
    expect(open().get().copyFormat).toBe('env');
  });
});
