import { once } from 'node:events';
import { chmod, lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openAppChannel, type AppChannel } from '../../../main/cli/app-channel.ts';
import { askAtFirst } from '../../../main/cli/channel-client.ts';
import type { CliRequest } from '../../../main/core/cli/command-line.ts';
import { say } from '../../support/say.ts';

const REQUEST: CliRequest = {
  command: { kind: 'status', json: true },
  hidden: false,
  answerTo: '/run/nerd-tray-abcdef/answer',
  display: { x11: ':0' },
};

let folder = '';
let first = '';
let second = '';
const channels: AppChannel[] = [];
const servers: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'channel-'));
  first = join(folder, 'a', 'socket');
  second = join(folder, 'b', 'socket');
});

afterEach(async () => {
  for (const channel of channels.splice(0)) channel.close();
  for (const server of servers.splice(0)) server.close();
  await rm(folder, { recursive: true });
});

/** Opens a channel, and gives the requests that came through it. */
function open(...addresses: string[]): { readonly taken: CliRequest[]; readonly channel: AppChannel } {
  const taken: CliRequest[] = [];
  const channel = openAppChannel(addresses, (request) => taken.push(request));
  channels.push(channel);
  return { taken, channel };
}

/** Waits until an app listens at this address. */
const opened = (address: string): Promise<unknown> =>
  expect.poll(() => askAtFirst([address], { hidden: true })).toBe('taken');

/** Listens there as another program of the user's. */
async function listen(address: string, take: (socket: Socket) => void): Promise<void> {
  await mkdir(dirname(address), { mode: 0o700 });
  const server = createServer(take).listen(address);
  servers.push(server);
  await once(server, 'listening');
  await chmod(address, 0o600);
}

/** Leaves a socket behind that nobody listens at, as a killed app does. */
async function leaveStale(address: string): Promise<void> {
  await mkdir(dirname(address), { mode: 0o700 });
  const code = `require('net').createServer().listen(${JSON.stringify(address)}, () => process.kill(process.pid, 'SIGKILL'))`;
  await once(spawn(process.execPath, ['-e', code]), 'exit');
  await chmod(address, 0o600);
}

const modeOf = async (path: string): Promise<number> => (await lstat(path)).mode & 0o777;

test('a request comes through whole, and only this user can make one', async () => {
  const { taken, channel } = open(first, second);
  await opened(first);
  expect([await modeOf(dirname(first)), await modeOf(first)]).toEqual([0o700, 0o600]);
  expect(await askAtFirst([second, first], REQUEST)).toBe('taken');
  await expect.poll(() => taken.at(-1)).toEqual(REQUEST);

  channel.close();
  expect(await readdir(dirname(first))).toEqual([]);
  expect(await askAtFirst([first, second], REQUEST)).toBe('none');
});

test('what is no request is passed over', async () => {
  const { taken } = open(first);
  await opened(first);
  await expect.poll(() => taken).toHaveLength(1);
  await say(first, 'hello\n');
  await say(first, `${JSON.stringify({ form: 1, hidden: false })}${' '.repeat(5000)}`);
  await say(first, JSON.stringify({ form: 2, hidden: false }));
  await say(first, JSON.stringify({ form: 1, command: { kind: 'print' }, hidden: false }));
  expect(await askAtFirst([first], REQUEST)).toBe('taken');
  await expect.poll(() => taken.slice(1)).toEqual([REQUEST]);
});

test('an app that does not greet is silent, and does nothing later of what it was asked', async () => {
  const heard: string[] = [];
  await listen(first, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => heard.push(data.toString()));
  });
  expect(await askAtFirst([first, second], REQUEST, 50)).toBe('silent');
  expect(heard).toEqual([]);
});

test('a program with another greeting, or none, is not the app', async () => {
  await listen(first, (socket) => socket.end('220 mail.example.com ready\n'));
  await listen(second, (socket) => socket.destroy());
  expect(await askAtFirst([first, second], REQUEST)).toBe('none');
});

test('the socket of a killed app is none, and is replaced', async () => {
  await leaveStale(first);
  expect(await askAtFirst([first], REQUEST)).toBe('none');
  open(first);
  await opened(first);
});

test('a socket that somebody still listens at is left to them', async () => {
  await listen(first, (socket) => socket.end('nerd-tray 1\n'));
  open(first, second);
  await opened(second);
});

test.each<[string, () => Promise<unknown>]>([
  [
    'a folder that is a link',
    async () => {
      await mkdir(join(folder, 'real'), { mode: 0o700 });
      await symlink(join(folder, 'real'), dirname(first));
    },
  ],
  [
    'a socket that is a link',
    async () => {
      await leaveStale(join(folder, 'c', 'socket'));
      await mkdir(dirname(first), { mode: 0o700 });
      await symlink(join(folder, 'c', 'socket'), first);
    },
  ],
  [
    'a file in the socket’s place',
    async () => {
      await mkdir(dirname(first), { mode: 0o700 });
      await writeFile(first, 'mine');
    },
  ],
  ['a file in the folder’s place', () => writeFile(dirname(first), 'mine')],
  ['a folder whose parent is missing', () => Promise.resolve((first = join(folder, 'none', 'a', 'socket')))],
  ['a name that is too long', () => Promise.resolve((first = join(folder, 'a', 'x'.repeat(120))))],
])('the next place is taken in place of %s', async (_what, prepare) => {
  await prepare();
  const before = await lstat(first).catch(() => undefined);
  open(first, second);
  await opened(second);
  expect((await lstat(first).catch(() => undefined))?.ino).toBe(before?.ino);
});

test('a folder of ours that others may enter is closed to them', async () => {
  await mkdir(dirname(first), { mode: 0o755 });
  await chmod(dirname(first), 0o755);
  open(first);
  await opened(first);
  expect(await modeOf(dirname(first))).toBe(0o700);
});

test('a start asks no socket that others may have made', async () => {
  const { taken } = open(first);
  await opened(first);
  await expect.poll(() => taken).toHaveLength(1);
  await chmod(dirname(first), 0o755);
  expect(await askAtFirst([first], REQUEST)).toBe('none');
  await chmod(dirname(first), 0o700);
  await symlink(dirname(first), join(folder, 'link'));
  expect(await askAtFirst([join(folder, 'link', 'socket')], REQUEST)).toBe('none');
  expect(taken).toHaveLength(1);
});

test('the channel comes back when its socket, its folder or all above it are removed', async () => {
  open(join(folder, 'run', 'a', 'socket'), second);
  await opened(second); // there is no run
  await rm(second);
  await opened(second);
  await rm(dirname(second), { recursive: true });
  await opened(second);
});
