// A profile that cannot be written, from the start or in between: nothing that was stored is lost, and it is told.
import { chmod, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { HOUR_MS } from '../../main/core/time/time.ts';
import {
  connect,
  isAcceptedByNerd,
  screenshotPath,
  startAppFixture,
  waitUntil,
  type RunningApp,
  type AppFixture,
} from '../support/app-fixture.ts';

const NOT_KEPT = 'Nothing can be saved here now';

let fixture: AppFixture | undefined;
let locked: string | undefined;

afterEach(async () => {
  await unlock();
  await fixture?.stop();
  fixture = undefined;
});

/** Makes the profile read-only, as a full disk nearly is: what is there can be read. */
async function lock(folder: string): Promise<void> {
  locked = folder;
  await chmod(folder, 0o555);
}

async function unlock(): Promise<void> {
  if (locked !== undefined) await chmod(locked, 0o700);
  locked = undefined;
}

async function settingsOf({ userDataDir }: RunningApp): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(userDataDir, 'settings.json'), 'utf8')) as Record<string, unknown>;
}

test('a profile that becomes read-only is told of; copies and refreshes go on, and all is saved when it can be again', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer, clock } = fixture;
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect.poll(() => settingsOf(app)).toMatchObject({ theme: 'dark' });

  await lock(app.userDataDir);
  await page.getByRole('radio', { name: 'Light' }).check();
  await page.getByRole('heading', { name: NOT_KEPT }).waitFor();
  await page.screenshot(screenshotPath('nothing-can-be-saved'));
  expect(await settingsOf(app)).toMatchObject({ theme: 'dark' });
  const asked = demoServer.requests.length;
  await fixture.warp(app, { at: clock.now() + HOUR_MS });
  await waitUntil('an answer', () => demoServer.requests[asked]?.status === 200 || undefined);
  await page.getByRole('button', { name: 'Token', exact: true }).click();
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await expect.poll(() => desktop.clipboard.readText()).toMatch(/^eyJ/u);
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);

  await unlock();
  await fixture.warp(app, { at: clock.now() + HOUR_MS });
  await page.getByRole('heading', { name: NOT_KEPT }).waitFor({ state: 'detached' });
  expect(await settingsOf(app)).toMatchObject({ theme: 'light' });
});

test('a profile that is read-only at the start keeps its settings and its session', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  let app = await fixture.start();
  let page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect.poll(() => settingsOf(app)).toMatchObject({ theme: 'dark' });
  await app.stop();
  const before = await readdir(app.userDataDir);

  await lock(app.userDataDir);
  app = await fixture.start();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  page = await app.window();
  await page.getByRole('heading', { name: NOT_KEPT }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await app.stop();
  await unlock();
  expect(await readdir(app.userDataDir)).toEqual(before);
});
