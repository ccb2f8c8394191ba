import { expect, test } from 'vitest';
import { commandWorld } from '../../support/command-world.ts';

test('the window opens as it is or at a page, a link outside, and the app quits', async () => {
  const world = commandWorld();
  expect(await world.dispatch({ kind: 'openWindow' })).toEqual({ ok: true });
  expect(await world.dispatch({ kind: 'openWindow', page: 'proxy' })).toEqual({ ok: true });
  expect(await world.dispatch({ kind: 'openLink', link: 'status' })).toEqual({ ok: true });
  expect(await world.dispatch({ kind: 'quit' })).toEqual({ ok: true });
  expect(world.done).toEqual(['window as it is', 'window proxy', 'link status', 'quit']);
});

test('that the missing tray was read about is drawn at once, even where it could not be written', async () => {
  const world = commandWorld();
  let redraws = 0;
  world.service.subscribe(() => (redraws += 1));
  expect(await world.dispatch({ kind: 'readNoTray' })).toEqual({ ok: true });
  expect(redraws).toBe(1);
  world.ports.isWritten = false;
  expect(await world.dispatch({ kind: 'readNoTray' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'settingNotSaved' }),
  });
  expect(redraws).toBe(2);
});
