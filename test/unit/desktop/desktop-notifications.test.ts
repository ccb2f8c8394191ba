// Over a bus in memory; a real server is tried in test/desktop and test/e2e.
import { expect, test } from 'vitest';
import { DesktopNotifications } from '../../../main/desktop/desktop-notifications.ts';
import { MemoryBus } from '../../support/memory-bus.ts';

const NOTIFICATION = { id: 'copy', title: 'Copied', body: 'A <token> & more', buttons: ['Renew', 'Later'] };

/** Shows on a server that can do this. */
function start(capabilities: readonly string[] = ['actions', 'body-markup']) {
  const bus = new MemoryBus();
  let numbers = 0;
  bus.answers.set('GetCapabilities', () => [capabilities]);
  bus.answers.set('Notify', (_name, replaced) => [replaced === 0 ? (numbers += 1) : replaced]);
  bus.answers.set('CloseNotification', () => []);
  const notifications = new DesktopNotifications({
    bus,
    appName: 'NERD Tray',
    desktopEntry: 'nerd-tray',
    icon: () => ({ width: 1, height: 1, rgba: Uint8Array.of(1, 2, 3, 4) }),
  });
  const pressed: (number | undefined)[] = [];
  const show = (more: Partial<typeof NOTIFICATION> = {}) =>
    notifications.show({ ...NOTIFICATION, ...more }, (button) => void pressed.push(button));
  const callsOf = (method: string) => bus.calls.filter(([name]) => name === method).map(([, ...body]) => body);
  return { bus, notifications, pressed, show, callsOf };
}

test('a notification is sent whole: title, escaped body, buttons, picture', async () => {
  const { show, callsOf } = start();
  expect(await show()).toBe('shown');
  expect(callsOf('Notify')).toEqual([
    [
      'NERD Tray',
      0,
      '',
      'Copied',
      'A &lt;token&gt; &amp; more',
      ['default', '', 'button-0', 'Renew', 'button-1', 'Later'],
      { 'desktop-entry': 'nerd-tray', urgency: 1, 'image-data': [1, 1, 4, true, 8, 4, Uint8Array.of(1, 2, 3, 4)] },
      -1,
    ],
  ]);
});

test('a server without buttons gets none, and one without markup the body as it is', async () => {
  const { show, callsOf } = start([]);
  await show();
  expect(callsOf('Notify')[0]?.slice(4, 6)).toEqual(['A <token> & more', []]);
});

test('a newer one with the same id replaces the one before, unless the server was restarted between', async () => {
  const { show, callsOf, bus } = start();
  await show();
  await show();
  bus.owner = ':1.8';
  await show();
  expect(callsOf('Notify').map((body) => body[1])).toEqual([0, 1, 0]);
});

test.each([
  ['button-1', 1],
  ['default', undefined],
])('a press of %s is told once: %s', async (key, button) => {
  const { bus, show, pressed } = start();
  await show();
  bus.signal('ActionInvoked', 1, key);
  bus.signal('ActionInvoked', 1, key);
  expect(pressed).toEqual([button]);
});

test('what a server tells of another’s notifications, or of one that was closed, is no press', async () => {
  const { bus, show, pressed } = start();
  await show();
  bus.signal('ActionInvoked', 99, 'button-0');
  bus.owner = ':1.8';
  bus.signal('ActionInvoked', 1, 'button-0');
  bus.owner = ':1.7';
  bus.signal('NotificationClosed', 1, 2);
  bus.signal('ActionInvoked', 1, 'button-0');
  expect(pressed).toEqual([]);
});

test('one that is shown is closed by its id, and all are at the end, with those that are about to be shown', async () => {
  const { notifications, show, callsOf } = start();
  await notifications.close('copy');
  expect(callsOf('CloseNotification')).toEqual([]);
  await show();
  await notifications.close('copy');
  expect(callsOf('CloseNotification')).toEqual([[1]]);
  void show({ id: 'week' });
  await notifications.closeAll();
  expect(callsOf('CloseNotification')).toEqual([[1], [2]]);
});

test('a bus without a server, and no bus at all, are told apart', async () => {
  const { bus, show } = start();
  bus.answers.clear();
  expect(await show()).toBe('noServer');
  bus.isThere = false;
  expect(await show()).toBe('noBus');
});
