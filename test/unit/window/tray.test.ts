import { expect, test } from 'vitest';
import { DEFAULT_PERSISTED_SETTINGS } from '../../../main/core/input/default-settings.ts';
import { trayClicks } from '../../../main/window/tray.ts';
import type { Command } from '../../../preload/contract/command.ts';

function start(trayClick: 'openWindow' | 'copyAccessToken') {
  const done: (string | Command)[] = [];
  const clicks = trayClicks({
    settings: { get: () => ({ ...DEFAULT_PERSISTED_SETTINGS, trayClick }) },
    recheck: () => void done.push('recheck'),
    runAndNotify: (command) => void done.push(command),
  });
  return { clicks, done };
}

test.each(['openWindow', 'copyAccessToken'] as const)('a click rechecks what is due, and then does %s', (trayClick) => {
  const { clicks, done } = start(trayClick);
  clicks.onClick();
  expect(done).toEqual(['recheck', { kind: trayClick }]);
});

test('an item of the menu runs its command, whatever a click does', () => {
  const { clicks, done } = start('openWindow');
  clicks.onCommand({ kind: 'copyAccessToken', format: 'curl' });
  expect(done).toEqual([{ kind: 'copyAccessToken', format: 'curl' }]);
});
