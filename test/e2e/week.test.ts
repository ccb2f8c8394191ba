import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../main/core/time/time.ts';
import type { NotificationServer } from '../support/desktop/notification-server.ts';
import { connect, isAcceptedByNerd, screenshotPath, startAppFixture, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

function notificationsOf({ desktop }: AppFixture): NotificationServer {
  if (desktop.notifications === undefined) throw new Error('this desktop shows notifications');
  return desktop.notifications;
}

test('before the week ends a warning comes, once; its click leads to renewing; snoozed, it comes again, through a restart', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer, clock } = fixture;
  const notifications = notificationsOf(fixture);
  let app = await fixture.start();
  let page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.getByText(/^It ends .+/u).waitFor();
  await page.close();
  expect(notifications.all()).toEqual([]);

  // Less than two hours before the end all of its warnings but the last are due, and become one.
  const endAt = clock.now() + 7 * DAY_MS;
  await fixture.warp(app, { at: endAt - 110 * MINUTE_MS });
  const isWarning = ({ title }: { title: string }) => title.startsWith('Your refresh token');
  const warning = await notifications.waitFor('a warning', isWarning);
  expect(warning.title).toMatch(/^Your refresh token (?:may end|ends) in 1 h (?:49|50) min$/u);
  await desktop.tray.waitFor('the warning', ({ tooltip }) => tooltip.includes(' · Your refresh token may end in '));
  const window = app.app.waitForEvent('window');
  notifications.click(warning.id);
  page = await window;
  await page.getByRole('heading', { name: 'Replace the refresh token' }).waitFor();
  await page.screenshot(screenshotPath('renew'));

  // Until it is renewed, the warning stands.
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('heading', { name: /^Your refresh token may end in 1 h/u }).waitFor();
  await page.screenshot(screenshotPath('week'));
  await page.getByRole('button', { name: 'Later…' }).click();
  await page.screenshot(screenshotPath('snooze'));
  await page.getByRole('button', { name: 'In 1 h' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.getByText(/^No warnings until /u).waitFor();

  await app.stop();
  app = await fixture.start();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => / left, until [^·]+$/u.test(tooltip));
  page = await app.window();
  await page.getByText(/^No warnings until /u).waitFor();
  expect(notifications.all().filter(isWarning)).toHaveLength(1);

  await fixture.warp(app, { at: endAt - 45 * MINUTE_MS });
  const again = await notifications.waitFor(
    'the warning again',
    (shown) => isWarning(shown) && shown.id !== warning.id,
  );
  expect(again.title).toMatch(/^Your refresh token may end in 4[45] min$/u);
  await page.getByRole('heading', { name: /^Your refresh token may end in 4/u }).waitFor();
  // The window is open already, and comes to the same place.
  notifications.press(again.id, 'Renew');
  await page.getByRole('heading', { name: 'Replace the refresh token' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();

  // The demo server's week slides: used after the fixed end, it shows that, and the end moves on.
  await fixture.warp(app, { at: endAt + HOUR_MS });
  await notifications.waitFor(
    'the word about the end',
    ({ title }) => title === 'The week of your refresh token is over',
  );
  await page.getByText(/^It ends .+ if it is not used$/u).waitFor();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
});

test('a week without warnings stays so, also at its end', async () => {
  fixture = await startAppFixture({ demoServer: { week: { kind: 'fixed', lifeMs: 8 * DAY_MS } } });
  const { demoServer, clock } = fixture;
  const notifications = notificationsOf(fixture);
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  const endAt = clock.now() + 7 * DAY_MS;
  await fixture.warp(app, { at: endAt - HOUR_MS });
  await page.getByRole('button', { name: 'Later…' }).click();
  await page.getByRole('button', { name: 'Not this week' }).click();
  await page.getByText('No warnings this week').waitFor();
  await notifications.waitFor('the warning to close, since it is over', ({ open }) => !open);
  await fixture.warp(app, { at: endAt - MINUTE_MS });
  await page.getByRole('button', { name: 'Warn me again' }).click();
  await page.getByRole('heading', { name: /^Your refresh token (?:may end|ends) in /u }).waitFor();
  await page.getByRole('button', { name: 'Later…' }).click();
  await page.getByRole('button', { name: 'Not this week' }).click();
  await page.getByText('No warnings this week').waitFor();
  await fixture.warp(app, { at: endAt });
  // A refusal is still told, and the word about the end would have come before it, in the same words.
  await fixture.warp(app, { at: endAt + DAY_MS + MINUTE_MS });
  const over = 'The week of your refresh token is over';
  await notifications.waitFor('the refusal', ({ body }) => body.startsWith('There is no working access token'));
  const titles = notifications.all().map(({ title }) => title);
  expect(titles).toEqual([expect.stringContaining('Your refresh token'), over]);
});

test('the end of the copied token is shown, and told if that is wanted; its click copies a fresh one', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer, clock } = fixture;
  const notifications = notificationsOf(fixture);
  let app = await fixture.start();
  let page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Tell me when it has ended').check();
  await page.getByLabel('From').selectOption('08:00');
  await page.getByLabel('Friday').uncheck();
  await page.screenshot(screenshotPath('settings'));
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await app.stop();
  const settings = JSON.parse(await readFile(join(app.userDataDir, 'settings.json'), 'utf8')) as unknown;
  expect(settings).toMatchObject({
    tellCopiedEnd: true,
    workingHours: { fromHour: 8, toHour: 17, weekdays: [1, 2, 3, 4] },
  });
  app = await fixture.start();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();

  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · valid for/u)
    .first()
    .waitFor();
  const first = await desktop.clipboard.readText();
  await fixture.warp(app, { at: clock.now() + 51 * MINUTE_MS });
  await page.getByText(/^The one you copied ends /u).waitFor();
  await page.screenshot(screenshotPath('copied-one-ends'));
  await desktop.clipboard.writeText('something else');

  await fixture.warp(app, { at: clock.now() + 10 * MINUTE_MS });
  const end = await notifications.waitFor(
    'the end of the copied token',
    ({ title }) => title === 'The access token you copied has ended',
  );
  await page.getByText(/^The one you copied ends /u).waitFor({ state: 'hidden' });
  expect(await isAcceptedByNerd(demoServer, first)).toBe(false);
  notifications.click(end.id);
  await page
    .getByText(/^Copied · valid for/u)
    .first()
    .waitFor();
  const second = await desktop.clipboard.readText();
  expect(await isAcceptedByNerd(demoServer, second)).toBe(true);
});
