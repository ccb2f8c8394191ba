import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { NerdClientOptions } from '../../../main/nerd/nerd-client.ts';
import type { RefreshFailure, TokenAnswer } from '../../../main/core/token/answer.ts';
import { MINUTE_MS } from '../../../main/core/time/time.ts';
import { refusedUrl, startFaultServer, type FaultServer, type Serve } from '../../support/fault-server.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { jsonValue, raw } from '../../support/serve.ts';
import { REFRESH_CASES } from '../nerd-client/cases.ts';
import { startClient, type RunningClient } from '../nerd-client/host.ts';
import { AFTER_SECOND_BARE_NO, AFTER_SECOND_NO, expectedAfter, seen } from './after.ts';
import { askAgain, connect } from './session.ts';

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
const isBare = ({ expected }: (typeof refusals)[number]): boolean => !expected.ok && expected.failure.bare === true;
const twice = { allowLoopbackHttp: true, times: 2 };

test.each(refusals.filter((refusal) => !isBare(refusal)))(
  '$name, twice, ends the session, and nothing is lost',
  async ({ serve }) => {
    nerd.answerWith(serve);
    expect(await after(nerd.url, twice)).toEqual(AFTER_SECOND_NO);
  },
);

test.each(refusals.filter(isBare))('$name, twice, does not end the session yet', async ({ serve }) => {
  nerd.answerWith(serve);
  expect(await after(nerd.url, twice)).toEqual(AFTER_SECOND_BARE_NO);
});

const BLOCK_PAGE = raw({ status: '403 Forbidden', headers: ['Content-Type: text/html'], body: '<h1>Blocked</h1>' });
const BARE_NO = raw({ status: '403 Forbidden' });
const GOOD = jsonValue({ access_token: 'good.access.token', expires_in: 3600 });

describe('answers that pass', () => {
  /** One serve for each request, and the last one from then on. */
  const askInOrder = (serves: readonly Serve[]) => {
    const left = [...serves];
    return (refreshToken: string) => {
      nerd.answerWith((left.length > 1 ? left.shift() : left[0]) ?? GOOD);
      return client.refresh({ baseUrl: nerd.url, allowLoopbackHttp: true }, refreshToken);
    };
  };

  test.each<[string, Serve]>([
    ['a block page', BLOCK_PAGE],
    ['a bare no', BARE_NO],
  ])('%s twice, then NERD again: the session goes on', async (_name, passing) => {
    // A bare no is asked again after 1 and after 15 minutes.
    const left = await askAgain(askInOrder([passing, passing, GOOD]), 3, [MINUTE_MS, 15 * MINUTE_MS]);
    expect(left.session).toMatchObject({ kind: 'active', held: { value: 'good.access.token' } });
    expect(left.storedRefreshToken).toBe(left.refreshToken);
  });

  test('a block page while connecting says nothing about the token', async () => {
    const { outcome, stored } = await connect(askInOrder([BLOCK_PAGE]));
    expect(outcome).toEqual({ kind: 'unreachable', failure: 'not_nerd' });
    expect(stored).toEqual([]);
  });

  test('a bare no while connecting is said at once, and keeps nothing', async () => {
    const { outcome, stored, candidate } = await connect(askInOrder([BARE_NO]));
    expect(outcome).toMatchObject({ kind: 'rejected', bare: true });
    expect(stored).toEqual([]);
    expect(candidate).toBeUndefined();
  });
});
