import { expect, onTestFinished, test } from 'vitest';
import { MINUTE_MS } from '../../main/core/time/time.ts';
import { connect, shot, startWorld } from '../support/world.ts';

test('what happened shows on the week line and the Activity page as it happens, by keyboard as well', async () => {
  const world = await startWorld();
  onTestFinished(async () => {
    await world.stop();
  });
  let app = await world.start();
  let page = await app.app.firstWindow();
  await connect(page, world.demoServer.refreshToken);

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
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page
    .getByRole('listitem')
    .filter({ hasText: /Connected$/u })
    .waitFor();

  // A refresh while one looks.
  await world.warp(app, { at: world.clock.now() + 50 * MINUTE_MS });
  const refreshed = /^\d\d:\d\d\s+Refreshed, took \d+\.\d s$/u;
  await page.getByRole('listitem').filter({ hasText: refreshed }).first().waitFor();

  await app.stop();
  app = await world.start();
  await world.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  await page.getByRole('button', { name: 'Activity' }).click();
  const gap = /NERD Tray was quit, and started again (?:\w+day )?\d\d:\d\d$/u;
  await page.getByRole('listitem').filter({ hasText: gap }).waitFor();
  await page.screenshot(shot('activity'));

  // The picture says the same, day by day.
  await page.getByRole('slider').first().focus();
  await page.getByText(/^Now, /u).waitFor();
  await page.keyboard.press('Home');
  await page.getByText(/^(?:Before .+: nothing was noted|\w+ \d\d:\d\d: refreshed, took .+)$/u).waitFor();
});
