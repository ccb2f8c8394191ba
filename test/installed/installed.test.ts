// Runs in a throw-away system only (npm run test:package), as an ordinary user who may use sudo there.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { typeEverySwitch } from '../support/package/every-switch.ts';
import type { PackagedApp } from '../support/package/packaged-app.ts';
import { startPackageFixture, type PackageFixture } from '../support/package/package-fixture.ts';
import { connect, copyFrom, isAcceptedByNerd } from '../support/app-fixture.ts';

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

let fixture: PackageFixture;
let app: PackagedApp | undefined;

beforeAll(async () => {
  fixture = await startPackageFixture();
});

afterAll(async () => {
  await fixture.stop();
});

/** Starts what the menu entry names, as a menu would: with nothing in the place of the field codes. */
async function startFromMenu(): Promise<PackagedApp> {
  const exec = /^Exec=(.*)$/mu.exec(await readFile(ENTRY, 'utf8'))?.[1] ?? '';
  const [program = '', ...args] = exec.split(' ').filter((part) => !part.startsWith('%'));
  app = await fixture.start(program, args);
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
  await connect(page, fixture.demoServer.refreshToken);
  expect(await isAcceptedByNerd(fixture.demoServer, await copyFrom(page, fixture.desktop))).toBe(true);
  await running.quit();
});

test('typed at a terminal by its name, and picked on a right click of the launcher, it does what is asked', async () => {
  const running = await startFromMenu();
  const { desktop, demoServer, type } = fixture;
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  const action = /^\[Desktop Action copy\]\n(?:.*\n)*?Exec=(.*)$/mu.exec(await readFile(ENTRY, 'utf8'))?.[1] ?? '';
  const [program = '', ...args] = action.split(' ');
  expect(await type(program, ...args)).toMatchObject({ code: 0 });
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);

  await typeEverySwitch(fixture, 'nerd-tray');
  expect(await running.gone).toBe(0);
});

test('an upgrade keeps the session', async () => {
  await install('nerd-tray-newer.deb');
  const { stdout } = await run('dpkg-query', ['-W', '-f', '${Version}', 'nerd-tray']);
  expect(stdout).toBe('99.0.0');
  const running = await startFromMenu();
  await fixture.desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
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
  await expect.poll(() => fixture.desktop.keyring.entries()).toHaveLength(1);
});
