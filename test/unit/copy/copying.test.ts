// With keys and a clipboard in memory: which work is the test's choice. The real ones are used in the e2e tests.
import { expect, test } from 'vitest';
import { Copying } from '../../../main/copy/copying.ts';
import { DEFAULT_PERSISTED_SETTINGS } from '../../../main/core/input/default-settings.ts';
import { HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import type { NotificationView } from '../../../main/core/views/notifications.ts';
import { MemoryCopyNote } from '../../support/memory-parts.ts';
import { TIMES } from '../../support/core/states.ts';
import { TEN, world } from '../../support/token-world.ts';

interface StartOptions {
  readonly copyShortcut?: string | null;
  readonly isTaken?: boolean;
}

async function start({ copyShortcut = 'Control+Alt+N', isTaken = false }: StartOptions = {}) {
  const base = world();
  const { service, trueClock: clock, clipboard, log } = base;
  await base.connected(TEN + HOUR_MS);
  const settings = { ...DEFAULT_PERSISTED_SETTINGS, copyShortcut, clearCopy: '60s' as const };
  let press: (() => void) | undefined;
  const copying = new Copying({
    service,
    clock,
    clipboard,
    log,
    copyNote: new MemoryCopyNote(),
    shortcuts: {
      problem: 'taken',
      register(_accelerator, onPressed) {
        if (!isTaken) press = onPressed;
        return !isTaken;
      },
      unregister: () => (press = undefined),
    },
    settings: { get: () => settings },
    context: () => ({ now: clock.now(), times: TIMES, system: 'gnome', week: undefined }),
    apiUrl: () => 'https://nerd.example.com',
  });
  const told: NotificationView[] = [];
  let presses = 0;
  copying.listen({ onShortcut: () => (presses += 1), notify: (view) => told.push(view) });
  return { ...base, copying, told, press: () => press?.(), presses: () => presses };
}

test('a copy without a format is in that of the settings, and a copy with one in that', async () => {
  const { copying, clipboard } = await start();
  await copying.copy();
  const token = clipboard.text;
  expect(token.split('.')).toHaveLength(3);
  await copying.copy('header');
  expect(clipboard.text).toBe(`Authorization: Bearer ${token}`);
});

test('a copy is cleared after its time, and that is drawn', async () => {
  const { copying, clipboard, clock, service, told } = await start();
  await copying.copy();
  let draws = 0;
  service.subscribe(() => (draws += 1));
  await clock.advance(MINUTE_MS);
  expect(clipboard.text).toBe('');
  expect(draws).toBeGreaterThan(0);
  expect(told).toEqual([]);
});

test('after a sleep a copy is cleared as soon as something happens', async () => {
  const { copying, clipboard, clock, service } = await start();
  await copying.copy();
  clock.jump(HOUR_MS);
  service.dispatch({ kind: 'timeMoved' });
  await clock.advance(0);
  expect(clipboard.text).toBe('');
});

test('a copy that cannot be cleared is told', async () => {
  const { copying, clipboard, clock, told } = await start();
  await copying.copy();
  clipboard.works = false;
  await clock.advance(MINUTE_MS);
  expect(told.map(({ id }) => id)).toEqual(['copy']);
});

test('the shortcut works once it was started, and not after the end', async () => {
  const { copying, press, presses, told } = await start();
  press();
  expect(presses()).toBe(0);
  copying.startShortcut();
  press();
  expect(presses()).toBe(1);
  expect(told).toEqual([]);
  await copying.stop();
  press();
  expect(presses()).toBe(1);
});

test('a shortcut that cannot be had at the start is told and logged', async () => {
  const { copying, told, log } = await start({ isTaken: true });
  copying.startShortcut();
  expect(told.map(({ id }) => id)).toEqual(['shortcut']);
  expect(log.lines.join('\n')).toContain('shortcutNotTaken');
});

test('with no shortcut set there is none to start, and nothing to tell', async () => {
  const { copying, told } = await start({ copyShortcut: null, isTaken: true });
  copying.startShortcut();
  expect(told).toEqual([]);
});

test('another shortcut that cannot be had says why, and none at all always works', async () => {
  const { copying } = await start({ isTaken: true });
  expect(copying.setShortcut('Control+K')).toMatchObject({ kind: 'shortcutTaken' });
  expect(copying.setShortcut(null)).toBeUndefined();
});
