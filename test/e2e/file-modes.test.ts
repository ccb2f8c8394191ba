// A whole run under a umask that forbids nobody anything: what it leaves on the disk is closed to others all the same.
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { connect, SHIPPED_ENTRY, startAppFixture, type AppFixture } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;
let app: ElectronApplication | undefined;
const umask = process.umask(0o022);

async function quit(): Promise<void> {
  const running = app;
  app = undefined;
  // The app may be gone before it has answered.
  await running?.evaluate(({ app: electron }) => void setImmediate(() => electron.quit())).catch(() => undefined);
  await running?.close();
}

afterEach(async () => {
  process.umask(umask);
  await quit();
  await fixture?.stop();
  fixture = undefined;
});

const modeOf = async (path: string): Promise<string> => ((await lstat(path)).mode & 0o777).toString(8);
const OWN = ['settings.json', 'history.jsonl', 'logs/nerd-tray.log', 'copied.json'];

test('nobody else can read anything in the profile, its folder included, nor change the autostart entry', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const config = desktop.env['XDG_CONFIG_HOME'] ?? '';
  const profile = join(config, 'NERD Tray');
  // As an earlier version, under a umask that was as generous, has left it.
  await mkdir(profile);
  await writeFile(join(profile, 'settings.json'), '{ "form": 1, "spread": 0 }');
  await chmod(profile, 0o777);
  await chmod(join(profile, 'settings.json'), 0o666);

  const noSandbox = desktop.env['NERD_TRAY_NO_SANDBOX'] === '1';
  process.umask(0);
  app = await _electron.launch({
    args: [SHIPPED_ENTRY, ...(noSandbox ? ['--no-sandbox'] : [])],
    env: { ...desktop.env, NERD_TRAY_NERD_URL: demoServer.url, TZ: 'UTC' },
    colorScheme: null,
    chromiumSandbox: !noSandbox,
  });
  process.umask(umask);
  const page = await app.firstWindow();
  await connect(page, demoServer.refreshToken);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: 'Start NERD Tray when I log in' }).check();
  await desktop.tray.clickMenu('Copy access token');
  for (const name of OWN) {
    const path = join(profile, name);
    await expect.poll(() => existsSync(path), { message: name }).toBe(true);
    expect(await modeOf(path), name).toBe('600');
  }
  expect(await modeOf(join(config, 'autostart', 'nerd-tray.desktop'))).toBe('644');
  await quit();

  expect(await modeOf(profile)).toBe('700');
  const entries = await readdir(profile, { withFileTypes: true, recursive: true });
  const open: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink() && ((await lstat(path)).mode & 0o077) !== 0) open.push(path.slice(profile.length + 1));
  }
  // Chromium leaves some modes to the umask; nobody gets to those through a folder that is the user's alone.
  expect(open.filter((path) => !CHROMIUMS.test(path))).toEqual([]);
});

/** What Chromium writes, as far as it leaves the mode to the umask; the second one for Playwright alone. */
const CHROMIUMS = /^(?:Crashpad\/client_id|DevToolsActivePort)$/u;
