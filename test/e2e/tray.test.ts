// The tray's menu and life, on the tests' own desktop; on a real panel it is in test/desktop/xfce.test.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import type { Page } from 'playwright';
import {
  connect,
  screenshotPath,
  SHIPPED_ENTRY,
  startAppFixture,
  waitUntil,
  type RunningApp,
  type AppFixture,
} from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

const NO_TRAY = { name: 'No tray for the icon' };

/** A second start: it opens the window of the first, and ends. */
async function startAgain({ desktop, demoServer }: AppFixture, app: RunningApp): Promise<Page> {
  const window = app.app.waitForEvent('window');
  const flags = desktop.env['NERD_TRAY_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [];
  const second = spawn(app.app.process().spawnfile, [SHIPPED_ENTRY, `--user-data-dir=${app.userDataDir}`, ...flags], {
    env: { ...desktop.env, NERD_TRAY_NERD_URL: demoServer.url },
    stdio: 'ignore',
  });
  await once(second, 'exit');
  return window;
}

/** How many timers wait in main. */
function timers({ app }: RunningApp): Promise<number> {
  return app.evaluate(() => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length);
}

test('the menu copies once as what is picked, pauses as is picked, and opens Settings', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await desktop.tray.clickMenu('HTTP header');
  await expect.poll(() => desktop.clipboard.readText()).toMatch(/^Authorization: Bearer /u);
  await desktop.tray.clickMenu('Copy access token');
  await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
  const { menu } = await desktop.tray.waitFor('the expiry', (item) =>
    item.menu.some(({ label }) => /^Refresh token (?:may expire|expires) .+ \(in 7 days\)$/u.test(label)),
  );
  expect(menu.map(({ label }) => label)).not.toContain('Connect…');

  await desktop.tray.clickMenu('Until I resume');
  await page.getByRole('heading', { name: 'Paused' }).waitFor();
  await desktop.tray.waitFor('the way back', (item) => item.menu.some(({ label }) => label === 'Resume'));
  await desktop.tray.clickMenu('Resume');
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await desktop.tray.clickMenu('Settings');
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
});

test('on GNOME the icon has a picture too', async () => {
  fixture = await startAppFixture();
  const app = await fixture.start({ env: { XDG_CURRENT_DESKTOP: 'GNOME' } });
  const first = await fixture.desktop.tray.waitFor(
    'the icon',
    ({ tooltip, icon }) => tooltip === 'NERD: not connected' && icon !== undefined,
  );
  expect(first.icon?.width).toBeGreaterThanOrEqual(16);
  await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
  await fixture.desktop.tray.waitFor(
    'another icon',
    ({ icon }) => icon !== undefined && icon.digest !== first.icon?.digest,
  );
});

test('a signed-out app keeps no timer; a connected one has the one to its next minute', async () => {
  fixture = await startAppFixture();
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await expect.poll(() => timers(app)).toBe(0);
  await connect(page, fixture.demoServer.refreshToken);
  await expect.poll(() => timers(app)).toBe(1);
});

test('without a tray the window says so once, and a close says where the app went', async () => {
  fixture = await startAppFixture({ desktop: { tray: false } });
  const { desktop, demoServer } = fixture;
  let app = await fixture.start({ entry: SHIPPED_ENTRY });
  let page = await app.app.firstWindow();
  await page.getByRole('heading', NO_TRAY).waitFor();
  await page.screenshot(screenshotPath('no-tray'));
  await connect(page, demoServer.refreshToken);
  await page.close();
  const closed = await desktop.notifications?.waitFor('where it went', ({ title }) =>
    title.includes('goes on without'),
  );
  const window = app.app.waitForEvent('window');
  desktop.notifications?.press(closed?.id ?? 0, 'Open');
  page = await window;
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByRole('heading', NO_TRAY).waitFor({ state: 'detached' });
  await page.close();
  page = await startAgain(fixture, app);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await app.stop();

  // A start that shows nothing would look like none. What was read is not said again.
  app = await fixture.start({ entry: SHIPPED_ENTRY });
  page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect(await page.getByRole('heading', NO_TRAY).count()).toBe(0);
  // Said once in each run; the first run's two closes were one notification.
  expect(desktop.notifications?.all()).toHaveLength(1);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Quit NERD Tray' }).click();
  await app.gone;
  expect(desktop.notifications?.open()).toEqual([]);
});

test('without a tray and notifications, the next open says where the app was; a tray that comes ends it', async () => {
  fixture = await startAppFixture({ desktop: { tray: false, notifications: false } });
  const { desktop } = fixture;
  const app = await fixture.start({ entry: SHIPPED_ENTRY });
  const page = await app.app.firstWindow();
  await page.getByRole('heading', NO_TRAY).waitFor();
  await page.close();
  const again = await startAgain(fixture, app);
  await again.getByRole('heading', { name: 'NERD Tray has been running' }).waitFor();
  await desktop.tray.start();
  await desktop.tray.waitFor('the icon', ({ icon }) => icon !== undefined);
  await again.getByRole('heading', { name: 'NERD Tray has been running' }).waitFor({ state: 'detached' });
  // Replaced by another one, it has the icon again, and only one.
  await desktop.tray.stop();
  await again.getByRole('heading', { name: 'NERD Tray has been running' }).waitFor();
  await desktop.tray.start();
  await desktop.tray.waitFor('the icon again', ({ icon }) => icon !== undefined);
  await waitUntil('one icon', () => desktop.tray.items().length === 1 || undefined);
});
