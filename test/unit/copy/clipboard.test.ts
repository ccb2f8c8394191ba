import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClipboard } from '../../../main/copy/clipboard.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';

/** Only Linux has Wayland. */
const IS_LINUX = process.platform === 'linux';

beforeEach(() => {
  resetElectron();
  vi.stubEnv('WAYLAND_DISPLAY', '');
});

afterEach(() => void vi.unstubAllEnvs());

/** Which events of Electron's the clipboard follows. */
const followed = (): readonly (string | symbol)[] => app.eventNames();

test('outside of Wayland Electron’s own clipboard is enough, and no window is followed', () => {
  createClipboard();
  expect(followed()).toEqual([]);
});

test('on Wayland it follows which window is in use, and on XWayland which was shown', () => {
  vi.stubEnv('WAYLAND_DISPLAY', 'wayland-0');
  createClipboard();
  expect(followed()).toEqual(IS_LINUX ? ['browser-window-created'] : []);
  resetElectron();
  app.commandLine.appendSwitch('ozone-platform', 'wayland');
  createClipboard();
  expect(followed().includes('browser-window-focus')).toBe(IS_LINUX);
});
