// What the app does about events of the system: tray, keys, wake, network, keychain, shutdown.
import { beforeEach, expect, test } from 'vitest';
import type { RunningApp } from '../../../main/app.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { app, BrowserWindow, globalShortcut, resetElectron, Tray } from '../../support/fake-electron/index.ts';
import { flush } from '../../support/manual-clock.ts';
import { AllSettings, startMemoryApp as start } from '../../support/memory-app.ts';
import { MemorySecrets } from '../../support/memory-ports.ts';
import { failed, STORED } from '../../support/token-fixture.ts';

beforeEach(resetElectron);

const tray = (): Tray => {
  const last = Tray.made.at(-1);
  if (last === undefined) throw new Error('there is no tray icon');
  return last;
};

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
  ['an opened window', (running: RunningApp) => void running.dispatch({ kind: 'openWindow' })],
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
