// How `startApp` joins the app's parts, which have tests of their own. The app runs in a real Electron in the e2e tests.
import { beforeEach, expect, test } from 'vitest';
import type { RunningApp } from '../../main/app.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../main/core/time/time.ts';
import { CHANNELS } from '../../preload/contract/bridge.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import {
  BrowserWindow,
  globalShortcut,
  ipcMain,
  nativeTheme,
  resetElectron,
  Tray,
} from '../support/fake-electron/index.ts';
import { AllSettings, startMemoryApp as start } from '../support/memory-app.ts';
import { MemoryClipboard, MemoryCopyNote } from '../support/memory-ports.ts';
import { STORED, TEN } from '../support/token-fixture.ts';

beforeEach(resetElectron);

const tray = (): Tray => {
  const last = Tray.made.at(-1);
  if (last === undefined) throw new Error('there is no tray icon');
  return last;
};

/** Calls main as the window's page does. */
const invoke = (window: BrowserWindow | undefined, channel: string, value?: unknown): unknown =>
  ipcMain.handlers.get(channel)?.({ sender: window?.webContents, senderFrame: window?.webContents.mainFrame }, value);

test('a start reads the keychain and asks NERD for a token, which the tray then shows', async () => {
  const { endpoint, answer, running } = await start();
  expect(endpoint.requests).toEqual([STORED]);
  const before = [tray().tooltip, tray().image.path];
  await answer();
  expect(running.snapshot().session).toMatchObject({ kind: 'active' });
  expect(tray().tooltip).not.toBe(before[0]);
  expect(tray().image.path).not.toBe(before[1]);
});

test('a start serves the page, reads the proxy’s password, keeps the login item up, and is recorded', async () => {
  const { done, kinds, log } = await start();
  expect(done).toEqual(['serve the page', 'read the proxy’s password', 'keep the login item up']);
  expect(kinds()[0]).toBe('started');
  expect(log.lines[0]).toContain('"started"');
});

test('the theme and the global shortcut of the settings hold from the start, and those that a command sets', async () => {
  const settings = new AllSettings();
  settings.change({ theme: 'dark', copyShortcut: 'Control+Alt+N' });
  const { running } = await start({ settings });
  expect(nativeTheme.themeSource).toBe('dark');
  expect([...globalShortcut.registered.keys()]).toEqual(['Control+Alt+N']);
  await running.dispatch({ kind: 'changeSettings', settings: { theme: 'light' } });
  expect(nativeTheme.themeSource).toBe('light');
});

test('a shortcut that another program has is told at the start', async () => {
  const settings = new AllSettings();
  settings.change({ copyShortcut: 'Control+Alt+N' });
  globalShortcut.gives = false;
  expect((await start({ settings })).notified).toEqual(['shortcut']);
});

test('a copy that a crash has left on the clipboard is taken away at the start', async () => {
  const clipboard = new MemoryClipboard();
  const copyNote = new MemoryCopyNote();
  clipboard.text = 'left';
  copyNote.add('left');
  await start({ clipboard, copyNote });
  expect(clipboard.text).toBe('');
});

test('the week of the refresh token is followed from the start', async () => {
  const { running } = await start();
  expect(running.snapshot().week).toMatchObject({ enteredAt: STORED.enteredAt });
});

test.each([
  ['a closed window', () => BrowserWindow.all[0]?.close()],
  ['an end', (running: RunningApp) => running.stop()],
] as const)('%s forgets what was found in a text', async (_name, end) => {
  const { answer, clock, running } = await start();
  await answer();
  await running.dispatch({ kind: 'openWindow' });
  const request = { text: 'Kensho', knowledgeBases: ['capiq'], tagPeople: false, originatingEntityId: '' } as const;
  const found = running.dispatch({ kind: 'annotate', request });
  await clock.advance(10 * SECOND_MS);
  expect((await found).ok).toBe(true);
  expect((await running.dispatch({ kind: 'copyAnnotations', as: 'json' })).ok).toBe(true);
  await end(running);
  expect((await running.dispatch({ kind: 'copyAnnotations', as: 'json' })).ok).toBe(false);
});

test('a copy leaves the clipboard after the time that is set, and the app’s end takes it away before that', async () => {
  const { answer, clipboard, clock, running } = await start();
  await answer();
  await running.dispatch({ kind: 'copyAccessToken' });
  await clock.advance(10 * MINUTE_MS);
  expect(clipboard.text).toBe('');
  await running.dispatch({ kind: 'copyAccessToken' });
  expect(clipboard.text).not.toBe('');
  await running.stop();
  expect(clipboard.text).toBe('');
});

test('a pause that was on when the app ended holds after the start', async () => {
  const settings = new AllSettings();
  settings.pauseBefore = { untilAt: TEN + HOUR_MS };
  const { running } = await start({ settings });
  expect(running.snapshot().pause).toBeDefined();
});

test('a start without a session opens the window; a hidden one, and one at login, do not', async () => {
  await start({ isStored: false });
  expect(BrowserWindow.all).toHaveLength(1);
  resetElectron();
  await start({ isStored: false, hidden: true });
  await start({ isStored: false, startedAtLogin: true });
  expect(BrowserWindow.all).toEqual([]);
});

test('the window’s page gets the snapshot that it asks for, and each later one', async () => {
  const { answer, running } = await start();
  await running.dispatch({ kind: 'openWindow' });
  const [window] = BrowserWindow.all;
  expect(invoke(window, CHANNELS.ask)).toMatchObject({ version: '1.2.3', session: { kind: 'refreshing' } });
  await answer();
  const pushed = window?.webContents.sent.at(-1) as [string, AppSnapshot];
  expect(pushed[0]).toBe(CHANNELS.snapshot);
  expect(pushed[1].session.kind).toBe('active');
});

test('a command of the window’s page is carried out', async () => {
  const { answer, clipboard, running } = await start();
  await answer();
  await running.dispatch({ kind: 'openWindow' });
  await expect(invoke(BrowserWindow.all[0], CHANNELS.command, { kind: 'copyAccessToken' })).resolves.toMatchObject({
    ok: true,
  });
  expect(clipboard.text).not.toBe('');
});

test('an end stops every part, and is recorded', async () => {
  const { running, clock, done, endpoint, kinds, log, answer } = await start();
  await answer();
  await running.dispatch({ kind: 'openWindow' });
  done.length = 0;
  await running.stop();
  expect(done).toEqual(['stop tray', 'stop GPU', 'stop wake', 'stop sleep', 'close the notifications']);
  expect(kinds().at(-1)).toBe('stopped');
  expect(log.lines.at(-1)).toContain('"stopped"');
  expect([BrowserWindow.all.length, ipcMain.handlers.size, tray().isDestroyed]).toEqual([0, 0, true]);
  expect(globalShortcut.registered.size).toBe(0);
  const asked = endpoint.requests.length;
  await clock.advance(3 * HOUR_MS);
  expect(endpoint.requests).toHaveLength(asked);
});
