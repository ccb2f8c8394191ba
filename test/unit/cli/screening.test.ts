import { readFile } from 'node:fs/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { mayContinue, screenStart, startScreened, type Screening } from '../../../main/cli/screening.ts';
import { EXIT, SCREENED } from '../../../main/core/cli/command-line.ts';
import { endOf } from '../../support/ended-process.ts';
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

const CLEAN: Screening = { removed: [], refused: undefined, isSecond: false };
const REMOVED: Screening = { ...CLEAN, removed: ['--log-net-log'] };

/** What becomes of a process that was started so: whether it goes on, or how it ends. */
async function outcome(screening: Screening, { isTyped = false } = {}) {
  let goesOn: boolean | undefined;
  const ended = await endOf(async () => (goesOn = await mayContinue(screening, isTyped)));
  return { goesOn, ...ended };
}

test('a start with nothing that is not allowed goes on in silence', async () => {
  expect(await outcome(CLEAN)).toEqual({ goesOn: true, code: undefined, stdout: '', stderr: '' });
});

test('a start with something that was left out starts the app once more, says so, and ends', async () => {
  const said = await standInForApp(sayArguments(), ['--hidden']);
  const { goesOn, code, stderr } = await outcome(REMOVED);
  expect([goesOn, code]).toEqual([undefined, EXIT.done]);
  expect(stderr).toContain('NERD Tray left out --log-net-log');
  await expect.poll(() => readFile(said, 'utf8').catch(() => '')).toBe(JSON.stringify(['--hidden', SCREENED]));
});

test('a typed command goes on without it, since it holds no secret', async () => {
  const { goesOn, stderr } = await outcome(REMOVED, { isTyped: true });
  expect(goesOn).toBe(true);
  expect(stderr).toContain('NERD Tray left out --log-net-log');
});

test('what comes back at the second start ends it, or it would start again and again', async () => {
  const { goesOn, code, stderr } = await outcome({ ...REMOVED, isSecond: true });
  expect([goesOn, code]).toEqual([undefined, EXIT.usage]);
  expect(stderr).toContain('started from');
});

test('a switch that is refused ends the process with a sentence', async () => {
  const refused = { name: '--inspect', why: 'debugger' } as const;
  const { goesOn, code, stderr } = await outcome({ ...CLEAN, refused });
  expect([goesOn, code]).toEqual([undefined, EXIT.usage]);
  expect(stderr).toContain('--inspect: a debugger');
});

test('an AppImage that was started without the sandbox shows it, unless somebody has typed a command', async () => {
  // An AppImage's runtime names its file and the folder where it is mounted.
  vi.stubEnv('APPIMAGE', '/home/ann/nerd-tray.AppImage');
  vi.stubEnv('APPDIR', process.execPath.replace(/\/[^/]*$/u, ''));
  onTestFinished(() => void vi.unstubAllEnvs());
  const refused = { name: '--no-sandbox', why: 'sandbox' } as const;
  expect((await outcome({ ...CLEAN, refused })).goesOn).toBe(false);
  expect((await outcome({ ...CLEAN, refused }, { isTyped: true })).code).toBe(EXIT.usage);
  expect((await outcome({ ...CLEAN, refused: { name: '--inspect', why: 'debugger' } })).code).toBe(EXIT.usage);
});
