// Proves the private desktop on real Electron parts, before the app's own tests lean on it.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startDesktop, type Desktop, type DesktopOptions } from '../support/desktop/desktop.ts';
import { launchApp, type LaunchedApp } from '../support/launch.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

async function desktopOf(options: DesktopOptions = {}): Promise<Desktop> {
  const desktop = await startDesktop(options);
  undo.push(desktop.stop);
  return desktop;
}

/** An Electron with nothing in it; the test puts in what it needs. */
async function emptyApp(desktop: Desktop): Promise<LaunchedApp> {
  const entry = join(desktop.home, 'empty.cjs');
  await writeFile(entry, '');
  const launched = await launchApp(desktop, { entry });
  undo.push(launched.stop);
  return launched;
}

/** Makes a tray icon whose menu and picture change on a click on "Change". */
function showTray({ app }: LaunchedApp): Promise<void> {
  return app.evaluate(({ app: electronApp, Menu, nativeImage, Tray }) => {
    const picture = (shade: number) =>
      nativeImage.createFromBitmap(Buffer.alloc(16 * 16 * 4, shade), { width: 16, height: 16 });
    const tray = new Tray(picture(0x40));
    const menuWith = (label: string) =>
      Menu.buildFromTemplate([
        { label: 'Status', enabled: false },
        { type: 'separator' },
        { label, click: () => change() },
        { label: 'Quit', click: () => electronApp.quit() },
      ]);
    const change = () => {
      tray.setImage(picture(0xc0));
      tray.setToolTip('changed');
      tray.setContextMenu(menuWith('Changed'));
    };
    tray.on('click', () => tray.setToolTip('clicked'));
    tray.setToolTip('first');
    tray.setContextMenu(menuWith('Change'));
    Object.assign(globalThis, { tray });
  });
}

test('the tray shows icon, tooltip and menu, and passes clicks on', async () => {
  const desktop = await desktopOf({ keyring: 'none' });
  const launched = await emptyApp(desktop);
  await showTray(launched);
  const first = await desktop.tray.waitFor('the icon', (item) => item.tooltip === 'first' && item.menu.length === 4);
  expect(first.icon).toMatchObject({ width: 16, height: 16 });
  expect(first.menu.map(({ label, enabled, separator }) => ({ label, enabled, separator }))).toEqual([
    { label: 'Status', enabled: false, separator: false },
    { label: '', enabled: true, separator: true },
    { label: 'Change', enabled: true, separator: false },
    { label: 'Quit', enabled: true, separator: false },
  ]);
  await desktop.tray.activate();
  await desktop.tray.waitFor('the click', (item) => item.tooltip === 'clicked');
  await expect(desktop.tray.clickMenu('Status')).rejects.toThrow('No "Status" to click');
  await desktop.tray.clickMenu('Change');
  const changed = await desktop.tray.waitFor(
    'the change',
    (item) => item.tooltip === 'changed' && item.menu[2]?.label === 'Changed',
  );
  expect(changed.icon?.digest).not.toBe(first.icon?.digest);
  await desktop.tray.clickMenu('Quit');
  await launched.gone;
  await desktop.tray.waitForNone();
});

test('an icon comes back after the tray went away', async () => {
  const desktop = await desktopOf({ keyring: 'none' });
  await showTray(await emptyApp(desktop));
  await desktop.tray.waitFor('the icon', (item) => item.tooltip === 'first');
  await desktop.tray.stop();
  expect(desktop.tray.items()).toEqual([]);
  await desktop.tray.start();
  await desktop.tray.waitFor('the icon again', (item) => item.tooltip === 'first');
});

test('notifications are kept, clicked and closed', async () => {
  const desktop = await desktopOf({ keyring: 'none', tray: false });
  const { app } = await emptyApp(desktop);
  await app.evaluate(({ Notification }) => {
    const notification = new Notification({ title: 'Title', body: 'first' });
    const clicked = new Notification({ title: 'Title', body: 'clicked' });
    const closed = new Notification({ title: 'Title', body: 'closed' });
    notification.on('click', () => clicked.show());
    clicked.on('close', () => closed.show());
    notification.show();
    // Out of reach of the garbage collector, which would take the listeners too.
    Object.assign(globalThis, { kept: [notification, clicked, closed] });
  });
  const shown = await desktop.notifications?.waitFor('the notification', ({ body }) => body === 'first');
  expect(shown).toMatchObject({ title: 'Title', actions: ['default'], open: true });
  desktop.notifications?.click(shown?.id ?? 0);
  await desktop.notifications?.waitFor('the click', ({ body }) => body === 'clicked');
  desktop.notifications?.closeAll();
  await desktop.notifications?.waitFor('the close', ({ body }) => body === 'closed');
  expect(desktop.notifications?.open().map(({ body }) => body)).toEqual(['closed']);
});

test('the clipboard is shared with other X clients', async () => {
  const desktop = await desktopOf({ keyring: 'none', tray: false });
  expect(await desktop.clipboard.readText()).toBe('');
  const { app } = await emptyApp(desktop);
  await desktop.clipboard.writeText('from outside');
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('from outside');
  await app.evaluate(({ clipboard }) => clipboard.writeText('from the app'));
  await expect.poll(() => desktop.clipboard.readText()).toBe('from the app');
});

test('the screenshot shows what is on the screen', async () => {
  const desktop = await desktopOf({ keyring: 'none', tray: false });
  const { app } = await emptyApp(desktop);
  const [before, after] = [join(desktop.home, 'before.png'), join(desktop.home, 'after.png')];
  await desktop.screenshot(before);
  await app.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ width: 300, height: 200, backgroundColor: '#206080' });
    await window.loadURL('about:blank');
  });
  const looksTheSame = async () => {
    await desktop.screenshot(after);
    return (await readFile(after)).equals(await readFile(before));
  };
  await expect.poll(looksTheSame).toBe(false);
  // The size is in the PNG's header, after the signature and the chunk's name.
  const png = await readFile(after);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 800]);
});

test('two desktops at once know nothing of each other', async () => {
  const [one, other] = await Promise.all([desktopOf(), desktopOf()]);
  expect(one.env['DISPLAY']).not.toBe(other.env['DISPLAY']);
  await showTray(await emptyApp(one));
  await one.tray.waitFor('the icon', (item) => item.tooltip === 'first');
  expect(other.tray.items()).toEqual([]);
  await one.clipboard.writeText('one');
  expect(await other.clipboard.readText()).toBe('');
});
