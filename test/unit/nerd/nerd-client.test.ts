// What the client asks and makes of an answer; real requests are tested on real sockets in test/integration/nerd-client.
import { beforeEach, expect, test } from 'vitest';
import { createNerdClient } from '../../../main/nerd/nerd-client.ts';
import { resetElectron } from '../../support/fake-electron/index.ts';
import { playRequests } from '../../support/fake-electron/requests.ts';
import { NO_PROXY } from '../../support/no-proxy.ts';
import { STORED, TEN } from '../../support/token-fixture.ts';

beforeEach(resetElectron);

const BASE = 'https://nerd.example.com';
const JSON_TYPE = { 'content-type': 'application/json' };
const client = createNerdClient({ baseUrl: BASE }, NO_PROXY);

test('the refresh token goes to NERD’s refresh endpoint, without cookies, cache or a redirect that is followed', async () => {
  const requests = playRequests({ status: 200, headers: JSON_TYPE, body: '{"access_token":"fresh"}' });
  expect(await client.refresh(STORED, TEN)).toMatchObject({ ok: true, accessToken: 'fresh' });
  expect(requests).toMatchObject([
    {
      method: 'GET',
      url: `${BASE}/oauth2/refresh?refresh_token=stored-token`,
      body: undefined,
      options: { credentials: 'omit', cache: 'no-store', redirect: 'manual', referrerPolicy: 'no-referrer' },
    },
  ]);
});

test.each([
  ['a b&c=d#e', 'a%20b%26c%3Dd%23e'],
  ['half a pair \ud800', 'half%20a%20pair%20%EF%BF%BD'],
])('a refresh token of any text is sent: %j', async (refreshToken, sent) => {
  const requests = playRequests({ status: 400, headers: JSON_TYPE, body: '{"error":"invalid_grant"}' });
  expect(await client.refresh({ ...STORED, refreshToken }, TEN)).toMatchObject({
    ok: false,
    failure: { kind: 'refused' },
  });
  expect(requests[0]?.url).toBe(`${BASE}/oauth2/refresh?refresh_token=${sent}`);
});

test.each([
  [{ error: 'net::ERR_NAME_NOT_RESOLVED' }, 'network'],
  [{ error: 'net::ERR_PROXY_CONNECTION_FAILED' }, 'proxy_down'],
  [{ error: 'net::ERR_CERT_AUTHORITY_INVALID' }, 'tls'],
  [{ status: 503 }, 'server_error'],
  [{ status: 200, headers: JSON_TYPE, body: '{}' }, 'malformed_response'],
] as const)('%j is a failure: %s', async (given, kind) => {
  playRequests(given);
  expect(await client.refresh(STORED, TEN)).toMatchObject({ ok: false, failure: { kind } });
});

test('an address that is not https gets no refresh token, but for one of this machine that is allowed', () => {
  expect(() => createNerdClient({ baseUrl: 'http://nerd.example.com' }, NO_PROXY)).toThrow('https');
  expect(() => createNerdClient({ baseUrl: 'http://127.0.0.1:8080' }, NO_PROXY)).toThrow('https');
  expect(() => createNerdClient({ baseUrl: 'http://127.0.0.1:8080', allowLoopbackHttp: true }, NO_PROXY)).not.toThrow();
});
