import { expect, test } from 'vitest';
import { createCommandFixture } from '../../support/command-fixture.ts';

test('the window opens as it is or at a page, a link outside, and the app quits', async () => {
  const fixture = createCommandFixture();
  expect(await fixture.dispatch({ kind: 'openWindow' })).toEqual({ ok: true });
  expect(await fixture.dispatch({ kind: 'openWindow', page: 'proxy' })).toEqual({ ok: true });
  expect(await fixture.dispatch({ kind: 'openLink', link: 'status' })).toEqual({ ok: true });
  expect(await fixture.dispatch({ kind: 'quit' })).toEqual({ ok: true });
  expect(fixture.done).toEqual(['window as it is', 'window proxy', 'link status', 'quit']);
});

test('that the missing tray was read about is drawn at once, even where it could not be written', async () => {
  const fixture = createCommandFixture();
  let redraws = 0;
  fixture.service.subscribe(() => (redraws += 1));
  expect(await fixture.dispatch({ kind: 'readNoTray' })).toEqual({ ok: true });
  expect(redraws).toBe(1);
  fixture.ports.isWritten = false;
  expect(await fixture.dispatch({ kind: 'readNoTray' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'settingNotSaved' }),
  });
  expect(redraws).toBe(2);
});
