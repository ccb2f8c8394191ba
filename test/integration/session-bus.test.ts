// The app's own connection to the session bus, on real daemons: calls, signals, and a bus that goes and comes back.
import { mkdtemp, rm } from 'node:fs/promises';
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
