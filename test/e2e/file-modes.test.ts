// A whole run under a umask that forbids nobody anything: what it leaves on the disk is closed to others all the same.
import { existsSync } from 'node:fs';
import { chmod, lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import { connect, SHIPPED_ENTRY, startWorld, type World } from '../support/world.ts';

let world: World | undefined;
const umask = process.umask(0o022);
afterEach(async () => {
  process.umask(umask);
  await world?.stop();
  world = undefined;
});

const modeOf = async (path: string): Promise<string> => ((await lstat(path)).mode & 0o777).toString(8);
/** Also Chromium's own files are written by then. */
const SETTLED = ['settings.json', 'history.jsonl', 'copied.json', 'logs/nerd-tray.log', 'Local State'];

test('nobody else can read anything in the profile, its folder included, nor change the autostart entry', async () => {
  world = await startWorld();
  const { desktop, demoServer } = world;
  const config = desktop.env['XDG_CONFIG_HOME'] ?? '';
  const profile = join(config, 'NERD Tray');
  // As an earlier version, and a umask that was as generous, have left it.
  await mkdir(profile);
  await writeFile(join(profile, 'settings.json'), '{ "form": 1, "spread": 0 }');
  await chmod(profile, 0o777);
  await chmod(join(profile, 'settings.json'), 0o666);

  const noSandbox = desktop.env['NERD_TRAY_NO_SANDBOX'] === '1';
  process.umask(0);
  const app = await _electron.launch({
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
  for (const name of SETTLED) await expect.poll(() => existsSync(join(profile, name)), { message: name }).toBe(true);
  expect(await modeOf(join(config, 'autostart', 'nerd-tray.desktop'))).toBe('644');
  const own = SETTLED.filter((name) => name !== 'Local State');
  expect(await Promise.all(own.map((name) => modeOf(join(profile, name))))).toEqual(own.map(() => '600'));
  await app.evaluate(({ app: electron }) => void setImmediate(() => electron.quit()));
  await app.close();

  // Chromium gives its own files the umask's modes; nobody gets to them through a folder that is the user's alone.
  expect(await modeOf(profile)).toBe('700');
  const entries = await readdir(profile, { withFileTypes: true, recursive: true });
  const open: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink() && ((await lstat(path)).mode & 0o077) !== 0) open.push(path.slice(profile.length + 1));
  }
  expect(open.filter((path) => !CHROMIUMS.test(path))).toEqual([]);
  expect(await modeOf(join(profile, 'logs'))).toBe('700');
});

/** What Chromium writes, as far as it leaves the mode to the umask. */
const CHROMIUMS = /^$/u;
