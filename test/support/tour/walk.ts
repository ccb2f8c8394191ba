import { strict as assert } from 'node:assert';
import { writeFile } from 'node:fs/promises';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import { makeTestPair } from '../key-pair.ts';
import {
  connect,
  copyFrom,
  isAcceptedByNerd,
  startAppFixture,
  waitUntil,
  type RunningApp,
  type AppFixture,
} from '../app-fixture.ts';
import type { StepReport } from './step-report.ts';

/** The rate of time on the tour: an hour passes in six seconds. */
const FAST = 600;
/** The steps in which a week passes, as for a laptop that sleeps in between. */
const HALF_A_DAY_MS = 12 * HOUR_MS;
const WARNING = 'Your refresh token may end';
const isWarning = ({ title }: { readonly title: string }): boolean => title.startsWith(WARNING);

/** Walks the main job from the first start to an empty keychain, and checks each step from outside the app. */
export async function walk(report: StepReport): Promise<void> {
  const fixture = await startAppFixture();
  try {
    await walkIn(fixture, report);
  } finally {
    await fixture.stop();
  }
}

async function walkIn(fixture: AppFixture, report: StepReport): Promise<void> {
  const { desktop, demoServer, clock } = fixture;
  let app: RunningApp = await fixture.start();
  let page = await app.app.firstWindow();
  const step = report.step.bind(report);
  const ofWindow = () => (path: string) => page.screenshot({ path });
  const ofScreen = () => (path: string) => desktop.screenshot(path);
  const heading = (name: string) => page.getByRole('heading', { name: new RegExp(name, 'u') }).waitFor();

  let { refreshToken } = demoServer;
  let weekEndsAt = 0;

  await step('Start: not connected, so the window opens', async () => {
    await heading('Connect to NERD');
    return ofWindow();
  });

  await step('Paste a refresh token and connect', async () => {
    await desktop.clipboard.writeText(`REFRESH_TOKEN = "${demoServer.refreshToken}"`);
    await page.getByRole('button', { name: 'Paste and connect' }).click();
    await heading('Everything is fine');
    weekEndsAt = clock.now() + 7 * DAY_MS;
    return ofWindow();
  });

  await step('The first access token is there, and the tray says until when', async () => {
    await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
    return ofScreen();
  });

  let accessToken = '';
  await step('Copy from the tray, read by another program', async () => {
    await desktop.clipboard.writeText('what was there before');
    await desktop.tray.clickMenu('Copy access token');
    await page
      .getByText(/^Copied · lasts/u)
      .first()
      .waitFor();
    accessToken = await desktop.clipboard.readText();
    assert.match(accessToken, /^eyJ/u, 'another program found no access token in the clipboard');
    return ofWindow();
  });

  await step('Copy from the window', async () => {
    await page.getByRole('button', { name: 'Copy access token' }).waitFor();
    await desktop.clipboard.writeText('what was there before');
    await page.getByRole('button', { name: 'Copy access token' }).click();
    await page
      .getByText(/^Copied · lasts/u)
      .first()
      .waitFor();
    assert.equal(await desktop.clipboard.readText(), accessToken);
    return ofWindow();
  });

  await step('NERD takes the token', async () => {
    assert.equal(await isAcceptedByNerd(demoServer, accessToken), true);
    assert.equal(await isAcceptedByNerd(demoServer, `${accessToken.slice(0, -4)}AAAA`), false);
    return ofWindow();
  });

  await step('Try NERD', async () => {
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByRole('button', { name: 'Use an example' }).click();
    await page.getByRole('button', { name: 'Find entities' }).click();
    await page.getByRole('table').waitFor();
    const picture = await page.screenshot();
    await page.getByRole('button', { name: 'Token', exact: true }).click();
    return (path: string) => writeFile(path, picture);
  });

  await step('The hour passes, and a fresh token is there in time', async () => {
    const before = refreshes(fixture).at(-1)?.receivedAt ?? 0;
    await fixture.warp(app, { rate: FAST });
    const next = await waitUntil('second refresh', () => refreshes(fixture)[1]);
    await fixture.warp(app, { rate: 1 });
    assert.ok(next.receivedAt - before < 60 * MINUTE_MS, 'the refresh came after the old token had ended');
    await heading('Everything is fine');
    await desktop.tray.clickMenu('Copy access token');
    await page
      .getByText(/^Copied · lasts/u)
      .first()
      .waitFor();
    assert.notEqual(await desktop.clipboard.readText(), accessToken);
    return ofWindow();
  });

  await step('Quit and start again: connected with nothing asked', async () => {
    await app.stop();
    app = await fixture.start();
    await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
    assert.deepEqual(app.app.windows(), [], 'a window opened though nothing had to be asked');
    page = await app.window();
    await heading('Everything is fine');
    return ofWindow();
  });

  await step('The week passes fast, and warnings come before it ends', async () => {
    while (clock.now() + HALF_A_DAY_MS < weekEndsAt) {
      await fixture.warp(app, { at: clock.now() + HALF_A_DAY_MS });
      await heading(`Everything is fine|${WARNING}`);
    }
    await fixture.warp(app, { at: weekEndsAt - 110 * MINUTE_MS });
    await heading(`${WARNING} in 1 h`);
    await desktop.notifications?.waitFor('a warning', isWarning);
    await page.getByRole('button', { name: 'Later…' }).click();
    return ofWindow();
  });

  await step('A click on the warning leads to where a new refresh token is entered', async () => {
    const warning = desktop.notifications?.open().find(isWarning);
    assert.ok(warning, 'the warning is gone');
    desktop.notifications?.click(warning.id);
    await heading('Replace the refresh token');
    return ofWindow();
  });

  await step('Enter a new one: the week begins anew', async () => {
    refreshToken = demoServer.issueRefreshToken();
    await connect(page, refreshToken);
    return ofWindow();
  });

  await step('The refresh token ends: named in plain words, nothing lost', async () => {
    const before = await desktop.keyring.entries();
    demoServer.endRefreshToken(refreshToken);
    await fixture.warp(app, { at: clock.now() + 51 * MINUTE_MS });
    await heading('NERD said no, once');
    await fixture.warp(app, { at: clock.now() + MINUTE_MS });
    await heading('NERD has ended your refresh token');
    assert.deepEqual(await desktop.keyring.entries(), before);
    await page.getByRole('button', { name: 'Copy access token' }).waitFor();
    return ofWindow();
  });

  await step('Forget: the keychain is empty', async () => {
    await page.getByRole('button', { name: 'Forget…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
    await heading('Connect to NERD');
    assert.deepEqual(await desktop.keyring.entries(), []);
    return ofWindow();
  });

  await step('Key pair', async () => {
    const pair = makeTestPair();
    const clientId = demoServer.registerClient({ publicKey: pair.publicPem });
    await page.getByRole('button', { name: 'Key pair (production)' }).click();
    await page.getByLabel('Client ID').fill(clientId);
    await desktop.clipboard.writeText(pair.pem);
    await page.getByLabel('Private key').focus();
    await page.keyboard.press('Control+V');
    await page.getByText('RSA, 2,048 bits').waitFor();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await heading('Everything is fine');
    assert.equal(await isAcceptedByNerd(demoServer, await copyFrom(page, desktop)), true);
    return ofWindow();
  });

  await step('Quit: nothing is left running', async () => {
    await app.stop();
    await desktop.tray.waitForNone();
    return ofScreen();
  });
}

function refreshes({ demoServer }: AppFixture) {
  return demoServer.requests.filter(({ path }) => path === '/oauth2/refresh');
}
