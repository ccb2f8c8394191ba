import { afterEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../main/core/time/time.ts';
import { connect, isAcceptedByNerd, screenshotPath, startAppFixture, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

test('on a clock that is three hours fast all goes well, and the clock is named', async () => {
  fixture = await startAppFixture();
  await fixture.setClockAhead(undefined, 3 * HOUR_MS);
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  await page.getByRole('heading', { name: 'This computer’s clock is 3 h fast' }).waitFor();
  await fixture.desktop.tray.waitFor('the true time left', ({ tooltip }) => /: (?:59 min|1 h) left/u.test(tooltip));
  await page.screenshot(screenshotPath('clock-fast'));

  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied/u)
    .first()
    .waitFor();
  expect(await isAcceptedByNerd(fixture.demoServer, await fixture.desktop.clipboard.readText())).toBe(true);
  expect(fixture.demoServer.requests.filter(({ path }) => path === '/oauth2/refresh')).toHaveLength(1);

  // The user sets it right: that is a jump back, and leads to no request.
  await fixture.setClockAhead(app, 0);
  await page.getByRole('heading', { name: /clock is/u }).waitFor({ state: 'detached' });
  expect(fixture.demoServer.requests.filter(({ path }) => path === '/oauth2/refresh')).toHaveLength(1);

  // Set forward while it runs: one request tells that the time is still the same.
  await fixture.setClockAhead(app, 5 * HOUR_MS);
  await page.getByRole('heading', { name: 'This computer’s clock is 5 h fast' }).waitFor();
  await fixture.desktop.tray.waitFor('the true time left', ({ tooltip }) => /: (?:59 min|1 h) left/u.test(tooltip));
  expect(fixture.demoServer.requests.filter(({ path }) => path === '/oauth2/refresh')).toHaveLength(2);
});

test('paused, nothing is asked for, also after a restart; a copy is served, and Resume goes on', async () => {
  fixture = await startAppFixture();
  const { demoServer, desktop, clock } = fixture;
  const refreshes = () => demoServer.requests.filter(({ path }) => path === '/oauth2/refresh').length;
  let app = await fixture.start();
  let page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Pause until I resume' }).check();
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor();
  await page.screenshot(screenshotPath('paused'));

  await fixture.warp(app, { at: clock.uptime() + 2 * HOUR_MS });
  await desktop.tray.waitFor('the pause', ({ tooltip }) => tooltip === 'NERD: paused');
  await app.stop();
  app = await fixture.start();
  await desktop.tray.waitFor('the pause after a restart', ({ tooltip }) => tooltip === 'NERD: paused');
  expect(refreshes()).toBe(1);

  await desktop.tray.clickMenu('Copy access token');
  await desktop.tray.waitFor('the copied token', ({ tooltip }) => tooltip.endsWith('· Paused'));
  expect(refreshes()).toBe(2);

  await fixture.warp(app, { at: clock.uptime() + 55 * MINUTE_MS });
  await desktop.tray.waitFor('few minutes left', ({ tooltip }) => /: [45] min left/u.test(tooltip));
  expect(refreshes()).toBe(2);
  await desktop.tray.clickMenu('Resume');
  await desktop.tray.waitFor('a new token', ({ tooltip }) => /: (?:59 min|1 h) left/u.test(tooltip));
  expect(refreshes()).toBe(3);
  page = await app.window();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
});

// By its name, and as POSIX writes it, which Chromium takes for UTC.
test.each(['Asia/Kathmandu', '<+0545>-5:45'])('times follow the user to another time zone: %s', async (zone) => {
  fixture = await startAppFixture();
  const { tray } = fixture.desktop;
  const app = await fixture.start({ env: { TZ: 'Atlantic/Reykjavik' } });
  const page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  const endIn = async (what: string, isIt: (time: string) => boolean): Promise<string> => {
    // In one zone it may be tomorrow: "until Wednesday 00:07".
    const time = (tooltip: string) => /until ((?:\p{L}+ )?\d\d:\d\d)/u.exec(tooltip)?.[1] ?? '';
    const { tooltip } = await tray.waitFor(what, (item) => time(item.tooltip) !== '' && isIt(time(item.tooltip)));
    return time(tooltip);
  };
  const inReykjavik = await endIn('the end in UTC', () => true);
  // What a change of the system's zone comes to: Node reads it anew.
  await app.app.evaluate((_electron, name) => void (process.env.TZ = name), zone);
  await fixture.warp(app, { at: fixture.clock.uptime() + MINUTE_MS });
  const inKathmandu = await endIn('the end in UTC+5:45', (time) => time !== inReykjavik);
  const minutes = (time: string) => Number(time.slice(-5, -3)) * 60 + Number(time.slice(-2));
  expect((minutes(inKathmandu) - minutes(inReykjavik) + 1440) % 1440).toBe(5 * 60 + 45);
  await page.getByText(`valid until ${inKathmandu}`).waitFor();
});
