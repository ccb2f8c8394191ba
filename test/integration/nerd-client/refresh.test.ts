import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { refusedUrl, startFaultServer, type FaultServer } from '../../support/fault-server.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { jsonValue, raw } from '../../support/serve.ts';
import { REFRESH_CASES } from './cases.ts';
import { startClient, type RunningClient } from './host.ts';

const TOKEN = 'refresh-token-of-a-test+/=&%';

let client: RunningClient;
let nerd: FaultServer;

const ask = (baseUrl: string, timeLimitMs?: number) =>
  client.refresh({ baseUrl, allowLoopbackHttp: true, timeLimitMs }, TOKEN);

beforeAll(async () => {
  client = await startClient();
  nerd = await startFaultServer();
});

afterAll(async () => {
  await client.stop();
  await nerd.stop();
});

describe('an answer becomes a token or a failure', () => {
  test.each(REFRESH_CASES)('$name', async ({ serve, expected, timeLimitMs }) => {
    nerd.answerWith(serve);
    expect(await ask(nerd.url, timeLimitMs)).toEqual(expected);
    expect(nerd.requests).toHaveLength(1);
  });

  test('a refused port', async () => {
    expect(await ask(await refusedUrl())).toEqual({ ok: false, failure: { kind: 'network' } });
  });

  test('a certificate that nobody vouches for', async () => {
    const impostor = await startFaultServer({ identity: selfSigned() });
    impostor.answerWith(jsonValue({ access_token: 'good' }));
    expect(await ask(impostor.url)).toEqual({ ok: false, failure: { kind: 'tls', issuer: '127.0.0.1' } });
    expect(impostor.requests).toEqual([]);
    await impostor.stop();
  });
});

describe('a redirect is not followed', () => {
  test.each([301, 302, 303, 307, 308])('%d to another host', async (status) => {
    const other = await startFaultServer({ host: '127.0.0.2' });
    nerd.answerWith(raw({ status: `${status} Elsewhere`, headers: [`Location: ${other.url}/oauth2/refresh`] }));
    expect(await ask(nerd.url)).toEqual({ ok: false, failure: { kind: 'not_nerd' } });
    expect(other.connections()).toBe(0);
    await other.stop();
  });

  test('to another host with https', async () => {
    const other = await startFaultServer({ host: '127.0.0.2', identity: selfSigned() });
    nerd.answerWith(raw({ status: '302 Found', headers: [`Location: ${other.url}/`] }));
    expect(await ask(nerd.url)).toEqual({ ok: false, failure: { kind: 'not_nerd' } });
    expect(other.connections()).toBe(0);
    await other.stop();
  });

  test('to the same host', async () => {
    nerd.answerWith(raw({ status: '302 Found', headers: ['Location: /login'] }));
    expect(await ask(nerd.url)).toEqual({ ok: false, failure: { kind: 'not_nerd' } });
    expect(nerd.requests).toHaveLength(1);
  });

  test('to nowhere', async () => {
    nerd.answerWith(raw({ status: '302 Found' }));
    expect(await ask(nerd.url)).toEqual({ ok: false, failure: { kind: 'not_nerd' } });
  });
});

describe('a proxy that does not let the call through', () => {
  const askThrough = async (proxy: string) => {
    await client.useProxy(proxy);
    const answer = await client.refresh({ baseUrl: 'https://nerd.example.com' }, TOKEN);
    await client.useProxy(undefined);
    return answer;
  };

  test.each(['403 Forbidden', '407 Proxy Authentication Required'])('%s', async (status) => {
    const proxy = await startFaultServer();
    proxy.answerWith(raw({ status }));
    expect(await askThrough(proxy.url)).toEqual({ ok: false, failure: { kind: 'proxy' } });
    // It learns the host, as every proxy does, and nothing of the address beyond.
    expect(proxy.requests.join('')).toMatch(/^CONNECT nerd\.example\.com:443 HTTP\/1\.1\r\n/);
    expect(proxy.requests.join('')).not.toContain('refresh');
    await proxy.stop();
  });

  test('a dead one', async () => {
    expect(await askThrough(await refusedUrl())).toEqual({ ok: false, failure: { kind: 'proxy_down' } });
  });
});

describe('on the wire', () => {
  const request = [
    'GET /oauth2/refresh?refresh_token=refresh-token-of-a-test%2B%2F%3D%26%25 HTTP/1.1',
    'Host: HOST',
    'Connection: keep-alive',
    'Sec-Fetch-Site: none',
    'Sec-Fetch-Mode: no-cors',
    'Sec-Fetch-Dest: empty',
    'User-Agent: NERD-Tray',
    'Accept-Encoding: gzip, deflate, br, zstd',
    '',
    '',
  ].join('\r\n');
  const seen = () => nerd.requests.map((head) => head.replace(new URL(nerd.url).host, 'HOST'));

  test('the call and nothing more', async () => {
    nerd.answerWith(jsonValue({ access_token: 'good' }));
    await ask(nerd.url);
    expect(seen()).toEqual([request]);
  });

  test('no cookie and no cache from one call to the next', async () => {
    nerd.answerWith(
      raw({
        status: '200 OK',
        headers: ['Set-Cookie: track=me; Max-Age=9999', 'Cache-Control: max-age=9999', 'ETag: "1"'],
        body: '{"access_token":"good"}',
      }),
    );
    await ask(nerd.url);
    await ask(nerd.url);
    expect(seen()).toEqual([request, request]);
  });

  test('half a surrogate pair in the token is sent as something NERD can refuse', async () => {
    nerd.answerWith(raw({ status: '400 Bad Request' }));
    const answer = await client.refresh({ baseUrl: nerd.url, allowLoopbackHttp: true }, 'half\ud800');
    expect(answer).toEqual({ ok: false, failure: { kind: 'refused', bare: true } });
    expect(nerd.requests.join('')).toContain('?refresh_token=half%EF%BF%BD ');
  });
});

describe('where a token may not go', () => {
  test('plain http when it was not allowed', async () => {
    nerd.answerWith(jsonValue({ access_token: 'good' }));
    await expect(client.refresh({ baseUrl: nerd.url }, TOKEN)).rejects.toThrow('only go to an https address');
    expect(nerd.requests).toEqual([]);
  });

  test('plain http to another machine, even when loopback is allowed', async () => {
    const call = client.refresh({ baseUrl: 'http://nerd.example.com', allowLoopbackHttp: true }, TOKEN);
    await expect(call).rejects.toThrow('only go to an https address');
  });
});

test('nothing was thrown past the client, and nothing it wrote holds the token', async () => {
  expect(await client.surprises()).toEqual([]);
  expect(client.output()).not.toMatch(/refresh-token-of-a-test|oauth2/);
});
