// Runs in a throw-away system only (npm run test:package), as an ordinary user who may use sudo there.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../main/core/time.ts';
import { startSandbox, type Sandbox } from '../../main/sandbox/server.ts';
import { startDesktop, type Desktop } from '../support/desktop/desktop.ts';
import { nerdOverTls, type NerdOverTls } from '../support/package/nerd-over-tls.ts';
import { startPackaged, type PackagedApp } from '../support/package/packaged-app.ts';
import { connect, isGoodAtNerd } from '../support/world.ts';

const run = promisify(execFile);
const ENTRY = '/usr/share/applications/nerd-tray.desktop';
const DEBS = '/opt/debs';
/** Where a package leaves nothing but what dpkg and apt keep about every one. */
const NOT_OURS = [
  '/proc',
  '/sys',
  '/dev',
  '/run',
  '/tmp',
  '/home',
  '/var/log',
  '/var/cache/apt',
  '/var/lib/dpkg',
  DEBS,
];

let desktop: Desktop;
let sandbox: Sandbox;
let nerd: NerdOverTls;
let app: PackagedApp | undefined;

beforeAll(async () => {
  desktop = await startDesktop();
  sandbox = await startSandbox({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
  });
  nerd = await nerdOverTls(desktop, sandbox.url);
});

afterAll(async () => {
  await app?.stop();
  await nerd.stop();
  await sandbox.stop();
  await desktop.stop();
});

/** Starts what the menu entry names, as a menu would: with nothing in the place of the field codes. */
async function startFromMenu(): Promise<PackagedApp> {
  const exec = /^Exec=(.*)$/mu.exec(await readFile(ENTRY, 'utf8'))?.[1] ?? '';
  const [program = '', ...args] = exec.split(' ').filter((part) => !part.startsWith('%'));
  app = await startPackaged(desktop, { program, args: [...args, ...nerd.switches] });
  return app;
}

async function install(name: string): Promise<void> {
  await run('sudo', ['apt-get', '-qq', '-y', '--no-install-recommends', 'install', join(DEBS, name)]);
}

/** How the kernel restricts the window's process (prctl(2): 2 is a seccomp filter). */
async function seccompOfWindow(): Promise<readonly string[]> {
  const { stdout } = await run('pgrep', ['-f', '/opt/nerd-tray/nerd-tray --type=renderer']);
  const ids = stdout.trim().split('\n');
  const statuses = await Promise.all(ids.map((id) => readFile(`/proc/${id}/status`, 'utf8')));
  return statuses.map((status) => /^Seccomp:\s*(\d)$/mu.exec(status)?.[1] ?? '');
}

/** Files named after the app outside of homes, and settings of the system that mention it. */
async function traces(): Promise<readonly string[]> {
  const skipped = [...NOT_OURS, join(import.meta.dirname, '..', '..')].flatMap((path) => [
    '-path',
    path,
    '-prune',
    '-o',
  ]);
  const named = await run('sudo', ['find', '/', ...skipped, '-iname', '*nerd*tray*', '-print']);
  const places = ['/etc', '/usr/share/applications', '/usr/share/mime', '/var/lib/dpkg/alternatives'];
  // grep ends with 1 when it finds nothing, which is no failure here.
  const mentioned = await run('sudo', ['sh', '-c', `grep -rIls nerd-tray ${places.join(' ')} || [ $? -eq 1 ]`]);
  return `${named.stdout}${mentioned.stdout}`.split('\n').filter((line) => line !== '');
}

test('nothing starts by itself, and the program is on the PATH', async () => {
  expect(existsSync('/etc/xdg/autostart/nerd-tray.desktop')).toBe(false);
  expect((await run('readlink', ['-f', '/usr/bin/nerd-tray'])).stdout).toBe('/opt/nerd-tray/nerd-tray\n');
});

test('started from its menu entry by an ordinary user, in its sandbox: connects and copies', async () => {
  const running = await startFromMenu();
  const page = await running.window();
  expect(process.getuid?.()).toBeGreaterThanOrEqual(1000);
  expect(await seccompOfWindow()).toEqual(['2']);
  await connect(page, sandbox.refreshToken);
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · lasts /u)
    .first()
    .waitFor();
  expect(await isGoodAtNerd(sandbox, await desktop.clipboard.readText())).toBe(true);
  await running.quit();
});

test('an upgrade keeps the session', async () => {
  await install('nerd-tray-newer.deb');
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Version}', 'nerd-tray']);
  expect(stdout).toBe('99.0.0');
  const running = await startFromMenu();
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  await running.quit();
});

test('removed, it leaves nothing but the profile', async () => {
  const { stdout: list } = await run('dpkg', ['-L', 'nerd-tray']);
  const files = list
    .trim()
    .split('\n')
    .filter((file) => file.includes('nerd-tray'));
  expect(files.length).toBeGreaterThan(20);
  expect(await traces()).toEqual(expect.arrayContaining(['/opt/nerd-tray', '/etc/alternatives/nerd-tray']));
  await run('sudo', ['apt-get', '-qq', '-y', 'remove', 'nerd-tray']);
  expect(files.filter((file) => existsSync(file))).toEqual([]);
  expect(await traces()).toEqual([]);
  expect(await readdir(app?.userDataDir ?? '')).toContain('settings.json');
  expect(await desktop.keyring.entries()).toHaveLength(1);
});
