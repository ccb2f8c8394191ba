import { readFile } from 'node:fs/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { screenStart, startScreened } from '../../../main/cli/screened-start.ts';
import { SCREENED } from '../../../main/core/cli/command-line.ts';
import { app, resetElectron } from '../../support/fake-electron/index.ts';
import { sayArguments, standInForApp } from '../../support/started-program.ts';

beforeEach(resetElectron);

/** Has this process look as if a release had been started with these arguments, until the test has finished. */
function startRelease(args: readonly string[]): void {
  app.isPackaged = true;
  const before = process.argv;
  process.argv = ['/opt/nerd-tray', ...args];
  vi.stubEnv('SSLKEYLOGFILE', '/tmp/keys');
  onTestFinished(() => {
    process.argv = before;
    vi.unstubAllEnvs();
  });
}

test('a release takes out what is not allowed, from its arguments and its environment', () => {
  startRelease(['--copy', '--log-net-log=/tmp/log', '--user-data-dir=/profile']);
  const screening = screenStart();
  expect(screening.refused).toBeUndefined();
  expect(screening.isSecond).toBe(false);
  expect(screening.removed).toEqual(expect.arrayContaining(['--log-net-log', 'SSLKEYLOGFILE']));
  expect(process.argv).toEqual(['/opt/nerd-tray', '--copy', '--user-data-dir=/profile']);
  expect(process.env['SSLKEYLOGFILE']).toBeUndefined();
});

test('a switch with which it does not start at all is told', () => {
  startRelease(['--inspect=9229']);
  expect(screenStart().refused).toEqual({ name: '--inspect', why: 'debugger' });
});

test('a process that was started again knows it', () => {
  startRelease(['--copy', SCREENED]);
  expect(screenStart().isSecond).toBe(true);
});

test('a checkout is started with whatever its developer needs', () => {
  startRelease(['--log-net-log=/tmp/log']);
  app.isPackaged = false;
  expect(screenStart()).toMatchObject({ removed: [], refused: undefined });
  expect(process.argv).toEqual(['/opt/nerd-tray', '--log-net-log=/tmp/log']);
  expect(process.env['SSLKEYLOGFILE']).toBe('/tmp/keys');
});

test('the app is started once more with what is left, and marked', async () => {
  const said = await standInForApp(sayArguments(), ['--hidden', '--lang=de']);
  expect(await startScreened()).toBe(true);
  await expect
    .poll(() => readFile(said, 'utf8').catch(() => ''))
    .toBe(JSON.stringify(['--hidden', '--lang=de', SCREENED]));
});

test('a program that cannot be started is told', async () => {
  await standInForApp('');
  const { execPath } = process;
  process.execPath = '/nonexistent/nerd-tray';
  onTestFinished(() => void (process.execPath = execPath));
  expect(await startScreened()).toBe(false);
});
