import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { keychainProcesses } from '../support/keychain-processes.ts';
import { writeNodeSocketLog } from '../support/node-socket-log.ts';
import { internetSockets } from '../support/process-memory.ts';
import { startLoggingProxy, startSinkServer } from '../support/traffic-log.ts';
import { SHIPPED_ENTRY, startAppFixture, type RunningApp, type AppFixture } from '../support/app-fixture.ts';

/** That nothing comes cannot be waited for; Chromium's uninvited requests come within seconds of the start. */
const IDLE_MS = 60_000;

/** Start, connect, copy, and an open window through an idle minute. */
async function use({ desktop, demoServer }: AppFixture, app: RunningApp): Promise<void> {
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
    .getByText(/^Copied · valid for/u)
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
function busSocket({ desktop }: AppFixture): string | undefined {
  return /^unix:path=([^,]+)/u.exec(desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '')?.[1];
}

test.concurrent(
  'through a proxy that logs every attempt, the app speaks to NERD and to nobody else',
  async () => {
    const fixture = await startAppFixture();
    const nerd = new URL(fixture.demoServer.url).host;
    const proxy = await startLoggingProxy(nerd);
    try {
      const args = [`--proxy-server=127.0.0.1:${proxy.port}`, '--proxy-bypass-list=<-loopback>'];
      const node = await writeNodeSocketLog(fixture.desktop.home);
      const app = await fixture.start({ entry: SHIPPED_ENTRY, args, preload: node.preload });
      await use(fixture, app);
      expect(proxy.attempts).toEqual([nerd]);
      // The desktop's own bus is a socket of this machine.
      expect(await node.attempts()).toEqual([busSocket(fixture)]);
      await intrude(app, 'https://uninvited.example/');
      expect(proxy.attempts).toEqual([nerd, 'uninvited.example:443']);
      expect(await node.attempts()).toContain('uninvited.example:443');
    } finally {
      await fixture.stop();
      await proxy.stop();
    }
  },
  120_000,
);

test.concurrent(
  'with a resolver that logs every name, no name is looked up',
  async () => {
    const fixture = await startAppFixture();
    const sink = await startSinkServer();
    try {
      const rules = `MAP * 127.0.0.1:${sink.port},EXCLUDE 127.0.0.1`;
      const app = await fixture.start({ entry: SHIPPED_ENTRY, args: [`--host-resolver-rules=${rules}`] });
      await use(fixture, app);
      expect(sink.attempts).toEqual([]);
      expect(fixture.demoServer.requests).toHaveLength(1);
      await intrude(app, 'http://uninvited.example/');
      expect(sink.attempts.join('')).toContain('Host: uninvited.example');
    } finally {
      await fixture.stop();
      await sink.stop();
    }
  },
  120_000,
);
