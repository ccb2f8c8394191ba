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

/** Shows a notification whose click shows another one, named after it. */
function show(app: LaunchedApp['app'], id: string, body: string): Promise<void> {
  return app.evaluate(
    (_, { id, body }) => {
      const { notifier } = globalThis.adaptersHost;
      notifier.show({ id, title: 'Title', body }, () =>
        notifier.show({ id: `${id} clicked`, title: 'Clicked', body: id }, () => undefined),
      );
    },
    { id, body },
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
  await show(app, 'copy', 'older');
  await notifications?.waitFor('the older one', ({ body, open }) => body === 'older' && open);
  await show(app, 'other', 'beside it');
  await show(app, 'copy', 'newer');
  const newer = await notifications?.waitFor('the newer one', ({ body }) => body === 'newer');
  await notifications?.waitFor('the older one to close', ({ body, open }) => body === 'older' && !open);
  expect(notifications?.open().map(({ body }) => body)).toEqual(['beside it', 'newer']);
  notifications?.click(newer?.id ?? 0);
  await notifications?.waitFor('the click', ({ title, body }) => title === 'Clicked' && body === 'copy');
  await app.evaluate(() => globalThis.adaptersHost.notifier.closeAll());
  await expect.poll(() => notifications?.open()).toEqual([]);
  expect(notifications?.all().filter(({ title }) => title === 'Clicked')).toHaveLength(1);
});

test('what looks like markup is shown as it is', async () => {
  const { desktop, app } = await start();
  await show(app, 'markup', '<b>5 & 6</b>');
  await desktop.notifications?.waitFor('escaped', ({ body }) => body === '&lt;b&gt;5 &amp; 6&lt;/b&gt;');
});

test('with nobody to show it, it is logged and nothing else happens', async () => {
  const { app } = await start({ notifications: false });
  await show(app, 'lost', 'body');
  await expect.poll(() => app.evaluate(() => globalThis.adaptersHost.logged)).toContain('notificationFailed');
});
