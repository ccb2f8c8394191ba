import { beforeEach, expect, test } from 'vitest';
import { createNotifier } from '../../../main/desktop/notifier.ts';
import { Notification, resetElectron } from '../../support/fake-electron/index.ts';
import { MemoryBus } from '../../support/memory-bus.ts';
import { MemoryLog } from '../../support/memory-ports.ts';

beforeEach(resetElectron);

const COPIED = { id: 'copy', title: 'Copied', body: '', buttons: [] };

function start() {
  const bus = new MemoryBus();
  bus.answers.set('GetCapabilities', () => [[]]);
  bus.answers.set('Notify', () => [1]);
  bus.answers.set('CloseNotification', () => []);
  const log = new MemoryLog();
  const notifier = createNotifier({ log, bus, icon: '/app/icon.png' });
  return { bus, log, notifier, show: () => notifier.show(COPIED, () => undefined) };
}

test('a desktop with a notification server shows it by its own protocol, with the app’s picture in RGBA', async () => {
  const { bus, show } = start();
  expect(await show()).toBe(true);
  expect(Notification.made).toEqual([]);
  const hints = bus.calls.find(([method]) => method === 'Notify')?.[7] as { 'image-data': unknown[] };
  // The fake picture's one pixel is 1, 2, 3, 4 in BGRA.
  expect(hints['image-data'].at(-1)).toEqual(Buffer.of(3, 2, 1, 4));
});

test('without a bus Electron shows it', async () => {
  const { bus, show } = start();
  bus.isThere = false;
  const shown = show();
  await expect.poll(() => Notification.made.length).toBe(1);
  Notification.made[0]?.emit('show');
  expect(await shown).toBe(true);
});

test('where nobody shows it the log says so, once', async () => {
  const { bus, show, log } = start();
  bus.answers.clear();
  expect([await show(), await show()]).toEqual([false, false]);
  expect(log.lines).toEqual(['{"name":"notificationsUnsupported"}']);
  expect(Notification.made).toEqual([]);
});

test('it is closed where it is shown, and so are all at the end', async () => {
  const { bus, notifier, show } = start();
  const closed = () => bus.calls.filter(([method]) => method === 'CloseNotification');
  await show();
  notifier.close('copy');
  await expect.poll(closed).toEqual([['CloseNotification', 1]]);
  await show();
  await notifier.closeAll();
  expect(closed()).toHaveLength(2);
});
