// Clipboard and notifications on a real Electron, seen from the other side.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { compileHost } from '../support/compile-host.ts';
import { startDaemon } from '../support/desktop/daemon.ts';
import { startDesktop, type Desktop, type DesktopOptions } from '../support/desktop/desktop.ts';
import { launchApp, type LaunchedApp } from '../support/launch.ts';
import type {} from './adapters-host.ts';

const run = promisify(execFile);
const undo: (() => Promise<void>)[] = [];
let entry: string;
beforeAll(async () => {
  entry = await compileHost('test/desktop/adapters-host.ts', 'adapters-host');
});
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

async function start(options: DesktopOptions = {}): Promise<{ desktop: Desktop; app: LaunchedApp['app'] }> {
  const desktop = await startDesktop({ keyring: 'none', tray: false, ...options });
  undo.push(desktop.stop);
  const launched = await launchApp(desktop, { entry });
  undo.push(launched.stop);
  return { desktop, app: launched.app };
}

/** Shows a notification of which each press shows another one, named after it and what was pressed. */
function show(app: LaunchedApp['app'], id: string, body: string, buttons: string[] = []): Promise<boolean> {
  return app.evaluate(
    (_, { id, body, buttons }) => {
      const { notifier } = globalThis.adaptersHost;
      return notifier.show({ id, title: 'Title', body, buttons }, (pressed) => {
        const told = { id: `${id} pressed`, title: 'Pressed', body: `${id} ${pressed ?? 'itself'}`, buttons: [] };
        void notifier.show(told, () => undefined);
      });
    },
    { id, body, buttons },
  );
}

test('what is written is on the clipboard for others, and what others write is read', async () => {
  const { desktop, app } = await start();
  const text = 'eyJhbGciOi.ümläut.🔑';
  expect(await app.evaluate((_, text) => globalThis.adaptersHost.clipboard.writeText(text), text)).toBe('written');
  expect(await desktop.clipboard.readText()).toBe(text);
  await desktop.clipboard.writeText('from outside');
  expect(await app.evaluate(() => globalThis.adaptersHost.clipboard.readText())).toBe('from outside');
});

test('500 copies in a row are each what others read, and none is left in the primary selection', async () => {
  const { desktop, app } = await start();
  const args = ['-selection', 'primary', '-o', '-t', 'UTF8_STRING'];
  const primary = () =>
    run('xclip', args, { env: desktop.env }).then(
      ({ stdout }) => stdout,
      () => 'nothing',
    );
  for (let copy = 0; copy < 500; copy += 1) {
    const text = `token-${copy}`;
    const outcome = await app.evaluate((_, text) => globalThis.adaptersHost.clipboard.writeSecret(text), text);
    expect([outcome, await desktop.clipboard.readText()]).toEqual(['written', text]);
  }
  expect(await primary()).toBe('nothing');

  // What is selected after a copy is not the clipboard's business.
  const select = ['-quiet', '-selection', 'primary', '-i'];
  const owner = startDaemon('xclip', select, { env: desktop.env, input: 'selected' });
  undo.push(() => owner.stop());
  await expect.poll(primary).toBe('selected');
  await app.evaluate(() => globalThis.adaptersHost.clipboard.clear());
  expect(await desktop.clipboard.readText()).toBe('');
  expect(await primary()).toBe('selected');
});

test('a newer notification replaces the older one of its id, and a click is told once', async () => {
  const { desktop, app } = await start();
  const { notifications } = desktop;
  expect(await show(app, 'copy', 'older')).toBe(true);
  await show(app, 'other', 'beside it');
  await show(app, 'copy', 'newer');
  expect(notifications?.open()).toMatchObject([{ body: 'newer', replaced: 1 }, { body: 'beside it' }]);
  const [newer] = notifications?.open() ?? [];
  notifications?.click(newer?.id ?? 0);
  await notifications?.waitFor('the click', ({ title, body }) => title === 'Pressed' && body === 'copy itself');
  await app.evaluate(() => globalThis.adaptersHost.notifier.closeAll());
  expect(notifications?.open()).toEqual([]);
  expect(notifications?.all().filter(({ title }) => title === 'Pressed')).toHaveLength(1);
});

test('it has the app’s name, picture and buttons, and each button is told by its place', async () => {
  const { desktop, app } = await start();
  await show(app, 'week', 'body', ['Renew', '<Snooze> & more']);
  const shown = await desktop.notifications?.waitFor('it', ({ body }) => body === 'body');
  expect(shown).toMatchObject({
    buttons: ['Renew', '<Snooze> & more'],
    hints: {
      'desktop-entry': 'nerd-tray',
      urgency: 1,
      // Width, height, bytes in a row, alpha, bits, channels, bytes.
      'image-data': [96, 96, 384, true, 8, 4, 96 * 96 * 4],
    },
  });
  desktop.notifications?.press(shown?.id ?? 0, '<Snooze> & more');
  await desktop.notifications?.waitFor('the press', ({ body }) => body === 'week 1');
});

test('what is over is closed, and what was waved away is shown anew', async () => {
  const { desktop, app } = await start();
  await show(app, 'week', 'first');
  await app.evaluate(() => globalThis.adaptersHost.notifier.close('week'));
  await desktop.notifications?.waitFor('the close', ({ body, open }) => body === 'first' && !open);
  await show(app, 'week', 'second');
  desktop.notifications?.closeAll();
  await show(app, 'week', 'third');
  expect(desktop.notifications?.all()).toMatchObject([
    { body: 'first', open: false },
    { body: 'second', open: false, replaced: 0 },
    { body: 'third', open: true, replaced: 0 },
  ]);
});

test.each([
  ['is escaped for a server that reads markup', ['actions', 'body', 'body-markup'], '&lt;b&gt;5 &amp; 6&lt;/b&gt;'],
  ['is left alone for one that does not', ['body'], '<b>5 & 6</b>'],
])('what looks like markup %s', async (_name, capabilities, body) => {
  const { desktop, app } = await start({ notifications: capabilities });
  await show(app, 'markup', '<b>5 & 6</b>', ['Copy']);
  const [shown] = desktop.notifications?.open() ?? [];
  expect(shown).toMatchObject({ body, buttons: capabilities.includes('actions') ? ['Copy'] : [] });
});

test('with nobody to show it, that is logged once and nothing else happens', async () => {
  const { app } = await start({ notifications: false });
  expect([await show(app, 'lost', 'body'), await show(app, 'lost', 'body')]).toEqual([false, false]);
  expect(await app.evaluate(() => globalThis.adaptersHost.logged)).toEqual(['notificationsUnsupported']);
});
