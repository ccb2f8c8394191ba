import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keychainProcesses } from '../support/keychain-processes.ts';
import { writeNodeSocketLog } from '../support/node-socket-log.ts';
import { internetSockets } from '../support/process-memory.ts';
import { startLoggingProxy, startSink } from '../support/traffic-log.ts';
import { SHIPPED_ENTRY, startWorld, type RunningApp, type World } from '../support/world.ts';

/** That nothing comes cannot be waited for; Chromium's uninvited requests come within seconds of the start. */
const IDLE_MS = 60_000;

/** Start, connect, copy, and an open window through an idle minute. */
async function use({ desktop, demoServer }: World, app: RunningApp): Promise<void> {
  const page = await app.app.firstWindow();
  await desktop.clipboard.writeText(demoServer.refreshToken);
  await page.getByRole('button', { name: 'Paste and connect' }).click();
  await page.getByRole('heading', { name: 'Everything is fine' }).waitFor();
  // It speaks by the bus of the session alone. The search is known to see sockets: this process serves the demo server.
  const [keychain = 0] = await keychainProcesses(app);
  expect(await internetSockets(process.pid)).toContain('tcp');
  expect(await internetSockets(keychain)).toEqual([]);
  await page.getByRole('button', { name: 'Copy access token' }).click();
  await page
    .getByText(/^Copied · lasts/u)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Settings' }).click();
  await wait(IDLE_MS);
}

/**
 * Requests that nobody invited, made by the app's own process over Chromium and over Node, so that the logs are known
 * to see such ones.
 */
async function intrude({ app }: RunningApp, url: string): Promise<void> {
  await app.evaluate(async ({ session }, address) => {
    // The page's own session has no network.
    await session
      .fromPartition('intruder')
      .fetch(address)
      .catch(() => undefined);
    await fetch(address).catch(() => undefined);
  }, url);
}

/** The path of the desktop's session bus, as it is in its address. */
function busSocket({ desktop }: World): string | undefined {
  return /^unix:path=([^,]+)/u.exec(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')?.[1];
}

test.concurrent(
  'through a proxy that logs every attempt, the app speaks to NERD and to nobody else',
  async () => {
    const world = await startWorld();
    const nerd = new URL(world.demoServer.url).host;
    const proxy = await startLoggingProxy(nerd);
    try {
      const args = [`--proxy-server=127.0.0.1:${proxy.port}`, '--proxy-bypass-list=<-loopback>'];
      const node = await writeNodeSocketLog(world.desktop.home);
      const app = await world.start({ entry: SHIPPED_ENTRY, args, preload: node.preload });
      await use(world, app);
      expect(proxy.attempts).toEqual([nerd]);
      // The desktop's own bus is a socket of this machine.
      expect(await node.attempts()).toEqual([busSocket(world)]);
      await intrude(app, 'https://uninvited.example/');
      expect(proxy.attempts).toEqual([nerd, 'uninvited.example:443']);
      expect(await node.attempts()).toContain('uninvited.example:443');
    } finally {
      await world.stop();
      await proxy.stop();
    }
  },
  120_000,
);

test.concurrent(
  'with a resolver that logs every name, no name is looked up',
  async () => {
    const world = await startWorld();
    const sink = await startSink();
    try {
      const rules = `MAP * 127.0.0.1:${sink.port},EXCLUDE 127.0.0.1`;
      const app = await world.start({ entry: SHIPPED_ENTRY, args: [`--host-resolver-rules=${rules}`] });
      await use(world, app);
      expect(sink.attempts).toEqual([]);
      expect(world.demoServer.requests).toHaveLength(1);
      await intrude(app, 'http://uninvited.example/');
      expect(sink.attempts.join('')).toContain('Host: uninvited.example');
    } finally {
      await world.stop();
      await sink.stop();
    }
  },
  120_000,
);
