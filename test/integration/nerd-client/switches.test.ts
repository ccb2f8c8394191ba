import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { startFaultServer } from '../../support/fault-server.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { jsonValue } from '../../support/raw-responses.ts';
import { startClient } from './host.ts';

const identity = selfSigned();

test.each([
  ['--ignore-certificate-errors', ''],
  ['--ignore-certificate-errors-spki-list', `=${identity.pin}`],
])('%s does not make it trust an impostor', async (name, value) => {
  const client = await startClient(name + value);
  const impostor = await startFaultServer({ identity });
  impostor.answerWith(jsonValue({ access_token: 'good' }));
  expect(await client.refresh({ baseUrl: impostor.url }, 'token')).toEqual({
    ok: false,
    failure: { kind: 'tls', issuer: '127.0.0.1' },
  });
  expect(impostor.requests).toEqual([]);
  await client.stop();
  await impostor.stop();
});

test('--log-net-log writes no address to a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-net-log-'));
  const file = join(folder, 'net.json');
  const client = await startClient(`--log-net-log=${file}`);
  const nerd = await startFaultServer();
  nerd.answerWith(jsonValue({ access_token: 'good' }));
  expect(await client.refresh({ baseUrl: nerd.url, allowLoopbackHttp: true }, 'token')).toMatchObject({ ok: true });
  await client.stop();
  await nerd.stop();
  expect(existsSync(file)).toBe(false);
  await rm(folder, { recursive: true });
});
