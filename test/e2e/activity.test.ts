import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../main/core/time.ts';
import { startLogin1 } from '../support/desktop/login1.ts';
import { connect, shot, startWorld } from '../support/world.ts';

test('what happened shows on the week line and the Activity page as it happens, by keyboard as well', async () => {
  const world = await startWorld();
  const login1 = await startLogin1(world.desktop.env);
  try {
    const app = await world.start({ env: { DBUS_SYSTEM_BUS_ADDRESS: login1.address } });
    const page = await app.app.firstWindow();
    await connect(page, world.sandbox.refreshToken);
    await login1.asked;

    const week = page.getByRole('slider', { name: 'The week of the refresh token' });
    const named = (): Promise<string | null> => week.getAttribute('aria-valuetext');
    await week.focus();
    await expect.poll(named).toMatch(/^Now, /u);
    // What is named is shown as well, in place of when the week ends.
    await page.getByText(/^Now, \w+ \d\d:\d\d$/u).waitFor();
    await week.press('End');
    await expect.poll(named).toMatch(/^It ends /u);
    await week.press('Home');
    await expect.poll(named).toMatch(/^(?:Refresh token entered|\w+ \d\d:\d\d: refreshed, took)/u);

    await page.getByRole('button', { name: 'Activity' }).click();
    const lines = page.getByRole('main').getByRole('listitem');
    await expect.poll(() => lines.allInnerTexts()).toContainEqual(expect.stringMatching(/\d\d:\d\d\s+Connected$/u));
    await page.getByRole('heading', { name: 'Today' }).waitFor();

    // A refresh while one looks.
    await world.warp(app, { at: world.clock.now() + 50 * MINUTE_MS });
    await lines
      .filter({ hasText: /Refreshed, took \d+\.\d s$/u })
      .first()
      .waitFor();

    page.on('close', () => console.log('PAGE CLOSED')); page.on('crash', () => console.log('PAGE CRASH')); app.app.process().on('exit', (c, s) => console.log('APP EXIT', c, s)); app.app.process().stderr?.on('data', (d) => console.log(String(d)));
    login1.sleep();
    await new Promise((r) => setTimeout(r, 1500)); console.log('slept', page.isClosed(), app.app.windows().length, await app.app.evaluate((e) => e.BrowserWindow.getAllWindows().map((w) => [w.isVisible(), w.webContents.isCrashed(), w.webContents.getURL()])).catch((e) => String(e)));
    await world.warp(app, { at: world.clock.now() + 9 * HOUR_MS });
    login1.wake();
    await lines.filter({ hasText: /The computer slept until / }).waitFor();
    await page.screenshot(shot('activity'));

    // The picture says the same, day by day.
    const days = page.getByRole('row').filter({ has: page.getByRole('slider') });
    await days.first().getByRole('slider').focus();
    await page.getByText(/^Now, /u).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByText(/^\w+ \d\d:\d\d(?:.+)?: (?:refreshed, took|\d+ refreshes|the computer slept)/u).waitFor();
  } finally {
    await world.stop();
    await login1.stop();
  }
});
