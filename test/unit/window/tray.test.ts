import { expect, test } from 'vitest';
import { DEFAULT_PERSISTED_SETTINGS } from '../../../main/core/input/default-settings.ts';
import { HOUR_MS } from '../../../main/core/time/time.ts';
import { createRecheck } from '../../../main/system-events.ts';
import { trayClicks } from '../../../main/window/tray.ts';
import { flush } from '../../support/manual-clock.ts';
import { createTokenFixture, TEN } from '../../support/token-fixture.ts';
import type { Command } from '../../../preload/contract/command.ts';

function start(trayClick: 'openWindow' | 'copyAccessToken') {
  const done: (string | readonly Command[])[] = [];
  const clicks = trayClicks({
    settings: { get: () => ({ ...DEFAULT_PERSISTED_SETTINGS, trayClick }) },
    tryKeychainAgain: () => void done.push('keychain'),
    runAndNotify: (...commands) => void done.push(commands),
  });
  return { clicks, done };
}

test('a click opens the window, which reads the keychain by itself', () => {
  const { clicks, done } = start('openWindow');
  clicks.onClick();
  expect(done).toEqual([[{ kind: 'openWindow' }]]);
});

test('a click that copies first reads a keychain in trouble again', () => {
  const { clicks, done } = start('copyAccessToken');
  clicks.onClick();
  expect(done).toEqual(['keychain', [{ kind: 'copyAccessToken' }]]);
});

test.each([
  ['openWindow', 1],
  // The time is looked at, and then the copy is shown.
  ['copyAccessToken', 2],
] as const)('a click for %s draws %i times', async (trayClick, draws) => {
  const fixture = createTokenFixture();
  const { service, account } = fixture;
  const tryKeychainAgain = (): unknown => account.tryKeychainAgain();
  await fixture.connected(TEN + HOUR_MS);
  let drawn = 0;
  service.subscribe(() => (drawn += 1));
  const clicks = trayClicks({
    settings: { get: () => ({ ...DEFAULT_PERSISTED_SETTINGS, trayClick }) },
    tryKeychainAgain,
    // As main/app.ts puts these together.
    runAndNotify: (command) => {
      if (command.kind === 'openWindow') createRecheck(service, account)();
      else void fixture.copy();
    },
  });
  clicks.onClick();
  await flush();
  expect(drawn).toBe(draws);
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
