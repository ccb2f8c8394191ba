// What is pasted and is no refresh token alone. Each test goes on in the app that the one before has left.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SECOND_MS } from '../../main/core/time/time.ts';
import { screenshotPath, startAppFixture, type AppFixture, type RunningApp } from '../support/app-fixture.ts';
import { saveEvidence } from '../support/evidence.ts';

let fixture: AppFixture;
let app: RunningApp;

beforeAll(async () => {
  fixture = await startAppFixture();
  app = await fixture.start();
  await app.app.firstWindow();
});

afterEach(() => saveEvidence(fixture.desktop));

afterAll(() => fixture.stop());

const EMAIL = `From: Ada Lovelace <ada@example.com>
Subject: Lunch on Thursday

Hi Grace,

shall we meet at noon? The order is ORD-2026-11-28-998877, and the map is at
https://example.com/maps/4711.

Ada
`;

test('an email in the clipboard stays here: NERD is not asked', async () => {
  const { desktop, demoServer } = fixture;
  const page = await app.window();
  await desktop.clipboard.writeText(EMAIL);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('alert').waitFor();
  await page.screenshot(screenshotPath('pasted-email'));
  expect(demoServer.requests).toEqual([]);
  await page.getByText('That doesn’t look like a refresh token. Nothing was sent.').waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
});

test('an unusual text is sent only on Send anyway, which the keyboard reaches, and is shown nowhere', async () => {
  const { desktop, demoServer } = fixture;
  const page = await app.window();
  await desktop.clipboard.writeText('“ada@example.com”');
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByText('one word, 15 characters').waitFor();
  expect(demoServer.requests).toEqual([]);
  expect(await page.content()).not.toContain('ada@');
  const anyway = page.getByRole('button', { name: 'Send anyway' });
  await page.getByLabel('Or enter it yourself').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await anyway.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => demoServer.requests.length).toBe(1);
  await anyway.waitFor({ state: 'detached' });
});

test('the token is found in what was copied around it', async () => {
  const { desktop, demoServer, clock } = fixture;
  const page = await app.window();
  const asked = demoServer.requests.length;
  // NERD is asked at most once in 5 s.
  await fixture.warp(app, { at: clock.now() + 6 * SECOND_MS });
  await desktop.clipboard.writeText(`\ufeffHi,\r\n\r\nREFRESH_TOKEN = “\u200b${demoServer.refreshToken}”\r\n\r\nAda`);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('button', { name: 'Copy access token' }).waitFor();
  expect(demoServer.requests.slice(asked).map(({ status }) => status)).toEqual([200]);
});
