import { afterEach, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../main/core/time/time.ts';
import {
  connect,
  isAcceptedByNerd,
  screenshotPath,
  startAppFixture,
  waitUntil,
  type AppFixture,
} from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

test('from a pasted refresh token to a copied access token, through a restart, to an empty keychain', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  let app = await fixture.start();

  // Not connected and started by hand: the window opens by itself, and nothing is read or asked before a click.
  let page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  const size = (shown: typeof page) => shown.evaluate(() => [innerWidth, innerHeight]);
  expect(await size(page)).toEqual([380, 560]);
  await desktop.tray.waitFor('not connected', ({ tooltip }) => tooltip === 'NERD: not connected');
  await page.screenshot(screenshotPath('connect'));

  await desktop.clipboard.writeText(`  "${demoServer.refreshToken}"\n`);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.screenshot(screenshotPath('connected'));
  const isPlain = ({ tooltip }: { tooltip: string }) => /^NERD: (?:59 min|1 h) left, until /u.test(tooltip);
  const fresh = await desktop.tray.waitFor('the time left', isPlain);
  await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);

  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · valid for (?:59 min|1 h)$/u)
    .first()
    .waitFor();
  await page.screenshot(screenshotPath('copied'));
  const fromWindow = await desktop.clipboard.readText();
  expect(await isAcceptedByNerd(demoServer, fromWindow)).toBe(true);

  // A closed window is gone; the tray works on, and shows with its icon that the copy worked.
  await page.close();
  await desktop.tray.waitFor('the plain icon', ({ icon }) => icon?.digest === fresh.icon?.digest);
  await desktop.clipboard.writeText('something else');
  const copied = desktop.tray.waitFor('another icon', ({ icon }) => icon?.digest !== fresh.icon?.digest);
  await desktop.tray.clickMenu('Copy access token');
  await copied;
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  await desktop.tray.waitFor('the plain icon again', ({ icon }) => icon?.digest === fresh.icon?.digest);
  const told = await desktop.notifications?.waitFor('the copy', ({ title }) => title === 'Copied');
  expect(told?.body).toMatch(/^Valid until /u);
  expect(told?.hints).toMatchObject({ urgency: 0, transient: true });

  // Started again: connected with nothing asked, from the keychain.
  await app.stop();
  app = await fixture.start();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(app.app.windows()).toEqual([]);

  page = await app.window();
  expect(await size(page)).toEqual([380, 560]);
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog').waitFor();
  await page.screenshot(screenshotPath('forget'));
  await page.getByRole('button', { name: 'Forget', exact: true }).click();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
  await app.stop();
  await desktop.tray.waitForNone();
});

test('the hour passes, and a fresh token is there before the old one ends', async () => {
  fixture = await startAppFixture();
  const { demoServer, desktop } = fixture;
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  const [first] = demoServer.requests;
  if (first === undefined) throw new Error('nothing was asked');

  await fixture.warp(app, { rate: 600 });
  const second = await waitUntil('the second request', () => demoServer.requests[1]);
  await fixture.warp(app, { rate: 1 });
  const waitedMs = second.receivedAt - first.receivedAt;
  expect(waitedMs).toBeGreaterThanOrEqual(45 * MINUTE_MS);
  expect(waitedMs).toBeLessThan(HOUR_MS);
  await desktop.tray.waitFor('an hour again', ({ tooltip }) => /: (?:59 min|1 h) left/u.test(tooltip));
  expect(demoServer.requests).toHaveLength(2);
});

test('after a sleep, a copy waits for a fresh token and says so', async () => {
  fixture = await startAppFixture();
  const { demoServer, desktop, clock } = fixture;
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await page.getByLabel('Or enter it yourself').fill(demoServer.refreshToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.close();

  demoServer.setFault({ kind: 'delay', delayMs: 1000 });
  await fixture.warp(app, { at: clock.now() + 9 * HOUR_MS });
  await desktop.tray.clickMenu('Copy access token');
  const told = await desktop.notifications?.waitFor('a word about the copy', ({ open }) => open);
  expect(told?.title).toBe('Copied');
  expect(told?.hints).not.toHaveProperty('transient');
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  expect(demoServer.requests.filter(({ path }) => path === '/oauth2/refresh')).toHaveLength(2);
});
