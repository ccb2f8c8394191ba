import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runChild } from '../../../build/suites/child.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nerd-tray-child-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(script: string, limitMs: number) {
  return runChild({ command: 'sh', args: ['-c', script], env: {} }, { cwd: folder, limitMs });
}

function isAlive(pid: number): boolean {
  try {
    // A process that has ended and was not waited for by its new parent is still listed, as Z.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

test('gives back how the child ended', async () => {
  expect(await run('exit 3', 10_000)).toEqual({ code: 3, timedOut: false });
  expect(await run('kill -9 $$', 10_000)).toEqual({ code: null, timedOut: false });
});

test('a child over its time limit is ended with all that it started', async () => {
  expect(await run('sleep 300 & echo $! > pid; wait', 300)).toEqual({ code: null, timedOut: true });
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
});

test('what a child leaves behind ends with it', async () => {
  expect(await run('sleep 300 & echo $! > pid', 10_000)).toEqual({ code: 0, timedOut: false });
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
});

test('what a child prints can go into a file instead', async () => {
  const log = join(folder, 'log');
  await runChild(
    { command: 'sh', args: ['-c', 'echo out; echo err >&2'], env: {} },
    { cwd: folder, limitMs: 10_000, log },
  );
  expect(readFileSync(log, 'utf8')).toBe('out\nerr\n');
});

test('where the whole run is ended, each child is, and its failures are told', async () => {
  const child = join(import.meta.dirname, '../../../build/suites/child.mjs');
  const script = `
    import { runChild } from ${JSON.stringify(child)};
    const command = { command: 'sh', args: ['-c', 'echo $$ > pid; exec sleep 300'], env: {} };
    void runChild(command, { cwd: '.', limitMs: 60_000, onCutOff: () => console.log('told') });
  `;
  const run = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder });
  const printed = text(run.stdout);
  await vi.waitFor(() => expect(readFileSync(join(folder, 'pid'), 'utf8')).not.toBe(''), 10_000);
  run.kill('SIGTERM');
  expect(await printed).toBe('told\n');
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false));
});
