import { afterEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../main/core/time.ts';
import { connect, shot, startWorld, type World } from '../support/world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

test('before the week ends a warning comes, once, also after a restart; its click opens the window', async () => {
  world = await startWorld();
  const { desktop, sandbox, clock } = world;
  const { notifications } = desktop;
  if (notifications === undefined) throw new Error('this desktop shows notifications');
  let app = await world.start();
  let page = await app.app.firstWindow();
  await connect(page, sandbox.refreshToken);
  await page.getByText(/^It ends .+/u).waitFor();
  await page.close();
  expect(notifications.all()).toEqual([]);

  // An hour before the end all of its warnings but the last are due, and become one.
  await world.warp(app, { at: clock.now() + 7 * DAY_MS - HOUR_MS });
  const isWarning = ({ title }: { title: string }) => title.startsWith('Your refresh token');
  const warning = await notifications.waitFor('a warning', isWarning);
  expect(warning.title).toMatch(/^Your refresh token (?:may end|ends) in (?:59 min|1 h)$/u);
  const window = app.app.waitForEvent('window');
  notifications.click(warning.id);
  page = await window;
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.getByText(/^It ends .+ at the earliest$/u).waitFor();
  await page.screenshot(shot('week'));

  await app.stop();
  app = await world.start();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(notifications.all().filter(isWarning)).toHaveLength(1);

  // The look-alike's week slides: used after the fixed end, it shows that, and the end moves on.
  await world.warp(app, { at: clock.now() + 2 * HOUR_MS });
  await notifications.waitFor(
    'the word about the end',
    ({ title }) => title === 'The week of your refresh token is over',
  );
  page = await app.window();
  await page.getByText(/^It ends .+ if it is not used$/u).waitFor();
});
