// How `startApp` joins the app's parts, which have tests of their own. The app runs in a real Electron in the e2e tests.
import { beforeEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../main/core/time/time.ts';
import { CHANNELS } from '../../preload/contract/bridge.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import {
  app,
  BrowserWindow,
  globalShortcut,
  ipcMain,
  nativeTheme,
  resetElectron,
  Tray,
} from '../support/fake-electron/index.ts';
import { flush } from '../support/manual-clock.ts';
import { AllSettings, startMemoryApp as start } from '../support/memory-app.ts';
import { MemorySecrets } from '../support/memory-ports.ts';
import { failed, STORED, TEN } from '../support/token-fixture.ts';

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

test('the global shortcut copies the access token; a copy that fails is told', async () => {
  const settings = new AllSettings();
  settings.change({ copyShortcut: 'Control+Alt+N' });
  const { answer, clipboard, clock, notified, running } = await start({ settings });
  await answer();
  const press = (): Promise<void> => {
    globalShortcut.registered.get('Control+Alt+N')?.();
    return flush();
  };
  await press();
  expect(clipboard.text).not.toBe('');
  expect(running.snapshot().onClipboard).toBeDefined();
  expect(notified).toEqual([]);
  clipboard.works = false;
  await clock.advance(MINUTE_MS);
  notified.length = 0;
  await press();
  expect(notified).toEqual(['copy']);
});

test('an item of the tray’s menu runs its command', async () => {
  const { answer, clipboard } = await start();
  await answer();
  tray()
    .menu.find(({ label }) => label?.startsWith('Copy'))
    ?.click?.();
  await flush();
  expect(clipboard.text).not.toBe('');
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

test('a wake tells the token service: after a sleep through the token’s end a new one is asked for', async () => {
  const { answer, clock, endpoint, system, kinds } = await start();
  await answer();
  clock.sleep(2 * HOUR_MS);
  expect(endpoint.pendingCount).toBe(0);
  system.wake?.();
  await flush();
  expect(endpoint.pendingCount).toBe(1);
  expect(kinds()).toContain('woke');
});

test.each([
  ['a click on the tray', () => void tray().emit('click')],
  [
    'an opened window',
    (running: Awaited<ReturnType<typeof start>>['running']) => void running.dispatch({ kind: 'openWindow' }),
  ],
] as const)('%s rechecks the time: what is due by then is asked for', async (_name, move) => {
  const { answer, clock, endpoint, running } = await start();
  await answer();
  clock.sleep(2 * HOUR_MS);
  move(running);
  await flush();
  expect(endpoint.pendingCount).toBe(1);
});

test.each([
  [true, 1],
  [false, 0],
])('after failures without a network, one that is back (%s) is tried within ten seconds', async (isBack, tries) => {
  const { clock, endpoint, system } = await start();
  system.isOnline = false;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    endpoint.answer(failed('network'));
    await flush();
    while (endpoint.pendingCount === 0) await clock.advance(SECOND_MS);
  }
  endpoint.answer(failed('network'));
  await flush();
  system.isOnline = isBack;
  await clock.advance(10 * SECOND_MS);
  expect(endpoint.pendingCount).toBe(tries);
});

test('a keychain that could not be read is read when it answers again', async () => {
  const secrets = new MemorySecrets();
  secrets.problem = 'slow';
  const { endpoint, running } = await start({ secrets });
  expect(running.snapshot().storage).toEqual({ kind: 'unavailable', why: 'slow' });
  secrets.problem = undefined;
  secrets.answersAgain();
  await flush();
  expect(endpoint.requests).toEqual([STORED]);
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

test('a desktop without a tray is told of, and the first close of the window too', async () => {
  const { system, notified, running } = await start();
  system.tray?.onTray(false);
  expect(BrowserWindow.all).toHaveLength(1);
  expect(running.snapshot().desktop.hasTray).toBe(false);
  BrowserWindow.all[0]?.close();
  await flush();
  expect(notified).toEqual(['closed']);
});

test('a tray that came after the icon gets a new one', async () => {
  const { system } = await start();
  system.tray?.onIconMissing();
  expect(Tray.made).toHaveLength(2);
  expect(Tray.made[0]?.isDestroyed).toBe(true);
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

test('a shutdown of the machine quits the app', async () => {
  const { system, done } = await start();
  system.shutdown?.();
  expect(done.at(-1)).toBe('quit');
});

test('an app that quits closes the window without a word about the tray', async () => {
  const { running, system, notified } = await start();
  system.tray?.onTray(false);
  app.emit('before-quit');
  await running.stop();
  expect(notified).toEqual([]);
});
