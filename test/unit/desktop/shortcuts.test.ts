import { beforeEach, expect, test } from 'vitest';
import { systemShortcuts } from '../../../main/desktop/shortcuts.ts';
import { app, globalShortcut, resetElectron } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

test('keys are registered and given back', () => {
  const pressed: string[] = [];
  const shortcuts = systemShortcuts();
  expect(shortcuts.register('Control+Alt+N', () => void pressed.push('pressed'))).toBe(true);
  globalShortcut.registered.get('Control+Alt+N')?.();
  shortcuts.unregister('Control+Alt+N');
  expect([pressed, globalShortcut.registered.size]).toEqual([['pressed'], 0]);
});

test('keys that another program has, or that this system does not know, cannot be had', () => {
  globalShortcut.gives = false;
  expect(systemShortcuts().register('Control+Alt+N', () => undefined)).toBe(false);
  globalShortcut.gives = new TypeError('conversion failure');
  expect(systemShortcuts().register('Hyper+N', () => undefined)).toBe(false);
});

test('why keys cannot be had: on Wayland no app is given any', () => {
  expect(systemShortcuts().problem).toBe('taken');
  app.commandLine.appendSwitch('ozone-platform', 'wayland');
  expect(systemShortcuts().problem).toBe(process.platform === 'linux' ? 'wayland' : 'taken');
});
