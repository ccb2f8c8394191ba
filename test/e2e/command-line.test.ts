import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runCommandLine, type CommandResult } from '../support/command-line.ts';
import type { Desktop } from '../support/desktop/desktop.ts';
import { SECOND_MS } from '../../main/core/time/time.ts';
import { launchApp } from '../support/launch.ts';
import {
  connect,
  isAcceptedByNerd,
  SHIPPED_ENTRY,
  startAppFixture,
  TEST_ENTRY,
  type AppFixture,
} from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;

afterEach(async () => {
  await fixture?.stop();
  fixture = undefined;
});

function type({ desktop, demoServer }: AppFixture, ...args: string[]): Promise<CommandResult> {
  return runCommandLine(desktop, args, {
    entry: SHIPPED_ENTRY,
    env: { NERD_TRAY_NERD_URL: demoServer.url, TZ: 'UTC' },
  });
}

/** What answers have left lying about. */
async function leftovers({ env }: Desktop): Promise<string[]> {
  return (await readdir(env['XDG_RUNTIME_DIR'] ?? '')).filter((name) => name.startsWith('nerd-tray-'));
}

test('every switch reaches the app that runs, and none prints a token', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer, clock } = fixture;
  const app = await fixture.start({ entry: TEST_ENTRY });
  const page = await app.app.firstWindow();
  await page.getByRole('heading', { name: 'Connect to NERD' }).waitFor();

  const before = [await type(fixture, '--copy'), await type(fixture, '--refresh'), await type(fixture, '--status')];
  expect(before.map(({ code }) => code)).toEqual([4, 4, 4]);
  expect(before[0]?.err).toMatch(/^Not copied\. Connect first/u);
  expect(before[1]?.err).toMatch(/^Not connected\. .* nerd-tray --show opens the window\.$/u);
  expect(before[2]?.out).toMatch(/^Not connected\./u);

  // From a launcher nobody reads what is printed.
  expect(desktop.notifications?.all()).toEqual([]);
  expect((await type(fixture, '--copy', '--notify')).code).toBe(4);
  await desktop.notifications?.waitFor('why it was not copied', ({ title }) => title === 'Not copied');

  await connect(page, demoServer.refreshToken);
  await page.close();
  await desktop.clipboard.writeText('something else');
  const copied = await type(fixture, '--copy=header');
  expect(copied).toMatchObject({ code: 0, err: '' });
  expect(copied.out).toMatch(/^Copied\. Valid until .+\. Format: HTTP header\.$/u);
  const header = await desktop.clipboard.readText();
  expect(header).toMatch(/^Authorization: Bearer eyJ/u);
  // For this one time: what the window and the tray copy is still the token alone.
  const copiedAgain = await type(fixture, '--copy');
  expect(copiedAgain.code).toBe(0);
  const first = await desktop.clipboard.readText();
  expect(header).toBe(`Authorization: Bearer ${first}`);

  // NERD is asked at most once in 5 s.
  await fixture.warp(app, { at: clock.now() + 6 * SECOND_MS });
  const refreshed = await type(fixture, '--refresh');
  expect(refreshed).toMatchObject({ code: 0, err: '' });
  expect(refreshed.out).toMatch(/^An access token is ready: /u);
  await type(fixture, '--copy');
  const second = await desktop.clipboard.readText();
  expect(second).not.toBe(first);
  expect(await isAcceptedByNerd(demoServer, second)).toBe(true);

  const status = await type(fixture, '--status');
  expect(status.code).toBe(0);
  const json = await type(fixture, '--status=json');
  expect(json.code).toBe(0);
  expect(JSON.parse(json.out)).toMatchObject({
    form: 1,
    running: true,
    state: 'active',
    working: true,
    account: 'nerd',
  });

  // --hidden asks for nothing, --show for the window.
  expect(await type(fixture, '--hidden')).toMatchObject({ code: 0, out: '' });
  expect(app.app.windows()).toEqual([]);
  const opened = app.app.waitForEvent('window');
  expect(await type(fixture, '--show')).toEqual({ code: 0, out: '', err: '' });
  await (await opened).getByRole('heading', { name: 'Everything is fine' }).waitFor();

  // The answer comes when it is gone, so that what is typed next finds it so.
  expect(await type(fixture, '--quit')).toEqual({ code: 0, out: 'NERD Tray has quit.', err: '' });
  expect(await type(fixture, '--status=json')).toEqual({ code: 3, out: '{"form":1,"running":false}', err: '' });
  expect(await type(fixture, '--quit')).toEqual({ code: 3, out: '', err: 'NERD Tray is not running.' });
  await app.gone;

  const all = [...before, copied, copiedAgain, refreshed, status, json].flatMap(({ out, err }) => [out, err]).join();
  for (const secret of [demoServer.refreshToken, first, second]) expect(all).not.toContain(secret);
  expect(await leftovers(desktop)).toEqual([]);
});

test('--copy starts an app that does not run, into the tray, and gives the terminal back', async () => {
  fixture = await startAppFixture();
  const { desktop, demoServer } = fixture;
  const app = await fixture.start({ entry: SHIPPED_ENTRY });
  await connect(await app.app.firstWindow(), demoServer.refreshToken);
  await app.stop();
  await desktop.tray.waitForNone();
  await desktop.clipboard.writeText('something else');

  const copied = await type(fixture, '--copy');
  expect(copied).toMatchObject({ code: 0, err: '' });
  expect(copied.out).toMatch(/^Copied\. Valid until /u);
  expect(await isAcceptedByNerd(demoServer, await desktop.clipboard.readText())).toBe(true);
  await desktop.tray.waitFor('the time left', ({ tooltip }) => tooltip.includes(' left, until '));
  expect(await type(fixture, '--status')).toMatchObject({ code: 0 });
  expect(await type(fixture, '--quit')).toMatchObject({ code: 0 });
  await desktop.tray.waitForNone();

  // Three at once make one app, and each has its answer.
  const together = await Promise.all([
    type(fixture, '--copy'),
    type(fixture, '--refresh'),
    type(fixture, '--copy=env'),
  ]);
  expect(together.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
    [0, ''],
  ]);
  expect(desktop.tray.items()).toHaveLength(1);
  expect(await type(fixture, '--quit')).toMatchObject({ code: 0 });
  await desktop.tray.waitForNone();
  expect(await leftovers(desktop)).toEqual([]);
});

test('where there is no desktop, help, version and a wrong switch are answered, and the profile is not touched', async () => {
  fixture = await startAppFixture();
  const { desktop } = fixture;
  const env = { DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: undefined };
  const options = { entry: SHIPPED_ENTRY, profile: 'untouched', env };

  expect(await runCommandLine(desktop, ['--version'], options)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^NERD Tray \d+\.\d+\.\d+$/u) as unknown,
  });
  const help = await runCommandLine(desktop, ['--help'], options);
  expect(help.code).toBe(0);
  for (const name of ['copy', 'status', 'refresh', 'show', 'quit', 'hidden', 'notify', 'version', 'help'])
    expect(help.out).toContain(`  --${name}`);
  expect(await runCommandLine(desktop, ['--coppy'], options)).toEqual({
    code: 2,
    out: '',
    err: '“--coppy” is not a switch of NERD Tray. Did you mean --copy? --help lists all switches.',
  });
  // Electron itself makes an empty folder.
  expect(await readdir(join(desktop.home, 'untouched'))).toEqual([]);

  // And what needs one says so, soon.
  const copied = await runCommandLine(desktop, ['--copy'], options);
  expect(copied.code).toBe(1);
  expect(copied.err).toMatch(/^NERD Tray could not be started: it needs a desktop/u);
});

test('a status can be asked for from where there is no desktop', async () => {
  fixture = await startAppFixture();
  await fixture.start({ entry: SHIPPED_ENTRY });
  await fixture.desktop.tray.waitFor('not connected', ({ tooltip }) => tooltip === 'NERD: not connected');
  const env = { DISPLAY: undefined, DBUS_SESSION_BUS_ADDRESS: undefined };
  expect(await runCommandLine(fixture.desktop, ['--status'], { entry: SHIPPED_ENTRY, env })).toMatchObject({ code: 4 });
});

test('an app that runs and gives no answer is said, with a status of its own', async () => {
  fixture = await startAppFixture();
  const { desktop } = fixture;
  // Has the lock of the profile, as an app that runs, and answers nobody.
  const entry = join(desktop.home, 'mute.mjs');
  await writeFile(entry, "import { app } from 'electron';\napp.requestSingleInstanceLock();\nconsole.log('holds');\n");
  const mute = await launchApp(desktop, { entry });
  const { code, err } = await type(fixture, '--status');
  expect(code).toBe(5);
  expect(err).toMatch(/^NERD Tray is running, but gave no answer in time\. .* start it anew\.$/u);
  await mute.stop();
});

test('--hidden opens no window, even where nobody is connected', async () => {
  fixture = await startAppFixture();
  const { desktop } = fixture;
  const app = await fixture.start({ entry: SHIPPED_ENTRY, args: ['--hidden'] });
  await desktop.tray.waitFor('not connected', ({ tooltip }) => tooltip === 'NERD: not connected');
  // The answer to a later question: all that the start does has been done.
  expect(await type(fixture, '--status')).toMatchObject({ code: 4 });
  expect(app.app.windows()).toEqual([]);
  const opened = app.app.waitForEvent('window');
  expect(await type(fixture)).toMatchObject({ code: 0 });
  await (await opened).getByRole('heading', { name: 'Connect to NERD' }).waitFor();
});

test('--hidden opens no window on a desktop without a tray, either; a second start does', async () => {
  const started = (fixture = await startAppFixture({ desktop: { tray: false } }));
  const app = await fixture.start({ entry: SHIPPED_ENTRY, args: ['--hidden'] });
  const log = join(app.userDataDir, 'logs', 'nerd-tray.log');
  await expect.poll(() => readFile(log, 'utf8').catch(() => '')).toContain('"isThere":false');
  // Once the keychain has been read.
  await expect.poll(async () => (await type(started, '--status')).code).toBe(4);
  expect(app.app.windows()).toEqual([]);
  const opened = app.app.waitForEvent('window');
  expect(await type(fixture)).toMatchObject({ code: 0 });
  await (await opened).getByRole('heading', { name: 'Connect to NERD' }).waitFor();
});
