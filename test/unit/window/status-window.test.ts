import { beforeEach, expect, test } from 'vitest';
import { StatusWindow } from '../../../main/window/status-window.ts';
import type { WindowBounds } from '../../../main/ports/storage.ts';
import { app, BrowserWindow, nativeTheme, resetElectron } from '../../support/fake-electron/index.ts';

const PAGE = { url: 'nerd-tray://window/index.html', preload: '/app/preload.cjs', icon: '/app/icon.png' };

beforeEach(resetElectron);

function start(remembered?: WindowBounds) {
  const told: string[] = [];
  const saved: WindowBounds[] = [];
  let uptime = 0;
  const window = new StatusWindow({
    page: PAGE,
    settings: {
      windowBounds: () => remembered,
      rememberWindow(bounds) {
        saved.push(bounds);
        return true;
      },
    },
    clock: { uptime: () => (uptime += 1000) },
  });
  window.onClosed(() => void told.push('closed'));
  window.onCrashed((reason, isClosed) => void told.push(`${reason} ${isClosed ? 'and closed' : 'and loaded again'}`));
  return { window, told, saved };
}

/** The one window that there is. */
function only(): BrowserWindow {
  const [window, ...others] = BrowserWindow.all;
  if (window === undefined || others.length > 0) throw new Error(`there are ${BrowserWindow.all.length} windows`);
  return window;
}

test('there is no window before it is opened, and one however often it is', () => {
  const { window } = start();
  expect(window.window).toBeUndefined();
  window.open();
  window.open();
  expect(only().webContents.mainFrame.url).toBe(PAGE.url);
  expect(only().calls).toEqual(['removeMenu', 'show', 'focus']);
});

test('its page has a sandbox, and nothing of Node', () => {
  start().window.open();
  expect(only().options['webPreferences']).toMatchObject({
    preload: PAGE.preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    devTools: true,
  });
});

test('a release has no developer tools', () => {
  app.isPackaged = true;
  start().window.open();
  expect(only().options['webPreferences']).toMatchObject({ devTools: false });
});

test.each([
  [false, '#faf7f2'],
  [true, '#191715'],
])('before its page is drawn it has the colour of the paper (dark: %s)', (shouldUseDarkColors, paper) => {
  nativeTheme.shouldUseDarkColors = shouldUseDarkColors;
  start().window.open();
  expect(only().options['backgroundColor']).toBe(paper);
});

test('it is shown once its page is drawn; on Wayland, where a hidden window is not, once that is loaded', () => {
  start().window.open();
  only().webContents.emit('did-finish-load');
  expect(only().calls).not.toContain('show');
  only().emit('ready-to-show');
  expect(only().calls).toContain('show');
  resetElectron();
  app.commandLine.appendSwitch('ozone-platform', 'wayland');
  start().window.open();
  only().webContents.emit('did-finish-load');
  expect(only().calls).toContain('show');
});

test('a minimized window is restored', () => {
  const { window } = start();
  window.open();
  only().minimized = true;
  window.open();
  expect(only().calls).toContain('restore');
});

test('a page that is asked for counts as a new click each time, and is forgotten with the window', () => {
  const { window } = start();
  window.open('settings');
  expect(window.requestedPage).toEqual({ page: 'settings', click: 1 });
  window.open();
  expect(window.requestedPage).toEqual({ page: 'settings', click: 1 });
  window.open('settings');
  expect(window.requestedPage).toEqual({ page: 'settings', click: 2 });
  only().close();
  expect(window.requestedPage).toBeUndefined();
});

test('a window that is closed is gone, and its place is remembered as the size of the page', () => {
  const { window, told, saved } = start();
  window.open();
  only().close();
  expect([window.window, BrowserWindow.all, told]).toEqual([undefined, [], ['closed']]);
  expect(saved).toEqual([{ x: 10, y: 20, width: 480, height: 670 }]);
});

test('the window opens where it was', () => {
  const bounds = { x: 100, y: 200, width: 480, height: 670 };
  start(bounds).window.open();
  expect(only().options).toMatchObject({ ...bounds, useContentSize: true });
});

test('an app that quits closes the window, and nobody has closed it', () => {
  const { window, told } = start();
  window.open();
  window.close();
  window.close();
  expect([BrowserWindow.all, told]).toEqual([[], []]);
  const quitting = start();
  quitting.window.open();
  app.emit('before-quit');
  only().close();
  expect(quitting.told).toEqual([]);
});

test('a page that crashed is loaded again; one that does it again and again is closed, and can be opened anew', () => {
  const { window, told } = start();
  window.open();
  const crashed = only();
  while (window.window !== undefined) {
    crashed.webContents.emit('render-process-gone', {}, { reason: 'oom' });
    if (told.length > 20) throw new Error('it is loaded again for ever');
  }
  expect(told.slice(0, -1)).toEqual(Array.from({ length: crashed.webContents.reloads }, () => 'oom and loaded again'));
  expect(crashed.webContents.reloads).toBeGreaterThan(0);
  expect(told.at(-1)).toBe('oom and closed');
  window.open();
  expect(only()).not.toBe(crashed);
  only().webContents.emit('render-process-gone', {}, { reason: 'oom' });
  expect(told.at(-1)).toBe('oom and loaded again');
});

test('a crash that the app’s end brings about is none', () => {
  const { window, told } = start();
  window.open();
  const { webContents } = only();
  window.close();
  webContents.emit('render-process-gone', {}, { reason: 'killed' });
  window.closeAfterCrash('killed');
  expect([told, webContents.reloads]).toEqual([[], 0]);
});

test('a page that hangs is ended', () => {
  start().window.open();
  only().emit('unresponsive');
  expect(only().webContents.isCrashed).toBe(true);
});

test('the end of a session on Windows quits the app', () => {
  start().window.open();
  only().emit('session-end');
  expect(app.calls).toEqual(['quit']);
});
