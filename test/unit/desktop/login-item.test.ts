// macOS and Windows by what is asked of Electron; Linux' autostart file is tested by its own name.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLoginItem } from '../../../main/desktop/login-item.ts';
import type { LoginItem } from '../../../main/ports/desktop.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

const PLATFORM = process.platform;
const ARGUMENTS = process.argv;

beforeEach(resetElectron);

afterEach(() => {
  Object.defineProperty(process, 'platform', { value: PLATFORM });
  process.argv = ARGUMENTS;
});

/** The login item of a package that runs on this system. */
function on(platform: NodeJS.Platform): LoginItem {
  Object.defineProperty(process, 'platform', { value: platform });
  app.isPackaged = true;
  return createLoginItem(new MemoryLog());
}

test.each([
  ['enabled', 'on'],
  ['requires-approval', 'needsApproval'],
  ['not-registered', 'off'],
])('on macOS the system’s %s is %s', (status, state) => {
  const item = on('darwin');
  app.loginItem = { status, wasOpenedAtLogin: true };
  expect([item.state(), item.startedAtLogin()]).toEqual([state, true]);
});

test('on macOS the app itself is the item, without a path or arguments', () => {
  const item = on('darwin');
  expect(item.change(true)).toBe(true);
  expect(app.loginItemsSet).toEqual([{ openAtLogin: true }]);
});

test('on macOS a checkout has none, since the system would start Electron’s own app', () => {
  Object.defineProperty(process, 'platform', { value: 'darwin' });
  const item = createLoginItem(new MemoryLog());
  expect([item.state(), item.change(true), item.startedAtLogin()]).toEqual(['unavailable', false, false]);
  expect(app.loginItemsSet).toEqual([]);
});

test.each([
  [true, true, 'on'],
  [true, false, 'off'],
  [false, false, 'off'],
])('on Windows the Run key (%s) counts only where Task Manager’s switch (%s) agrees', (openAtLogin, will, state) => {
  const item = on('win32');
  app.loginItem = { openAtLogin, executableWillLaunchAtLogin: will };
  expect(item.state()).toBe(state);
});

test('on Windows the item starts this program hidden, on the same profile, with spaces quoted', () => {
  process.argv = ['nerd-tray.exe', '--user-data-dir=/home/ann b/profile'];
  const item = on('win32');
  app.loginItem = { openAtLogin: true, executableWillLaunchAtLogin: true };
  expect([item.change(true), item.change(false)]).toEqual([true, false]);
  const options = { path: process.execPath, args: ['"--user-data-dir=/home/ann b/profile"', '--hidden'] };
  expect(app.loginItemsSet[0]).toEqual({ ...options, openAtLogin: true, enabled: true });
  expect(app.loginItemsAsked[0]).toEqual(options);
});
