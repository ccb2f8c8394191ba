// Copying on a Wayland desktop, where a write that nobody's window stands behind is lost: seen by wl-paste.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import { startSway, type Sway } from '../support/desktop/sway.ts';
import {
  connect,
  isAcceptedByNerd,
  startAppFixture,
  type RunningApp,
  type AppFixture,
} from '../support/app-fixture.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

interface OnWayland {
  readonly fixture: AppFixture;
  readonly sway: Sway;
  readonly app: RunningApp;
  readonly page: Page;
}

/** Presses a button with the keyboard: what Playwright sends is no press to Wayland. */
async function press(sway: Sway, button: Locator): Promise<void> {
  await button.focus();
  await sway.pressKeys('-k', 'Return');
}

/** A connected app on sway; `wlCopy`: with wl-clipboard's programs in its PATH. */
async function start({ wlCopy }: { wlCopy: boolean }): Promise<OnWayland> {
  const fixture = await startAppFixture();
  undo.push(() => fixture.stop());
  const sway = await startSway(fixture.desktop);
  undo.push(() => sway.stop());
  const empty = join(fixture.desktop.home, 'empty');
  await mkdir(empty);
  const env = { ...sway.env, ...(wlCopy ? {} : { PATH: empty }) };
  // Without a graphics card: sway draws in memory, and Chromium's own attempts to find one leave no picture.
  const app = await fixture.start({ args: ['--ozone-platform=wayland', '--disable-gpu'], env });
  const page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  return { fixture, sway, app, page };
}

test('with wl-copy, a copy from the tray arrives with no window, and is cleared again', async () => {
  const { fixture, sway, app, page } = await start({ wlCopy: true });
  const { desktop, demoServer } = fixture;
  await page.close();
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => sway.readText()).not.toBe('');
  expect(await isAcceptedByNerd(demoServer, await sway.readText())).toBe(true);
  await desktop.notifications?.waitFor('the copy', ({ title }) => title === 'Copied');

  await fixture.warp(app, { at: fixture.clock.now() + 2 * MINUTE_MS });
  await expect.poll(() => sway.readText()).toBe('');

  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => sway.readText()).not.toBe('');
  await sway.writeText('somebody else’s');
  await fixture.warp(app, { at: fixture.clock.now() + 2 * MINUTE_MS });
  await app.stop();
  expect(await sway.readText()).toBe('somebody else’s');
});

test('without wl-copy the tray never says that it copied: the window opens, and a key pressed there copies', async () => {
  const { fixture, sway, app, page } = await start({ wlCopy: false });
  const { desktop, demoServer } = fixture;
  await page.close();
  const opened = app.app.waitForEvent('window');
  await desktop.tray.clickMenu('Copy access token');
  const window = await opened;
  await window.getByRole('alert').getByText('Copy it in this window').waitFor();
  await desktop.notifications?.waitFor('the same words', ({ title }) => title === 'Copy it in this window');
  expect(await sway.readText()).toBe('');

  await press(sway, window.getByRole('alert').getByRole('button', { name: 'Copy', exact: true }));
  await window
    .getByText(/^Copied · valid for/u)
    .first()
    .waitFor();
  expect(await isAcceptedByNerd(demoServer, await sway.readText())).toBe(true);

  expect(await sway.readText('primary')).toBe('');

  await fixture.warp(app, { at: fixture.clock.now() + 2 * MINUTE_MS });
  await expect.poll(() => sway.readText()).toBe('');
});

test('the shortcut is said not to work here', async () => {
  const { sway, page } = await start({ wlCopy: true });
  await press(sway, page.getByRole('button', { name: 'Settings' }));
  await page.getByText('On Wayland the desktop gives such keys to no program').waitFor();
  await press(sway, page.getByRole('button', { name: 'Record…' }));
  await page.getByRole('button', { name: 'Press the keys…' }).waitFor();
  await sway.pressKeys('-M', 'ctrl', '-M', 'shift', '-k', 'k');
  await page.getByRole('alert').getByText('Ctrl+Shift+K cannot be used').waitFor();
  expect(await page.getByRole('group', { name: 'Keys to copy from anywhere' }).getByText('Off').count()).toBe(1);
});
