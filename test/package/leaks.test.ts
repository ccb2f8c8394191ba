import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runProgram } from '../support/command-line.ts';
import { tryUninvitedHeaders } from '../support/package/try-uninvited-headers.ts';
import { DEBUGGABLE_APP, INSTALLED_APP } from '../support/package/package-paths.ts';
import { startReleaseFixture, type ReleaseFixture } from '../support/package/release-fixture.ts';
import { screenshotPath } from '../support/app-fixture.ts';
import { searchFolders } from '../support/secret-search.ts';

/** The report of a failure came two seconds after it; what takes longer is waited for by `npm run test:leaks`. */
const SILENCE_MS = 4_000;

let fixture: ReleaseFixture;

afterEach(() => fixture.stop());

test('whatever headers NERD’s answers bring, nothing reaches anybody else', async () => {
  fixture = await startReleaseFixture();
  await tryUninvitedHeaders(fixture, SILENCE_MS);
});

/** Everything that is known to make Chromium or Node write down what it does. */
function writers(home: string) {
  const file = (name: string) => join(home, `written-${name}`);
  return {
    args: [
      '--enable-logging=file',
      `--log-file=${file('log')}`,
      '--v=1',
      '--vmodule=*=2',
      '--trace-startup=*',
      `--trace-startup-file=${file('trace')}`,
      '--trace-startup-duration=3',
      `--ssl-key-log-file=${file('keys')}`,
      `--log-net-log=${file('net-log')}`,
      '--net-log-capture-mode=Everything',
    ],
    env: {
      SSLKEYLOGFILE: file('keys-of-environment'),
      ELECTRON_ENABLE_LOGGING: '1',
      ELECTRON_LOG_FILE: file('log-of-environment'),
      CHROME_LOG_FILE: file('log-of-chrome'),
      NODE_V8_COVERAGE: file('coverage'),
    },
    keys: [file('keys'), file('keys-of-environment')],
  };
}

async function found({ desktop, demoServer }: ReleaseFixture): Promise<readonly string[]> {
  const secrets = [{ name: 'refresh token', value: demoServer.refreshToken }];
  const isKeyring = (path: string) => path.includes('/keyrings/');
  const { findings } = await searchFolders([desktop.home], secrets, isKeyring);
  return findings.map(({ place, encoding }) => `${place}: ${encoding}`);
}

test('no switch and no variable makes it write a token down; it names them and goes on without', async () => {
  fixture = await startReleaseFixture();
  const { args, env, keys } = writers(fixture.desktop.home);
  const started = fixture.start({ args, env });
  await fixture.connected();
  expect(await started.gone).toBe(0);
  for (const given of [...args.map((arg) => arg.split('=')[0] ?? ''), ...Object.keys(env)])
    expect(started.errorOutput()).toContain(given);
  expect(started.errorOutput()).toContain('could expose your tokens');
  expect(await fixture.type('--quit')).toMatchObject({ code: 0 });
  expect(await found(fixture)).toEqual([]);
  expect(keys.filter((file) => existsSync(file))).toEqual([]);
});

test('the build for tests shows that these do write it, and where', async () => {
  fixture = await startReleaseFixture();
  const { args, env, keys } = writers(fixture.desktop.home);
  fixture.start({ args, env, folder: DEBUGGABLE_APP });
  await fixture.connected();
  await fixture.type('--quit');
  expect(keys.filter((file) => existsSync(file)).length).toBeGreaterThan(0);
  await expect.poll(() => found(fixture)).not.toEqual([]);
});

test.each([
  ['--remote-debugging-port=0', 'a debugger could read your tokens'],
  ['--remote-debugging-pipe', 'a debugger could read your tokens'],
  ['--inspect=0', 'a debugger could read your tokens'],
  ['--no-sandbox', 'without Chromium’s sandbox'],
])('with %s it does not start, and says why', async (arg, why) => {
  fixture = await startReleaseFixture();
  const started = fixture.start({ args: [arg] });
  expect(await started.gone).toBe(2);
  expect(started.errorOutput()).toContain(why);
  expect(started.errorOutput()).not.toContain('DevTools listening');
  expect(fixture.nerd.hosts).toEqual([]);
});

test('the sandbox of one kind of process is not taken away either', async () => {
  fixture = await startReleaseFixture();
  const started = fixture.start({ args: ['--disable-gpu-sandbox'] });
  await fixture.connected();
  expect(started.errorOutput()).toContain('left out --disable-gpu-sandbox');
});

test('an AppImage that its starter gives no sandbox shows what to do, and does not start', async () => {
  fixture = await startReleaseFixture();
  const env = { APPIMAGE: join(fixture.desktop.home, 'nerd-tray.AppImage'), APPDIR: INSTALLED_APP };
  fixture.start({ args: ['--no-sandbox'], env });
  const search = ['search', '--onlyvisible', '--class', 'nerd-tray'];
  const windows = () => runProgram('xdotool', search, fixture.desktop.env).then(({ out }) => out);
  await expect.poll(windows).toMatch(/^\d+$/u);
  await fixture.desktop.screenshot(screenshotPath('appimage-no-sandbox').path);
  expect(fixture.desktop.tray.items()).toEqual([]);
  expect(fixture.nerd.hosts).toEqual([]);
});

test('the APPIMAGE of another program is not started in its place', async () => {
  fixture = await startReleaseFixture();
  const other = join(fixture.desktop.home, 'other.AppImage');
  const trace = `${other}.started`;
  await writeFile(other, `#!/bin/sh\necho "$@" > "${trace}"\n`, { mode: 0o755 });
  // An unwanted switch makes it start itself once more; so does a command that is typed while it does not run.
  const env = { APPIMAGE: other, APPDIR: join(fixture.desktop.home) };
  fixture.start({ args: ['--v=1'], env });
  await fixture.connected();
  expect(existsSync(trace)).toBe(false);
});
