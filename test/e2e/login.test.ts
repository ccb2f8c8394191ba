import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { autostartEntry } from '../../main/desktop/autostart-entry.ts';
import { runCommandLine } from '../support/command-line.ts';
import { connect, SHIPPED_ENTRY, startAppFixture, type RunningApp, type AppFixture } from '../support/app-fixture.ts';

const run = promisify(execFile);
let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

const start = (fixture: AppFixture): Promise<RunningApp> =>
  // Playwright takes away what it has added itself.
  fixture.start({
    entry: SHIPPED_ENTRY,
    args: fixture.desktop.env['NERD_TRAY_NO_SANDBOX'] === '1' ? ['--no-sandbox'] : [],
  });
const pathOf = ({ desktop }: AppFixture): string =>
  join(desktop.env['XDG_CONFIG_HOME'] ?? '', 'autostart', 'nerd-tray.desktop');
const atLogin = (page: Page) => page.getByRole('checkbox', { name: 'Start NERD Tray when I log in' });

/** How many windows an app has, told by Chromium's processes for their pages. */
async function pagesOf(profile: string): Promise<number> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/u.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(profile) && line.includes('--type=renderer')).length;
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await atLogin(page).waitFor();
}

test('switched on in Settings, the next login starts it into the tray with no window', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const path = pathOf(fixture);
  const app = await start(fixture);
  const page = await app.app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await openSettings(page);
  expect(await atLogin(page).isChecked()).toBe(false);
  expect(await readdir(dirname(dirname(path)))).not.toContain('autostart');
  await atLogin(page).check();
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('--hidden');
  await run('desktop-file-validate', [path]);

  // Undo and the defaults take it away from where it is.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => readdir(dirname(path))).toEqual([]);
  await expect.poll(() => atLogin(page).isChecked()).toBe(false);
  await atLogin(page).check();
  await expect.poll(() => readdir(dirname(path))).toEqual(['nerd-tray.desktop']);
  await page.getByRole('button', { name: 'Reset to defaults' }).click();
  await expect.poll(() => readdir(dirname(path))).toEqual([]);
  await atLogin(page).check();
  await expect.poll(() => readdir(dirname(path))).toEqual(['nerd-tray.desktop']);
  const settings = await readFile(join(app.userDataDir, 'settings.json'), 'utf8');
  expect(settings).not.toContain('launchAtLogin');
  await app.stop();
  await desktop.tray.waitForNone();

  // As a session does at login: GLib reads the entry, and no shell is in between.
  const env = { ...desktop.env, NERD_TRAY_NERD_URL: demoServer.url, TZ: 'UTC' };
  const gio = spawn('gio', ['launch', path], { env, stdio: 'ignore' });
  expect(await once(gio, 'exit')).toEqual([0, null]);
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(await runCommandLine(desktop, ['--status'], { entry: SHIPPED_ENTRY, env })).toMatchObject({ code: 0 });
  expect(await pagesOf(app.userDataDir)).toBe(0);
  expect(await runCommandLine(desktop, ['--show'], { entry: SHIPPED_ENTRY, env })).toMatchObject({ code: 0 });
  await expect.poll(() => pagesOf(app.userDataDir)).toBe(1);
  expect(await runCommandLine(desktop, ['--quit'], { entry: SHIPPED_ENTRY, env })).toMatchObject({ code: 0 });
  await desktop.tray.waitForNone();
});

test('what the desktop’s own tool does with the entry is seen', async () => {
  fixture = await startAppFixture();
  const path = pathOf(fixture);
  const app = await start(fixture);
  const page = await app.app.firstWindow();
  await openSettings(page);
  await atLogin(page).check();
  await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('--hidden');
  const entry = await readFile(path, 'utf8');

  await writeFile(path, `${entry}Hidden=true\n`);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect.poll(() => atLogin(page).isChecked()).toBe(false);

  await writeFile(path, entry);
  await page.getByRole('button', { name: 'Help' }).click();
  await openSettings(page);
  await expect.poll(() => atLogin(page).isChecked()).toBe(true);
});

test('an entry that cannot be written is said, and the switch goes back', async () => {
  fixture = await startAppFixture();
  const path = pathOf(fixture);
  await mkdir(dirname(path), { recursive: true });
  await chmod(dirname(path), 0o500);
  const app = await start(fixture);
  const page = await app.app.firstWindow();
  await openSettings(page);
  await atLogin(page).click();
  await page.getByText('Launch at login was not changed').waitFor();
  await expect.poll(() => atLogin(page).isChecked()).toBe(false);
  expect(await readdir(dirname(path))).toEqual([]);
  await chmod(dirname(path), 0o700);
});

test('an entry that starts a program that was moved is put right at the start', async () => {
  fixture = await startAppFixture();
  const { desktop } = fixture;
  const path = pathOf(fixture);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, autostartEntry([join(desktop.home, 'gone', 'NERD Tray.AppImage'), '--hidden']));
  await start(fixture);
  await expect.poll(() => readFile(path, 'utf8')).toContain(`Exec=${process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''}`);
});
