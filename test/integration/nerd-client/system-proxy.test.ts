import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Desktop } from '../../support/desktop/desktop.ts';
import { startFaultServer, type FaultServer } from '../../support/fault-server.ts';
import { startProxy, type TestProxy } from '../../support/proxy.ts';
import { createAuthority } from '../../support/self-signed.ts';
import { jsonValue } from '../../support/serve.ts';
import { trustAuthority } from '../../support/trust.ts';
import { startClientWith, type ClientOptions, type RunningClient } from './host.ts';

const company = createAuthority('Navy Inspection CA');
let nerd: FaultServer;
let proxy: TestProxy;
let client: RunningClient | undefined;

beforeEach(async () => {
  nerd = await startFaultServer();
  nerd.answerWith(jsonValue({ access_token: 'good' }));
  proxy = await startProxy({ authority: company, to: nerd.url });
});

afterEach(async () => {
  await client?.stop();
  client = undefined;
  await proxy.stop();
  await nerd.stop();
});

async function start(options: ClientOptions, ...switches: string[]): Promise<void> {
  const before = async (desktop: Desktop) => {
    await trustAuthority(desktop, company);
    await options.before?.(desktop);
  };
  client = await startClientWith({ ...options, before }, ...switches);
}

const ask = () => client?.refresh({ baseUrl: 'https://nerd.example.com' }, 'a-refresh-token');
const pac = () =>
  `function FindProxyForURL(url, host) { return host === 'nerd.example.com' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT'; }`;

test('a proxy of the command line is used', async () => {
  await start({}, `--proxy-server=127.0.0.1:${proxy.port}`);
  expect(await ask()).toEqual({ ok: true, accessToken: 'good' });
});

test('a proxy of the environment is used', async () => {
  await start({ env: { https_proxy: proxy.url } });
  expect(await ask()).toEqual({ ok: true, accessToken: 'good' });
});

test('a proxy that a PAC file names is used', async () => {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(pac()),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  await start({}, `--proxy-pac-url=http://127.0.0.1:${(server.address() as AddressInfo).port}/proxy.pac`);
  expect(await ask()).toEqual({ ok: true, accessToken: 'good' });
  server.close();
  server.closeAllConnections();
});

test('the desktop’s proxy is used, and a change of it followed', async () => {
  const next = await startProxy({ authority: company, to: nerd.url });
  const set = async (home: string, port: number) => {
    await mkdir(join(home, '.config'), { recursive: true });
    const lines = ['[Proxy Settings]', 'ProxyType=1', `httpsProxy=http://127.0.0.1:${port}`, ''];
    await writeFile(join(home, '.config', 'kioslaverc'), lines.join('\n'));
  };
  const kde = { XDG_CURRENT_DESKTOP: 'KDE', KDE_SESSION_VERSION: '5' };
  await start({ env: kde, before: ({ home }) => set(home, proxy.port) });
  expect(await ask()).toEqual({ ok: true, accessToken: 'good' });
  expect([proxy.asked.length > 0, next.asked.length > 0]).toEqual([true, false]);
  await set(client?.home ?? '', next.port);
  // Chromium reads the file a moment after it has changed.
  await expect.poll(async () => (await ask(), next.asked.length)).toBeGreaterThan(0);
  await next.stop();
});
