// The watch over a bus in memory; a real tray host is watched in test/e2e/tray.test.ts.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchTray } from '../../../main/desktop/tray-watch.ts';
import { MemoryBus } from '../../support/memory-bus.ts';

const OWN_PID = 4711;
/** Longer than an icon may take to find a tray by itself. */
const LONG_MS = 2000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Watches a desktop whose tray has icons of these processes. */
async function start({
  hasWatcher = true,
  hasHost = true,
  pids = [OWN_PID],
}: { hasWatcher?: boolean; hasHost?: boolean; pids?: number[] } = {}) {
  const desktop = { hasWatcher, hasHost, pids };
  const told: string[] = [];
  const bus = new MemoryBus();
  bus.answers.set('NameHasOwner', () => [desktop.hasWatcher]);
  bus.answers.set('Get', (_interface, name) => [
    {
      value: name === 'IsStatusNotifierHostRegistered' ? desktop.hasHost : desktop.pids.map((pid) => `:1.${pid}@/item`),
    },
  ]);
  bus.answers.set('GetConnectionUnixProcessID', (name) => [Number(String(name).slice(3))]);
  const stop = watchTray(
    { bus, pid: OWN_PID },
    {
      onTray: (isThere) => void told.push(isThere ? 'tray' : 'no tray'),
      onIconMissing: () => void told.push('icon missing'),
    },
  );
  const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(LONG_MS);
  await settle();
  return { bus, desktop, told, settle, stop };
}

test('a tray that shows the icon is told once, and nothing else is', async () => {
  const { told, bus, settle } = await start();
  bus.signal('StatusNotifierHostRegistered');
  await settle();
  expect(told).toEqual(['tray']);
});

test.each([{ hasWatcher: false }, { hasHost: false }])('a desktop with %j shows no icons', async (desktop) => {
  expect((await start(desktop)).told).toEqual(['no tray']);
});

test('a tray that comes and goes is told each time', async () => {
  const { bus, desktop, told, settle } = await start({ hasHost: false });
  desktop.hasHost = true;
  bus.signal('StatusNotifierHostRegistered');
  await settle();
  desktop.hasHost = false;
  bus.signal('StatusNotifierHostUnregistered');
  await settle();
  desktop.hasHost = true;
  desktop.hasWatcher = false;
  bus.signal('NameOwnerChanged');
  await settle();
  expect(told).toEqual(['no tray', 'tray', 'no tray']);
});

test('an icon that the tray does not show is told, but not for ever', async () => {
  const { told, settle } = await start({ pids: [1] });
  await settle();
  await settle();
  expect(told).toEqual(['tray', 'icon missing', 'icon missing']);
});

test('an icon that finds the tray after the first time is not missed again', async () => {
  const { bus, desktop, told, settle } = await start({ hasHost: false, pids: [1] });
  desktop.hasHost = true;
  bus.signal('StatusNotifierHostRegistered');
  await vi.advanceTimersByTimeAsync(800);
  desktop.pids = [1, OWN_PID];
  await settle();
  expect(told).toEqual(['no tray', 'tray', 'icon missing']);
});

test('once it has stopped nothing is told', async () => {
  const { bus, desktop, told, settle, stop } = await start();
  stop();
  desktop.hasHost = false;
  bus.signal('StatusNotifierHostUnregistered');
  await settle();
  expect([told, bus.listenerCount]).toEqual([['tray'], 0]);
});
