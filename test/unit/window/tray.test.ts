import { beforeEach, expect, test } from 'vitest';
import { DEFAULT_PERSISTED_SETTINGS } from '../../../main/core/input/default-settings.ts';
import { HOUR_MS } from '../../../main/core/time/time.ts';
import type { TrayView } from '../../../main/core/views/tray-view.ts';
import { createRecheck } from '../../../main/system-events.ts';
import { trayClicks, TrayIcon } from '../../../main/window/tray.ts';
import { flush } from '../../support/manual-clock.ts';
import { createTokenFixture, TEN } from '../../support/token-fixture.ts';
import type { Command } from '../../../preload/contract/command.ts';
import { resetElectron, Tray } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

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

const VIEW: TrayView = {
  icon: 'fresh',
  tooltip: 'NERD Tray',
  title: '42 min',
  menu: [
    { kind: 'label', label: 'Ready' },
    { kind: 'separator' },
    { kind: 'command', label: 'Copy', enabled: true, commands: [{ kind: 'copyAccessToken' }] },
    {
      kind: 'menu',
      label: 'Copy as',
      enabled: true,
      items: [
        {
          kind: 'choice',
          label: 'curl',
          checked: true,
          commands: [{ kind: 'changeSettings', settings: { copyFormat: 'curl' } }],
        },
      ],
    },
  ],
};

function draw() {
  const done: unknown[] = [];
  const icon = new TrayIcon('/tray', VIEW, {
    onClick: () => void done.push('click'),
    onCommands: (commands) => void done.push(...commands),
  });
  const [tray] = Tray.made;
  if (tray === undefined) throw new Error('there is no icon');
  tray.calls.length = 0;
  return { icon, tray, done };
}

test('the icon is drawn whole at first: picture, tooltip, time and menu', () => {
  const { tray } = draw();
  const name = process.platform === 'darwin' ? 'freshTemplate.png' : 'fresh.png';
  expect([tray.image.path, tray.tooltip, tray.title]).toEqual([`/tray/${name}`, 'NERD Tray', '42 min']);
  expect(tray.menu).toMatchObject([
    { label: 'Ready', enabled: false },
    { type: 'separator' },
    { label: 'Copy', enabled: true },
    { label: 'Copy as', submenu: [{ type: 'radio', label: 'curl', checked: true }] },
  ]);
});

test('after that only what differs is set: a menu that is set anew would close an open one', () => {
  const { icon, tray } = draw();
  icon.show({ ...VIEW, menu: structuredClone(VIEW.menu) });
  expect(tray.calls).toEqual([]);
  icon.show({ ...VIEW, tooltip: 'Expired' });
  icon.show({ ...VIEW, tooltip: 'Expired', icon: 'attention' });
  icon.show({ ...VIEW, tooltip: 'Expired', icon: 'attention', title: '' });
  icon.show({ ...VIEW, tooltip: 'Expired', icon: 'attention', title: '', menu: [] });
  expect(tray.calls).toEqual(['tooltip', 'image', 'title', 'menu']);
});

test('a click and an item of the menu are told', () => {
  const { tray, done } = draw();
  tray.emit('click');
  tray.menu[2]?.click?.();
  tray.menu[3]?.submenu?.[0]?.click?.();
  expect(done).toEqual([
    'click',
    { kind: 'copyAccessToken' },
    { kind: 'changeSettings', settings: { copyFormat: 'curl' } },
  ]);
});

test('an icon that is made anew shows what the one before has shown, menu and all', () => {
  const { icon, tray } = draw();
  icon.show({ ...VIEW, tooltip: 'Expired' });
  icon.makeAnew();
  const anew = Tray.made[1];
  expect(tray.isDestroyed).toBe(true);
  expect([anew?.tooltip, anew?.title, anew?.menu.length, anew?.listenerCount('click')]).toEqual([
    'Expired',
    '42 min',
    4,
    1,
  ]);
  icon.destroy();
  expect(anew?.isDestroyed).toBe(true);
});
