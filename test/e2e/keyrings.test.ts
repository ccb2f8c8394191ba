// A desktop with two keyrings, as people have who keep their work apart: the app's entry may be in the one that is locked.
import { afterEach, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { OtherKeyring } from '../support/desktop/keyring.ts';
import { connect, screenshotPath, startAppFixture, storedToken, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

/** The app's entry is in “Work”, which was the default keyring and is not any more. */
async function storedElsewhere(): Promise<{ fixture: AppFixture; work: OtherKeyring }> {
  fixture = await startAppFixture();
  const { keyring } = fixture.desktop;
  const work = await keyring.addKeyring('Work');
  await work.makeDefault();
  const app = await fixture.start();
  await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
  await app.stop();
  await keyring.makeDefault();
  return { fixture, work };
}

async function remove(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Forget…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget', exact: true }).click();
}

test('a refresh token in a locked keyring is not “not connected”; unlocked, it is used with no click', async () => {
  const { fixture, work } = await storedElsewhere();
  await work.lock();
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'A keyring is locked' }).waitFor();
  await page.getByText('in the locked keyring “Work”.').first().waitFor();
  await page.screenshot(screenshotPath('keyring-locked'));
  await fixture.desktop.tray.waitFor('the same words', ({ tooltip }) => tooltip === 'NERD: a keyring is locked');
  await work.unlock();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
});

test('connected anew, removing leaves no copy behind, and says so until it can', async () => {
  const { fixture, work } = await storedElsewhere();
  const { desktop, demoServer } = fixture;
  await work.lock();
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'A keyring is locked' }).waitFor();
  await connect(page, demoServer.issueRefreshToken());

  await remove(page);
  await page.getByRole('alert').getByText('A keyring is locked').waitFor();
  await page.getByRole('alert').getByText('in the locked keyring “Work”.').waitFor();
  await page.screenshot(screenshotPath('keyring-copy-left'));
  await work.unlock();
  expect(await storedToken(fixture)).toBeDefined();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await remove(page);
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await expect.poll(() => desktop.keyring.entries()).toEqual([]);

  await app.stop();
  const again = await fixture.start();
  await (await again.app.firstWindow()).getByRole('heading', { name: 'Connect to NERD' }).waitFor();
  await desktop.tray.waitFor('not connected', ({ tooltip }) => tooltip === 'NERD: not connected');
});
