import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { followShownWindow, followWindowInUse } from '../../../main/copy/window-focus.ts';
import { app, BrowserWindow, resetElectron } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

/** Opens a window, gives it the focus, and gives its page, which tells of input. */
function focusWindow(): EventEmitter {
  const window = new BrowserWindow({});
  app.emit('browser-window-created', {}, window);
  app.emit('web-contents-created', {}, window.webContents);
  BrowserWindow.focused = window;
  app.emit('browser-window-focus');
  return window.webContents;
}

test.each(['mouseDown', 'rawKeyDown', 'touchStart'])('a window is in use once it has got a press: %s', (type) => {
  const isInUse = followWindowInUse();
  const contents = focusWindow();
  contents.emit('input-event', {}, { type: 'mouseMove' });
  expect(isInUse()).toBe(false);
  contents.emit('input-event', {}, { type });
  expect(isInUse()).toBe(true);
});

test('a press counts until the focus goes, and only in a window that has it', () => {
  const isInUse = followWindowInUse();
  const contents = focusWindow();
  contents.emit('input-event', {}, { type: 'mouseDown' });
  BrowserWindow.focused = null;
  expect(isInUse()).toBe(false);
  app.emit('browser-window-blur');
  [BrowserWindow.focused] = BrowserWindow.getAllWindows() as [BrowserWindow];
  app.emit('browser-window-focus');
  expect(isInUse()).toBe(false);
});

test('a window was shown once one was, and stays so', () => {
  const wasShown = followShownWindow();
  focusWindow();
  expect(wasShown()).toBe(false);
  const [window] = BrowserWindow.all;
  window?.emit('show');
  window?.close();
  expect(wasShown()).toBe(true);
});
