import { afterEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../main/core/time/time.ts';
import { connect, isGoodAtNerd, shot, startWorld, type World } from '../support/world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

test('on a clock that is three hours fast all goes well, and the clock is named', async () => {
  world = await startWorld();
  await world.setWall(undefined, 3 * HOUR_MS);
  const app = await world.start();
  const page = await app.app.firstWindow();
  await connect(page, world.sandbox.refreshToken);
  await page.getByRole('heading', { name: 'This computer’s clock is 3 h fast' }).waitFor();
  await world.desktop.tray.waitFor('the true time left', ({ tooltip }) => /: (?:59 min|1 h) left/u.test(tooltip));
  await page.screenshot(shot('clock-fast'));

  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied/u)
    .first()
    .waitFor();
  expect(await isGoodAtNerd(world.sandbox, await world.desktop.clipboard.readText())).toBe(true);
  expect(world.sandbox.requests.filter(({ path }) => path === '/oauth2/refresh')).toHaveLength(1);

  // The user sets it right: that is a jump back, and leads to no request.
  await world.setWall(app, 0);
  await page.getByRole('heading', { name: /clock is/u }).waitFor({ state: 'detached' });
  expect(world.sandbox.requests.filter(({ path }) => path === '/oauth2/refresh')).toHaveLength(1);

  // Set forward while it runs: one request tells that the time is still the same.
  await world.setWall(app, 5 * HOUR_MS);
  await page.getByRole('heading', { name: 'This computer’s clock is 5 h fast' }).waitFor();
  await world.desktop.tray.waitFor('the true time left', ({ tooltip }) => /: (?:59 min|1 h) left/u.test(tooltip));
  expect(world.sandbox.requests.filter(({ path }) => path === '/oauth2/refresh')).toHaveLength(2);
});

test('paused, nothing is asked for, also after a restart; a copy is served, and Resume goes on', async () => {
  world = await startWorld();
  const { sandbox, desktop, clock } = world;
  const refreshes = () => sandbox.requests.filter(({ path }) => path === '/oauth2/refresh').length;
  let app = await world.start();
  let page = await app.app.firstWindow();
  await connect(page, sandbox.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Pause until I resume' }).check();
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor();
  await page.screenshot(shot('paused'));

  await world.warp(app, { at: clock.uptime() + 2 * HOUR_MS });
  await desktop.tray.waitFor('the pause', ({ tooltip }) => tooltip === 'NERD: paused');
  await app.stop();
  app = await world.start();
  await desktop.tray.waitFor('the pause after a restart', ({ tooltip }) => tooltip === 'NERD: paused');
  expect(refreshes()).toBe(1);

  await desktop.tray.clickMenu('Copy access token');
  await desktop.tray.waitFor('the copied token', ({ tooltip }) => tooltip.endsWith('· Paused'));
  expect(refreshes()).toBe(2);

  await world.warp(app, { at: clock.uptime() + 55 * MINUTE_MS });
  await desktop.tray.waitFor('few minutes left', ({ tooltip }) => /: [45] min left/u.test(tooltip));
  expect(refreshes()).toBe(2);
  await desktop.tray.clickMenu('Resume');
  await desktop.tray.waitFor('a new token', ({ tooltip }) => /: (?:59 min|1 h) left/u.test(tooltip));
  expect(refreshes()).toBe(3);
  page = await app.window();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
});

test('times follow the user to another time zone', async () => {
  world = await startWorld();
  const { tray } = world.desktop;
  const app = await world.start({ env: { TZ: 'Atlantic/Reykjavik' } });
  const page = await app.app.firstWindow();
  await connect(page, world.sandbox.refreshToken);
  const endIn = async (what: string, isIt: (time: string) => boolean): Promise<string> => {
    // In one zone it may be tomorrow: "until Wednesday 00:07".
    const time = (tooltip: string) => /until ((?:\p{L}+ )?\d\d:\d\d)/u.exec(tooltip)?.[1] ?? '';
    const { tooltip } = await tray.waitFor(what, (item) => time(item.tooltip) !== '' && isIt(time(item.tooltip)));
    return time(tooltip);
  };
  const inReykjavik = await endIn('the end in UTC', () => true);
  // What a change of the system's zone comes to: Node reads it anew.
  await app.app.evaluate(() => void (process.env.TZ = 'Asia/Kathmandu'));
  await world.warp(app, { at: world.clock.uptime() + MINUTE_MS });
  const inKathmandu = await endIn('the end in UTC+5:45', (time) => time !== inReykjavik);
  const minutes = (time: string) => Number(time.slice(-5, -3)) * 60 + Number(time.slice(-2));
  expect((minutes(inKathmandu) - minutes(inReykjavik) + 1440) % 1440).toBe(5 * 60 + 45);
  await page.getByText(`valid until ${inKathmandu}`).waitFor();
});
