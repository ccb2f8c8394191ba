import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { NerdClientOptions } from '../../../main/nerd/nerd-client.ts';
import type { RefreshFailure, TokenAnswer } from '../../../main/core/token/state.ts';
import { refusedUrl, startFaultServer, type FaultServer } from '../../support/fault-server.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { jsonValue, raw } from '../../support/serve.ts';
import { REFRESH_CASES } from '../nerd-client/cases.ts';
import { startClient, type RunningClient } from '../nerd-client/host.ts';
import { AFTER_SECOND_NO, expectedAfter, seen } from './after.ts';
import { askAgain } from './session.ts';

let client: RunningClient;
let nerd: FaultServer;

beforeAll(async () => {
  client = await startClient();
  nerd = await startFaultServer();
});

afterAll(async () => {
  await client.stop();
  await nerd.stop();
});

/** What a connected session comes to, by the real client on a real socket. */
const after = async (
  baseUrl: string,
  { times = 1, ...options }: Partial<NerdClientOptions> & { times?: number } = { allowLoopbackHttp: true },
) => {
  const ask = (refreshToken: string) => client.refresh({ baseUrl, ...options }, refreshToken);
  return seen(await askAgain(ask, times));
};

const afterFailure = (kind: RefreshFailure['kind'], names: Omit<RefreshFailure, 'kind'> = {}) =>
  expectedAfter({ ok: false, failure: { kind, ...names } } satisfies TokenAnswer);

describe('what an answer leaves of a session: its state, its tokens, and the words for it', () => {
  test.each(REFRESH_CASES)('$name', async ({ serve, expected, timeLimitMs }) => {
    nerd.answerWith(serve);
    expect(await after(nerd.url, { allowLoopbackHttp: true, timeLimitMs })).toEqual(expectedAfter(expected));
  });

  test('a refused port', async () => {
    expect(await after(await refusedUrl())).toEqual(afterFailure('network'));
  });

  test('a certificate that nobody vouches for', async () => {
    const impostor = await startFaultServer({ identity: selfSigned() });
    impostor.answerWith(jsonValue({ access_token: 'good' }));
    expect(await after(impostor.url)).toEqual(afterFailure('tls', { issuer: '127.0.0.1' }));
    await impostor.stop();
  });

  test.each(['http', 'https'])('a redirect to another host with %s', async (scheme) => {
    const other = await startFaultServer({
      host: '127.0.0.2',
      ...(scheme === 'https' && { identity: selfSigned() }),
    });
    nerd.answerWith(raw({ status: '302 Found', headers: [`Location: ${other.url}/oauth2/refresh`] }));
    expect(await after(nerd.url)).toEqual(afterFailure('not_nerd'));
    expect(other.connections()).toBe(0);
    await other.stop();
  });

  test('a proxy that wants a password', async () => {
    const proxy = await startFaultServer();
    proxy.answerWith(
      raw({ status: '407 Proxy Authentication Required', headers: ['Proxy-Authenticate: Basic realm="office"'] }),
    );
    await client.useProxy(proxy.url);
    const asks = {
      host: '127.0.0.1',
      port: Number(new URL(proxy.url).port),
      scheme: 'basic',
      realm: 'office',
      refused: false,
    };
    expect(await after('https://nerd.example.com', {})).toEqual(afterFailure('proxy_auth', { proxy: asks }));
    await client.useProxy(undefined);
    await proxy.stop();
  });

  test('a dead proxy', async () => {
    await client.useProxy(await refusedUrl());
    expect(await after('https://nerd.example.com', {})).toEqual(afterFailure('proxy_down'));
    await client.useProxy(undefined);
  });
});

const refusals = REFRESH_CASES.filter(({ expected }) => !expected.ok && expected.failure.kind === 'refused');

test.each(refusals)('$name, twice, ends the session, and nothing is lost', async ({ serve }) => {
  nerd.answerWith(serve);
  expect(await after(nerd.url, { allowLoopbackHttp: true, times: 2 })).toEqual(AFTER_SECOND_NO);
});
