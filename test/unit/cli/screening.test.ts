import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { mayContinue } from '../../../main/cli/screening.ts';
import type { Screening } from '../../../main/cli/screened-start.ts';
import { EXIT, SCREENED } from '../../../main/core/cli/command-line.ts';
import { endOf } from '../../support/ended-process.ts';
import { sayArguments, standInForApp } from '../../support/started-program.ts';

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
