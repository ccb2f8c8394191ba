import { afterEach, expect, test } from 'vitest';
import { shot, startWorld, type World } from '../support/world.ts';

let world: World | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const EMAIL = `From: Ada Lovelace <ada@example.com>
Subject: Lunch on Thursday

Hi Grace,

shall we meet at noon? The order is ORD-2026-11-28-998877, and the map is at
https://example.com/maps/4711.

Ada
`;

test('an email in the clipboard stays here: NERD is not asked', async () => {
  world = await startWorld();
  const { desktop, demoServer } = world;
  const page = await (await world.start()).app.firstWindow();
  await desktop.clipboard.writeText(EMAIL);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('alert').waitFor();
  await page.screenshot(shot('pasted-email'));
  expect(demoServer.requests).toEqual([]);
  await page.getByText('That doesn’t look like a refresh token. Nothing was sent.').waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);
});
