// Connecting and its refusals. Each test goes on in the app that the one before has left.
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../main/core/time/time.ts';
import {
  isAcceptedByNerd,
  screenshotPath,
  startAppFixture,
  storedToken,
  waitUntil,
  type AppFixture,
  type RunningApp,
} from '../support/app-fixture.ts';
import { saveEvidence } from '../support/evidence.ts';

let fixture: AppFixture;
let app: RunningApp;

beforeAll(async () => {
  fixture = await startAppFixture();
  app = await fixture.start();
  await (await app.app.firstWindow()).getByRole('heading', { name: 'Connect to NERD' }).waitFor();
});

afterEach(async () => {
  await saveEvidence(fixture.desktop);
  fixture.demoServer.setFault(undefined);
});

afterAll(() => fixture.stop());

/** The window, where nobody is connected; who is connected is forgotten first. NERD may be asked at once. */
async function signedOut(): Promise<Page> {
  const page = await app.window();
  const { desktop, clock } = fixture;
  // At its start the app writes an entry and deletes it again, to find out whether the keychain is locked.
  if ((await storedToken(fixture)) !== undefined) {
    await page.getByRole('button', { name: 'Token', exact: true }).click();
    await page.getByRole('button', { name: 'Forget…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
  }
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
  await fixture.warp(app, { at: clock.now() + 10 * SECOND_MS });
  return page;
}

const field = (page: Page) => page.getByLabel('Or enter it yourself');

async function enter(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}

async function atTheField(page: Page, words: RegExp): Promise<void> {
  await page.getByText(words).waitFor();
  expect(await field(page).inputValue()).toBe('');
}

test('with the keyboard alone: connect, copy, forget', async () => {
  const { desktop, demoServer } = fixture;
  const page = await signedOut();

  /** Tabs to the control with this name, as somebody without a mouse does. */
  const tabTo = async (name: string): Promise<void> => {
    for (let press = 0; press < 20; press += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        return element?.labels?.[0]?.textContent ?? element?.textContent ?? '';
      });
      if (focused.trim() === name) return;
    }
    throw new Error(`Tab does not lead to “${name}”`);
  };

  await tabTo('Or enter it yourself');
  await page.keyboard.insertText(demoServer.refreshToken);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await tabTo('Copy access token');
  await page.keyboard.press('Enter');
  await page
    .getByText(/^Copied · valid for/u)
    .first()
    .waitFor();
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  await tabTo('Forget…');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await tabTo('Forget');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
});

test('what is no refresh token is answered at the field, and NERD is not asked', async () => {
  const { desktop, demoServer, clock } = fixture;
  const page = await signedOut();
  const asked = demoServer.requests.length;
  await enter(page, '   ');
  await atTheField(page, /There is no text here/u);
  await enter(page, 'x'.repeat(17_000));
  await atTheField(page, /far longer/u);
  await enter(page, 'žluť');
  await atTheField(page, /only plain letters, digits and signs/u);
  const exp = Math.floor(clock.now() / 1000) + 1800;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  await desktop.clipboard.writeText(`Bearer ${part({ alg: 'RS256' })}.${part({ exp })}.c2ln`);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await atTheField(page, /This is an access token, which works for another (?:29|30) min, until/u);
  await page.screenshot(screenshotPath('pasted-access-token'));
  expect(demoServer.requests.slice(asked)).toEqual([]);
});

test('a refused token leaves the old session as it was', async () => {
  const { desktop, demoServer } = fixture;
  const page = await signedOut();
  await enter(page, 'not-a-token-of-nerd');
  await page
    .getByText(/NERD did not accept this refresh token/u)
    .first()
    .waitFor();
  await page.screenshot(screenshotPath('refused'));
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);

  await enter(page, demoServer.refreshToken);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  const before = await desktop.keyring.entries();
  await page.getByRole('button', { name: 'Replace token…' }).click();
  await enter(page, 'not-a-token-of-nerd');
  await page
    .getByText(/Your session goes on as before/u)
    .first()
    .waitFor();
  await page.screenshot(screenshotPath('refused-while-connected'));
  await expect.poll(() => desktop.keyring.entries()).toEqual(before);
});

test('an ended week is named, nothing is lost, and a new token goes on', async () => {
  const { desktop, demoServer, clock } = fixture;
  const page = await signedOut();
  const token = demoServer.issueRefreshToken();
  await enter(page, token);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  const before = await desktop.keyring.entries();

  demoServer.endRefreshToken(token);
  await fixture.warp(app, { at: clock.now() + 51 * MINUTE_MS });
  // A first "no" may be a passing fault; it is asked once more before it is believed.
  await page.getByRole('heading', { name: 'NERD said no, once' }).waitFor();
  await page.screenshot(screenshotPath('refused-once'));
  await fixture.warp(app, { at: clock.now() + MINUTE_MS });
  await page.getByRole('heading', { name: 'NERD has ended your refresh token' }).waitFor();
  await page.screenshot(screenshotPath('rejected'));
  await desktop.notifications?.waitFor('a word about it', ({ title }) => title === 'NERD has ended your refresh token');
  await desktop.tray.waitFor('the same words', ({ tooltip }) => tooltip.includes('NERD has ended'));
  await expect.poll(() => desktop.keyring.entries()).toEqual(before);
  // The access token of the ended session works to its own end.
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · valid for/u)
    .first()
    .waitFor();
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);

  await page.getByRole('button', { name: 'Enter a new refresh token' }).click();
  await enter(page, demoServer.issueRefreshToken());
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toHaveLength(1);
});

test('a no without a reason keeps nothing while connecting, and a session until a person tries again', async () => {
  const { desktop, demoServer, clock } = fixture;
  let page = await signedOut();
  demoServer.setFault({ kind: 'bareNo' });
  await enter(page, demoServer.refreshToken);
  await page
    .getByText(/NERD may have rejected this refresh token/u)
    .first()
    .waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
  demoServer.setFault(undefined);
  await enter(page, demoServer.refreshToken);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();

  await app.stop();
  demoServer.setFault({ kind: 'bareNo' });
  app = await fixture.start();
  await desktop.tray.waitFor('the doubt', ({ tooltip }) => tooltip.includes('NERD may have rejected'));
  page = await app.window();
  await page.getByRole('heading', { name: 'NERD may have rejected your refresh token' }).waitFor();
  await page.screenshot(screenshotPath('perhaps-rejected'));
  demoServer.setFault(undefined);
  // A click makes no request within five seconds of the last one.
  await fixture.warp(app, { at: clock.now() + 10_000 });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);
});

test('with the network down, the token can be kept and is tried later, also after a restart', async () => {
  const { desktop, demoServer } = fixture;
  let page = await signedOut();
  demoServer.setFault({ kind: 'reset' });
  await enter(page, demoServer.refreshToken);
  await page
    .getByText(/NERD Tray could not reach NERD/u)
    .first()
    .waitFor();
  await page.screenshot(screenshotPath('unreachable'));
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
  await page.getByRole('button', { name: 'Keep it and try later' }).click();
  await page.getByRole('heading', { name: 'A refresh token waits to be tried' }).waitFor();
  await page.screenshot(screenshotPath('untried'));
  await expect
    .poll(() => desktop.keyring.entries())
    .toMatchObject([{ attributes: { account: 'untried-refresh-token' } }]);

  await app.stop();
  demoServer.setFault(undefined);
  app = await fixture.start();
  page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'refresh-token' } }]);
});

test('the demo account is marked, stays after a restart, and leaves nothing', async () => {
  const { desktop, demoServer } = fixture;
  let page = await signedOut();
  const asked = demoServer.requests.length;
  await page.getByRole('button', { name: 'Try it with a demo account' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  await page.getByText('Demo', { exact: true }).waitFor();
  await page.screenshot(screenshotPath('demo'));
  await desktop.tray.waitFor('the mark', ({ tooltip }) => tooltip.startsWith('NERD · Demo: '));
  await expect.poll(() => desktop.keyring.entries()).toMatchObject([{ attributes: { account: 'demo-refresh-token' } }]);

  await app.stop();
  app = await fixture.start();
  await desktop.tray.waitFor('the demo again', ({ tooltip }) => /Demo: .* left/u.test(tooltip));
  page = await app.window();
  await page.getByRole('button', { name: 'Leave demo…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave the demo' }).click();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
  expect(demoServer.requests.slice(asked)).toEqual([]);
});

test('five fast copies of a token at its end make one request', async () => {
  const { demoServer, clock } = fixture;
  const page = await signedOut();
  await enter(page, demoServer.refreshToken);
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  demoServer.setFault({ kind: 'delay', delayMs: 500 });
  const before = demoServer.requests.length;
  await fixture.warp(app, { at: clock.now() + 57 * MINUTE_MS });
  const results = await page.evaluate(() =>
    Promise.all(Array.from({ length: 5 }, () => window.nerd.send({ kind: 'copyAccessToken' }))),
  );
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  await waitUntil('an answer', () => (demoServer.requests.at(-1)?.status === 200 ? true : undefined));
  expect(demoServer.requests).toHaveLength(before + 1);
});
