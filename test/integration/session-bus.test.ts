// The app's own connection to the session bus, on real daemons: calls, signals, and a bus that goes and comes back.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createSessionBus, DBUS, type SessionBus } from '../../main/desktop/session-bus.ts';
import { startBus, type Bus } from '../support/desktop/bus.ts';
import { BusClient } from '../support/desktop/bus-client.ts';

const ECHO = ['org.example.Echo', '/org/example/Echo', 'org.example.Echo'] as const;

const undo: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
});

async function daemon(): Promise<Bus> {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-bus-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const bus = await startBus(folder, process.env);
  undo.push(() => bus.stop());
  return bus;
}

/** A service that says back what it is told. */
async function echo(bus: Bus): Promise<BusClient> {
  const client = await BusClient.connect(bus.address);
  undo.push(() => client.close());
  client.serve(ECHO[2], 'Say', { out: 's', answer: ([text]) => [`${String(text)}!`] });
  await client.requestName(ECHO[0]);
  return client;
}

function busAt(address: () => string | undefined): SessionBus {
  const bus = createSessionBus(address);
  undo.push(() => bus.close());
  return bus;
}

/** The address of a bus whose socket is still there, with nobody behind it. */
async function endedBus(): Promise<string> {
  const path = await socketPath();
  const held = spawnSync(process.execPath, ['-e', LEAVE_SOCKET, path]);
  expect(held.signal).toBe('SIGKILL');
  return `unix:path=${path}`;
}

/** A process that is killed leaves its socket behind. */
const LEAVE_SOCKET =
  'require("net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))';

async function silentSocket(onConnection: (socket: Socket) => void = () => undefined): Promise<string> {
  const path = await socketPath();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  undo.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `unix:path=${path}`;
}

async function socketPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-socket-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'bus');
}

test('calls are answered, and an error comes back by its name', async () => {
  const { address } = await daemon().then(async (bus) => (await echo(bus), bus));
  const bus = busAt(() => address);
  expect(await bus.call([...ECHO, 'Say'], 's', 'hello')).toMatchObject({ ok: true, body: ['hello!'] });
  expect(await bus.call(['org.example.Nobody', '/', 'org.example.Nobody', 'Say'])).toEqual({
    ok: false,
    why: 'org.freedesktop.DBus.Error.ServiceUnknown',
  });
});

test('without a bus every call says so, and nothing is thrown', async () => {
  expect(await busAt(() => undefined).call([...DBUS, 'ListNames'])).toEqual({ ok: false, why: 'noBus' });
  expect(await busAt(() => 'unix:path=/nowhere/bus').call([...DBUS, 'ListNames'])).toEqual({ ok: false, why: 'noBus' });
});

test.each([
  ['without a socket', () => 'unix:path=/nowhere/bus'],
  ['whose bus has ended', () => endedBus()],
  ['that answers nobody', () => silentSocket()],
  ['that hangs up', () => silentSocket((socket) => socket.destroy())],
  ['of another transport', () => 'tcp:host=localhost,port=9'],
  ['that is empty', () => ''],
])('after an entry %s the next one of the address is tried, calls and signals alike', async (_name, dead) => {
  const alive = await daemon();
  const service = await echo(alive);
  const first = await dead();
  const bus = busAt(() => `${first};${alive.address}`);
  const heard = new Promise<unknown>((resolve) => {
    bus.listen({ sender: ECHO[0], interface: ECHO[2], member: 'Said' }, ({ body }) => resolve(body[0]));
  });
  expect(await bus.call([...ECHO, 'Say'], 's', 'hello')).toMatchObject({ ok: true, body: ['hello!'] });
  service.emit(ECHO[1], ECHO[2], 'Said', 's', 'told');
  expect(await heard).toBe('told');
});

test('a bus that is lost answers the calls under way, and the next call finds the new one with its signals', async () => {
  let at = await daemon();
  const silent = await BusClient.connect(at.address);
  const asked = new Promise<void>((resolve) => {
    silent.serve(ECHO[2], 'Say', {
      out: '',
      answer: () => {
        resolve();
        return undefined;
      },
    });
  });
  await silent.requestName(ECHO[0]);
  const bus = busAt(() => at.address);
  const heard: unknown[] = [];
  bus.listen({ sender: ECHO[0], interface: ECHO[2], member: 'Said' }, ({ body }) => heard.push(body[0]));
  const gone = bus.listen(
    { sender: DBUS[0], interface: DBUS[2], member: 'NameOwnerChanged', arg0: 'org.example.B' },
    () => heard.push('owner'),
  );
  const unanswered = bus.call([...ECHO, 'Say']);
  await asked;
  await at.stop();
  expect(await unanswered).toEqual({ ok: false, why: 'noBus' });
  at = await daemon();
  const service = await echo(at);
  expect(await bus.call([...ECHO, 'Say'], 's', 'again')).toMatchObject({ ok: true, body: ['again!'] });
  gone();
  await service.requestName('org.example.B');
  service.emit(ECHO[1], ECHO[2], 'Other', 's', 'not asked for');
  service.emit(ECHO[1], ECHO[2], 'Said', 's', 'first');
  await expect.poll(() => heard).toEqual(['first']);
});
