// The shortcut, recorded in the window and pressed for real with the window closed.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { launchApp } from '../support/launch.ts';
import {
  connect,
  isAcceptedByNerd,
  startAppFixture,
  type RunningApp,
  type AppFixture,
} from '../support/app-fixture.ts';

const run = promisify(execFile);

let fixture: AppFixture | undefined;
afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

const group = (page: Page) => page.getByRole('group', { name: 'Keys to copy from anywhere' });

async function record(page: Page, keys: string): Promise<void> {
  await page.getByRole('button', { name: 'Record…' }).click();
  await page.keyboard.press(keys);
}

async function pressAnywhere({ desktop }: AppFixture, keys: string): Promise<void> {
  await run('xdotool', ['key', keys], { env: desktop.env });
}

async function copiedByPressing(on: AppFixture, keys: string): Promise<void> {
  await on.desktop.clipboard.writeText('something else');
  // Pressed again until it works, and slower than held keys repeat: after a start the keys are taken once the keychain has
  // been read, and nothing tells of it.
  const pressed = async () => {
    await pressAnywhere(on, keys);
    return on.desktop.clipboard.readText();
  };
  await expect.poll(pressed, { interval: 1_100 }).not.toBe('something else');
  expect(await isAcceptedByNerd(on.demoServer, await on.desktop.clipboard.readText())).toBe(true);
}

async function openSettings(app: RunningApp): Promise<Page> {
  const page = await app.window();
  await page.getByRole('button', { name: 'Settings' }).click();
  return page;
}

test('recorded, it copies with the window closed, through a restart, until it is turned off', async () => {
  fixture = await startAppFixture();
  let app = await fixture.start();
  let page = await app.app.firstWindow();
  await connect(page, fixture.demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();

  // Neither Escape, nor Tab, nor keys that people type with set anything.
  await record(page, 'Escape');
  await record(page, 'Tab');
  await record(page, 'Shift+K');
  await group(page).getByRole('status').getByText('Add two of Ctrl, Alt, Shift and Super').waitFor();
  await page.keyboard.press('Escape');
  await group(page).getByText('Off', { exact: true }).waitFor();

  await record(page, 'Control+Shift+K');
  await group(page).getByText('Ctrl+Shift+K', { exact: true }).waitFor();
  await page.close();
  await copiedByPressing(fixture, 'ctrl+shift+k');
  const copied = await fixture.desktop.notifications?.waitFor('the copy', ({ title }) => title === 'Copied');
  expect(copied?.body).toMatch(/^Valid until /u);

  await app.stop();
  app = await fixture.start();
  await fixture.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  await copiedByPressing(fixture, 'ctrl+shift+k');

  // Undone it is what it was, reset it is off.
  page = await openSettings(app);
  await record(page, 'Control+Alt+7');
  await group(page).getByText('Ctrl+Alt+7', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await group(page).getByText('Ctrl+Shift+K', { exact: true }).waitFor();
  await copiedByPressing(fixture, 'ctrl+shift+k');
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await group(page).getByText('Off', { exact: true }).waitFor();
  const isFree = () => app.app.evaluate(({ globalShortcut }) => !globalShortcut.isRegistered('Control+Shift+K'));
  expect(await isFree()).toBe(true);
});

test('one that another program has leaves the last good one, and says so; at the start too', async () => {
  fixture = await startAppFixture();
  const { desktop } = fixture;
  const entry = join(desktop.home, 'other.cjs');
  await writeFile(entry, '');
  const other = await launchApp(desktop, { entry, profile: 'other' });
  const otherTakes = (keys: string) =>
    other.app.evaluate(({ globalShortcut }, wanted) => globalShortcut.register(wanted, () => undefined), keys);
  try {
    expect(await otherTakes('Control+Shift+L')).toBe(true);
    const app = await fixture.start();
    const page = await app.app.firstWindow();
    await connect(page, fixture.demoServer.refreshToken);
    await page.getByRole('button', { name: 'Settings' }).click();
    await record(page, 'Control+Shift+K');
    await group(page).getByText('Ctrl+Shift+K', { exact: true }).waitFor();

    // The other program is in another process: pressed here, the keys go to the page and not to its grab.
    await record(page, 'Control+Shift+L');
    await page.getByRole('alert').getByText('Ctrl+Shift+L cannot be used').waitFor();
    await page.getByRole('alert').getByText('Ctrl+Shift+K goes on working').waitFor();
    await group(page).getByText('Ctrl+Shift+K', { exact: true }).waitFor();
    await copiedByPressing(fixture, 'ctrl+shift+k');

    await app.stop();
    expect(await otherTakes('Control+Shift+K')).toBe(true);
    const again = await fixture.start();
    await desktop.notifications?.waitFor('a word about it', ({ title }) => title === 'Ctrl+Shift+K cannot be used');
    await group(await openSettings(again))
      .getByText('another program has them')
      .waitFor();
  } finally {
    await other.stop();
  }
});

test('keys that are held copy once, however often they repeat', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const app = await fixture.start();
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await record(page, 'Control+Shift+K');
  await group(page).getByText('Ctrl+Shift+K', { exact: true }).waitFor();
  await page.close();
  await desktop.clipboard.writeText('something else');
  // Held for real: the X server repeats the key by itself, as it does for a person's finger.
  await run('xdotool', ['keydown', 'ctrl', 'keydown', 'shift', 'keydown', 'k'], { env: desktop.env });
  await expect.poll(() => desktop.clipboard.readText()).not.toBe('something else');
  await desktop.clipboard.writeText('copied by somebody else');
  // Some 40 repeats, of which none may copy: silence is all that there is to see.
  await setTimeout(2_000);
  expect(await desktop.clipboard.readText()).toBe('copied by somebody else');
  await run('xdotool', ['keyup', 'k', 'keyup', 'shift', 'keyup', 'ctrl'], { env: desktop.env });
});
