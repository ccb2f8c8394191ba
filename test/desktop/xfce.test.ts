// Tray and notifications on programs that people have: Xfce's panel and its notification server, pressed by a mouse.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../main/core/time/time.ts';
import { BusClient } from '../support/desktop/bus-client.ts';
import {
  clickAt,
  pressKeys,
  isWindowVisible,
  waitForWindow,
  startNotifyd,
  startPanel,
  startXfconf,
  type XfceOptions,
} from '../support/desktop/xfce.ts';
import { connect, screenshotPath, startAppFixture, type AppFixture } from '../support/app-fixture.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';
/** Where the first icon of the panel is. */
const ICON = [24, 20] as const;

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

async function startXfce(): Promise<{ fixture: AppFixture; bus: BusClient }> {
  const fixture = await startAppFixture({ desktop: { tray: false, notifications: false } });
  undo.push(() => fixture.stop());
  const xfconf = await startXfconf(fixture.desktop);
  undo.push(() => xfconf.stop());
  const bus = await BusClient.connect(fixture.desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
  undo.push(() => bus.close());
  await expect.poll(() => bus.hasOwner('org.xfce.Xfconf')).toBe(true);
  return { fixture, bus };
}

/** How many icons the panel's tray has; 0 without a panel. */
async function icons(bus: BusClient): Promise<number> {
  if (!(await bus.hasOwner(WATCHER))) return 0;
  const facts = await bus.properties(WATCHER, '/StatusNotifierWatcher', WATCHER);
  return (facts['RegisteredStatusNotifierItems'] as string[]).length;
}

test('a panel that starts after the app, is killed and starts again has the icon, whose menu works', async () => {
  const { fixture, bus } = await startXfce();
  const { desktop, demoServer } = fixture;
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'No tray for the icon' }).waitFor();
  await connect(page, demoServer.refreshToken);
  const first = startPanel(desktop);
  undo.push(() => first.stop());
  await expect.poll(() => icons(bus)).toBe(1);
  await page.getByRole('heading', { name: 'No tray for the icon' }).waitFor({ state: 'detached' });
  await first.kill();
  await expect.poll(() => bus.hasOwner(WATCHER)).toBe(false);
  await page.getByRole('heading', { name: 'No tray for the icon' }).waitFor();
  const second = startPanel(desktop);
  undo.push(() => second.stop());
  await expect.poll(() => icons(bus)).toBe(1);
  await page.close();

  const window = app.app.waitForEvent('window');
  // The panel knows of the icon before it has drawn it; a click more than needed shows the same window.
  await expect
    .poll(() => clickAt(desktop, ...ICON, 'left').then(() => app.app.windows().length), {
      interval: 500,
      timeout: 20_000,
    })
    .toBe(1);
  const opened = await window;
  await opened.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await clickAt(desktop, ...ICON, 'right');
  await waitForWindow(desktop, 'wrapper');
  await desktop.screenshot(screenshotPath('panel-menu').path);
  // From the bottom: Quit, then Settings.
  await pressKeys(desktop, 'Up', 'Up', 'Return');
  await opened.getByRole('heading', { name: 'Settings' }).waitFor();
});

test('the buttons of a notification are pressed, and do what they say', async () => {
  const { fixture, bus } = await startXfce();
  const { desktop, demoServer, clock } = fixture;
  const panel = startPanel(desktop);
  undo.push(() => panel.stop());
  const notifyd = startNotifyd(desktop);
  undo.push(() => notifyd.stop());
  await expect.poll(() => bus.hasOwner('org.freedesktop.Notifications')).toBe(true);
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.close();

  const endAt = clock.now() + 7 * DAY_MS;
  await fixture.warp(app, { at: endAt - 110 * MINUTE_MS });
  // Both buttons stand at the bottom right, Renew to the left of the other.
  await waitForWindow(desktop, 'notifyd');
  await desktop.screenshot(screenshotPath('xfce-notification').path);
  await clickAway(desktop, 70);
  // The notification goes before the app hears of the press, and when it is snoozed until depends on the time it is then.
  const log = join(app.userDataDir, 'logs', 'nerd-tray.log');
  await expect.poll(() => readFile(log, 'utf8')).toContain('"kind":"snooze"');
  await fixture.warp(app, { at: endAt - 45 * MINUTE_MS });
  // It comes again because it was snoozed, and Renew stands alone: to snooze for another hour would be too late.
  const window = app.app.waitForEvent('window');
  await clickAway(desktop, 52);
  const opened = await window;
  await opened.getByRole('heading', { name: 'Replace the refresh token' }).waitFor();
});

/** Presses the button so far from the right, again as long as the notification stays: one that slides in is missed. */
async function clickAway(desktop: XfceOptions, fromRight: number): Promise<void> {
  const pressed = async () => {
    const { right, bottom } = await waitForWindow(desktop, 'notifyd');
    await clickAt(desktop, right - fromRight, bottom - 31, 'left');
    await expect.poll(() => isWindowVisible(desktop, 'notifyd'), { timeout: 2_000 }).toBe(false);
    return true;
  };
  await expect.poll(() => pressed().catch(() => false)).toBe(true);
}
