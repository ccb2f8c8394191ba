import { expect, test } from 'vitest';
import { DEFAULT_PERSISTED_SETTINGS } from '../../../main/core/input/default-settings.ts';
import { trayClicks } from '../../../main/window/tray.ts';
import type { Command } from '../../../preload/contract/command.ts';

function start(trayClick: 'openWindow' | 'copyAccessToken') {
  const done: (string | readonly Command[])[] = [];
  const clicks = trayClicks({
    settings: { get: () => ({ ...DEFAULT_PERSISTED_SETTINGS, trayClick }) },
    recheck: () => void done.push('recheck'),
    runAndNotify: (...commands) => void done.push(commands),
  });
  return { clicks, done };
}

test.each(['openWindow', 'copyAccessToken'] as const)('a click rechecks what is due, and then does %s', (trayClick) => {
  const { clicks, done } = start(trayClick);
  clicks.onClick();
  expect(done).toEqual(['recheck', [{ kind: trayClick }]]);
});

test('an item of the menu runs its commands, whatever a click does', () => {
  const { clicks, done } = start('openWindow');
  const commands: readonly Command[] = [
    { kind: 'changeSettings', settings: { copyFormat: 'curl' } },
    { kind: 'copyAccessToken' },
  ];
  clicks.onCommands(commands);
  expect(done).toEqual([commands]);
});
