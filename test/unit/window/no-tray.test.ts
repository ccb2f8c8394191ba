import { expect, test } from 'vitest';
import type { NotificationView } from '../../../main/core/views/notifications.ts';
import { NoTray } from '../../../main/window/no-tray.ts';
import { NOW, TIMES } from '../../support/core/states.ts';

function start({ canPersist = true } = {}) {
  let isRead = false;
  const shown: NotificationView[] = [];
  const noTray = new NoTray({
    settings: {
      noTrayRead: () => isRead,
      saveNoTrayRead() {
        isRead = true;
        return canPersist;
      },
    },
    desktop: 'GNOME',
    context: () => ({ now: NOW, times: TIMES }),
  });
  const close = (isShown: boolean): Promise<void> =>
    noTray.windowClosed((view) => {
      shown.push(view);
      return Promise.resolve(isShown);
    });
  return { noTray, shown, close };
}

test('on a desktop with a tray there is nothing to say, not even after a close', async () => {
  const { noTray, shown, close } = start();
  await close(true);
  expect(noTray.isMissing).toBe(false);
  expect(noTray.message).toBeUndefined();
  expect(shown).toEqual([]);
});

test('without a tray the window says so until it was read', () => {
  const { noTray } = start();
  noTray.changed(true);
  expect(noTray.message?.title).toBeTruthy();
  expect(noTray.read()).toBe(true);
  expect(noTray.message).toBeUndefined();
});

test('a message whose reading cannot be written says so', () => {
  const { noTray } = start({ canPersist: false });
  noTray.changed(true);
  expect(noTray.read()).toBe(false);
});

test('the first close is told, and no later one', async () => {
  const { noTray, shown, close } = start();
  noTray.changed(true);
  await close(true);
  await close(true);
  expect(shown.map(({ id }) => id)).toEqual(['closed']);
});

test('a close that nobody could be told of is said by the next window, though the first message was read', async () => {
  const { noTray, close } = start();
  noTray.changed(true);
  noTray.read();
  await close(false);
  const notice = noTray.message;
  expect(notice?.title).toBeTruthy();
  noTray.read();
  expect(noTray.message).toBeUndefined();
});
