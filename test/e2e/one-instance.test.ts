import { existsSync, lstatSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { cleanTemporary } from '../support/clean-temporary.ts';
import { runCommandLine, type CommandResult } from '../support/command-line.ts';
import { connect, SHIPPED_ENTRY, startAppFixture, type AppFixture, type RunningApp } from '../support/app-fixture.ts';

let fixture: AppFixture | undefined;
let stopped: number | undefined;

afterEach(async () => {
  if (stopped !== undefined) process.kill(stopped, 'SIGCONT');
  stopped = undefined;
  await fixture?.stop();
  fixture = undefined;
});

function type(
  { desktop, demoServer }: AppFixture,
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<CommandResult> {
  return runCommandLine(desktop, args, {
    entry: SHIPPED_ENTRY,
    env: { NERD_TRAY_NERD_URL: demoServer.url, TZ: 'UTC', ...env },
  });
}

/** Stops the app's main process as a debugger or `kill -STOP` does; the test's end lets it go on. */
function stop({ app }: RunningApp): number {
  const { pid } = app.process();
  if (pid === undefined) throw new Error('the app has no process');
  process.kill(pid, 'SIGSTOP');
  return (stopped = pid);
}

async function startConnected(): Promise<{ fixture: AppFixture; app: RunningApp }> {
  fixture = await startAppFixture();
  const app = await fixture.start({ entry: SHIPPED_ENTRY });
  await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
  return { fixture, app };
}

/** The folder of the app's own channel, and the one socket in it. */
function channelOf({ desktop }: AppFixture): string {
  return join(desktop.env['XDG_RUNTIME_DIR'] ?? '', 'nerd-tray');
}

test('one instance stays one when the temporary folder and Chromium’s lock are gone', async () => {
  const { fixture, app } = await startConnected();
  await cleanTemporary(fixture.desktop, app.userDataDir);

  expect(await type(fixture, ['--status'])).toMatchObject({ code: 0, err: '' });
  expect(await type(fixture, ['--copy'])).toMatchObject({ code: 0, err: '' });
  // By hand and at login, too.
  await app.app.windows()[0]?.close();
  const window = app.app.waitForEvent('window');
  expect(await type(fixture, [])).toMatchObject({ code: 0, err: '' });
  await (await window).getByRole('heading', { name: 'Everything is fine' }).waitFor();
  expect(await type(fixture, ['--hidden'])).toMatchObject({ code: 0, err: '' });
  expect(fixture.desktop.tray.items()).toHaveLength(1);
});

test('a cleaned runtime folder gets the app’s channel again', async () => {
  const { fixture, app } = await startConnected();
  const folder = channelOf(fixture);
  const name = (await readdir(folder))[0] ?? '';
  const modes = (): (number | undefined)[] =>
    [folder, join(folder, name)].map((path) => lstatSync(path, { throwIfNoEntry: false })?.mode);
  const asMade = modes();
  expect(asMade.map((mode) => (mode ?? 0) & 0o777)).toEqual([0o700, 0o600]);

  await rm(join(folder, name));
  await expect.poll(modes).toEqual(asMade);
  await rm(folder, { recursive: true });
  await expect.poll(modes).toEqual(asMade);
  await cleanTemporary(fixture.desktop, app.userDataDir);
  expect(await type(fixture, ['--status'])).toMatchObject({ code: 0, err: '' });
});

test('no question kills an app that gives no answer, and each says so', async () => {
  const { fixture, app } = await startConnected();
  stop(app);
  const [status, copy, byHand, atLogin] = await Promise.all([
    type(fixture, ['--status']),
    type(fixture, ['--copy']),
    // Its dialog has nobody to close it; without a desktop the sentence goes to standard error.
    type(fixture, [], { DISPLAY: undefined }),
    type(fixture, ['--hidden']),
  ]);
  // Chromium's lock kills an app that has not answered for 20 s.
  expect(app.app.process()).toMatchObject({ exitCode: null, signalCode: null });
  for (const { code, err } of [status, copy])
    expect({ code, err }).toEqual({
      code: 5,
      err: expect.stringMatching(/^NERD Tray is running, but gave no answer in time\. /u) as unknown,
    });
  for (const { code, err } of [byHand, atLogin])
    expect({ code, err }).toEqual({ code: 5, err: expect.stringMatching(/NERD Tray isn’t answering/u) as unknown });

  if (stopped !== undefined) process.kill(stopped, 'SIGCONT');
  stopped = undefined;
  expect(await type(fixture, ['--status'])).toMatchObject({ code: 0, err: '' });
  expect(fixture.desktop.tray.items()).toHaveLength(1);
});

test('the channel of a killed app is recognized, and replaced by the next start', async () => {
  const { fixture, app } = await startConnected();
  const folder = channelOf(fixture);
  const socket = join(folder, (await readdir(folder))[0] ?? '');
  const made = await stat(socket);
  app.app.process().kill('SIGKILL');
  await app.gone;
  await fixture.desktop.tray.waitForNone();
  expect(existsSync(socket)).toBe(true);

  expect(await type(fixture, ['--status'])).toMatchObject({ code: 3 });
  expect(await type(fixture, ['--copy'])).toMatchObject({ code: 0, err: '' });
  expect((await stat(socket)).mtimeMs).toBeGreaterThan(made.mtimeMs);
  expect(await type(fixture, ['--quit'])).toMatchObject({ code: 0 });
  expect(existsSync(socket)).toBe(false);
});

test('an app that was started without a runtime folder is found all the same', async () => {
  fixture = await startAppFixture();
  const started = fixture;
  const app = await fixture.start({ entry: SHIPPED_ENTRY, env: { XDG_RUNTIME_DIR: '' } });
  await connect(await app.app.firstWindow(), fixture.demoServer.refreshToken);
  await cleanTemporary(fixture.desktop, app.userDataDir);
  expect(await type(started, ['--status'])).toMatchObject({ code: 0, err: '' });
});

test('a copy from another display fails and names it; nothing is put into the app’s clipboard', async () => {
  const { fixture } = await startConnected();
  const { clipboard, env } = fixture.desktop;
  const here = env['DISPLAY'] ?? '';
  await clipboard.writeText('something else');

  const elsewhere = await type(fixture, ['--copy'], { DISPLAY: 'localhost:10.0' });
  expect(elsewhere.code).toBe(1);
  expect(elsewhere.err).toContain(`NERD Tray runs on display ${here}`);
  expect(elsewhere.err).toContain('localhost:10');
  expect(await clipboard.readText()).toBe('something else');

  expect(await type(fixture, ['--copy'], { DISPLAY: `${here}.0` })).toMatchObject({ code: 0, err: '' });
  const nowhere = await type(fixture, ['--copy'], { DISPLAY: undefined });
  expect(nowhere.code).toBe(0);
  expect(nowhere.out).toContain(`display ${here}`);
});
