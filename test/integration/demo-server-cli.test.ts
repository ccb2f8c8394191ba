import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';

const CLI = join(import.meta.dirname, '../../out/demo-server/index.js');

let child: ChildProcessWithoutNullStreams;

afterEach(() => child.kill('SIGKILL'));

function start(...args: string[]): void {
  child = spawn(process.execPath, [CLI, ...args]);
}

async function lines(count: number): Promise<string[]> {
  const found: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    found.push(line);
    if (found.length === count) break;
  }
  return found;
}

/** The exit status; null if a signal ended it. */
async function ended(): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

test('prints its address and a refresh token that works, in two lines', async () => {
  start();
  const [first, second] = await lines(2);
  const url = /^Demo server: (http:\/\/127\.0\.0\.1:\d+)$/.exec(first ?? '')?.[1] ?? '';
  const token = /^Refresh token: (\S+)$/.exec(second ?? '')?.[1] ?? '';
  const answer = await fetch(`${url}/oauth2/refresh?refresh_token=${token}`);
  expect(await answer.json()).toEqual({ access_token: expect.stringMatching(/^eyJ/) as string });
});

test('prints one line of JSON when asked, and ends with its standard input', async () => {
  start('--json', '--until-stdin-closes');
  const [line] = await lines(1);
  expect(JSON.parse(line ?? '')).toEqual({
    tokenUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/oauth2\/default\/v1\/token$/) as string,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
    refreshToken: expect.stringMatching(/^[\w-]{43}$/) as string,
  });
  child.stdin.end();
  expect(await ended()).toBe(0);
});

test.each(['SIGINT', 'SIGTERM'] as const)('ends well on %s', async (signal) => {
  start();
  await lines(2);
  child.kill(signal);
  expect(await ended()).toBe(0);
});

test('takes the refresh token of an earlier run, if it was asked to remember', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'demo-server-'));
  try {
    const run = async () => {
      start('--json', '--remember', join(folder, 'tokens'));
      return JSON.parse((await lines(1))[0] ?? '') as { url: string; refreshToken: string };
    };
    const first = await run();
    child.kill('SIGKILL');
    const second = await run();
    const statuses = [first.refreshToken, second.refreshToken, 'unknown'].map(
      async (token) => (await fetch(`${second.url}/oauth2/refresh?refresh_token=${token}`)).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 400]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('says which options there are', async () => {
  start('--wrong');
  const [said] = (await once(child.stderr.setEncoding('utf8'), 'data')) as [string];
  expect(said).toBe('Options: --port N, --remember FILE, --json, --until-stdin-closes\n');
  expect(await ended()).toBe(2);
});

test('says that a port is taken', async () => {
  start('--json');
  const [line] = await lines(1);
  const { port } = new URL((JSON.parse(line ?? '') as { url: string }).url);
  const first = child;
  start('--port', port);
  const [said] = (await once(child.stderr.setEncoding('utf8'), 'data')) as [string];
  expect(said).toBe(`Port ${port} is in use. Choose another one, or leave --port out to take a free one.\n`);
  expect(await ended()).toBe(1);
  first.kill('SIGKILL');
});
