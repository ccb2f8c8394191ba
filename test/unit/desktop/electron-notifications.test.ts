import { beforeEach, expect, test } from 'vitest';
import { ElectronNotifications } from '../../../main/desktop/electron-notifications.ts';
import { Notification, resetElectron } from '../../support/fake-electron/index.ts';

beforeEach(resetElectron);

function start() {
  const notifications = new ElectronNotifications();
  const pressed: (number | undefined)[] = [];
  /** Shows one, of which the system tells this. */
  const show = (id: string, told: 'show' | 'failed' = 'show') => {
    const shown = notifications.show(
      { id, title: 'Copied', body: 'Valid', buttons: ['Renew'] },
      (button) => void pressed.push(button),
    );
    Notification.made.at(-1)?.emit(told);
    return shown;
  };
  return { notifications, pressed, show };
}

test('a notification has its buttons, and resolves to whether the system has taken it', async () => {
  const { show } = start();
  expect(await show('copy')).toBe(true);
  expect(Notification.made[0]?.options).toEqual({
    title: 'Copied',
    body: 'Valid',
    actions: [{ type: 'button', text: 'Renew' }],
  });
  expect(await show('week', 'failed')).toBe(false);
  Notification.supported = false;
  expect(await show('proxy')).toBe(false);
});

test('a press is told once, and closes it', async () => {
  const { show, pressed } = start();
  await show('copy');
  const [first] = Notification.made;
  first?.emit('action', {}, 0);
  first?.emit('action', {}, 0);
  expect([pressed, first?.isClosed]).toEqual([[0], true]);
  await show('copy');
  Notification.made[1]?.emit('click');
  expect(pressed).toEqual([0, undefined]);
});

test('a newer one with the same id closes the one before, whose press then counts for nothing', async () => {
  const { show, pressed } = start();
  await show('copy');
  await show('copy');
  const [first, second] = Notification.made;
  first?.emit('click');
  expect([first?.isClosed, second?.isClosed, pressed]).toEqual([true, false, []]);
});

test('all are closed at the end', async () => {
  const { notifications, show } = start();
  await show('copy');
  await show('week');
  notifications.close('copy');
  expect(Notification.made.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  notifications.closeAll();
  expect(Notification.made.map(({ isClosed }) => isClosed)).toEqual([true, true]);
});
