import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jwtExpiresAt } from '../../../main/core/token/jwt.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import type { Reply } from '../../../main/demo/reply.ts';
import { startDemoServer, type DemoServer } from '../../../main/demo/server.ts';
import { startFaultServer } from '../../support/fault-server.ts';
import { makeTestPair } from '../../support/key-pair.ts';
import { startOpenIdProvider } from '../../support/openid-provider.ts';
import { raw } from '../../support/serve.ts';
import { startClient, type RunningClient } from './host.ts';

const PAIR = makeTestPair();
const OTHER = makeTestPair();

let client: RunningClient;
let demoServer: DemoServer;
let clientId: string;

const options = (tokenUrl = demoServer.tokenUrl) => ({ tokenUrl, allowLoopbackHttp: true });
const ask = (aheadMs = 0) => client.refreshWithKey(options(), PAIR.credential(clientId), aheadMs);
const refused = (errorCode: string) => ({ ok: false, failure: { kind: 'refused', errorCode } });
const posts = () => demoServer.requests.filter(({ path }) => path === '/oauth2/default/v1/token').length;

beforeAll(async () => {
  client = await startClient();
  demoServer = await startDemoServer({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'fixed', lifeMs: 7 * DAY_MS },
  });
  clientId = demoServer.registerClient({ publicKey: PAIR.publicPem });
});

afterAll(async () => {
  await client.stop();
  await demoServer.stop();
});

describe('at the demo server, which checks every claim', () => {
  test('a registered pair gets an access token, each time with an assertion of its own', async () => {
    for (const answer of [await ask(), await ask()]) {
      expect(answer).toMatchObject({ ok: true, expiresInMs: HOUR_MS, dateAt: expect.any(Number) as number });
      const expiresAt = answer.ok ? jwtExpiresAt(answer.accessToken) : undefined;
      expect(expiresAt).toBeGreaterThan(Date.now());
    }
  });

  test('another key, and a Client ID that is not known, are refused as the client', async () => {
    expect(await client.refreshWithKey(options(), OTHER.credential(clientId))).toMatchObject(refused('invalid_client'));
    const before = posts();
    expect(await client.refreshWithKey(options(), PAIR.credential('0oa-nobody'))).toMatchObject(
      refused('invalid_client'),
    );
    // The clock is right, so nothing is to be gained by asking again.
    expect(posts() - before).toBe(1);
  });

  test('a client that may not use NERD is refused the scope', async () => {
    const noScope = demoServer.registerClient({ publicKey: PAIR.publicPem, mayUseNerd: false });
    expect(await client.refreshWithKey(options(), PAIR.credential(noScope))).toMatchObject(refused('invalid_scope'));
  });

  test.each([
    ['a day ahead', DAY_MS],
    ['six minutes ahead', 6 * MINUTE_MS],
    ['six minutes behind', -6 * MINUTE_MS],
    ['a day behind', -DAY_MS],
    ['in 1970', -Date.now()],
  ])('on a clock that is %s it asks once more by the server’s own time', async (_name, aheadMs) => {
    const before = posts();
    expect(await ask(aheadMs)).toMatchObject({ ok: true });
    expect(posts() - before).toBe(2);
  });

  test('a wrong clock does not make a wrong key right, and is tried twice at most', async () => {
    const before = posts();
    expect(await client.refreshWithKey(options(), OTHER.credential(clientId), DAY_MS)).toMatchObject(
      refused('invalid_client'),
    );
    expect(posts() - before).toBe(2);
  });
});

describe('at a certified OpenID provider', () => {
  test.each([
    ['without a key ID', undefined],
    ['with one', 'key-1'],
  ])('%s it gets an access token, also on a wrong clock', async (_name, kid) => {
    const provider = await startOpenIdProvider({ clientId: 'nerd-client', jwk: PAIR.jwk, kid });
    const at = (aheadMs = 0) =>
      client.refreshWithKey(options(provider.tokenUrl), PAIR.credential('nerd-client', kid), aheadMs);
    for (const aheadMs of [0, DAY_MS, -DAY_MS])
      expect(await at(aheadMs)).toMatchObject({ ok: true, expiresInMs: HOUR_MS });
    const other = await client.refreshWithKey(options(provider.tokenUrl), OTHER.credential('nerd-client', kid));
    expect(other).toMatchObject(refused('invalid_client'));
    await provider.stop();
  });
});

describe('what is no answer of a token endpoint', () => {
  const html = (status: number): Reply => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: '<p>Sign in</p>',
  });
  const json = (status: number, value: object, headers = {}): Reply => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });
  test.each<[string, Reply, object]>([
    ['a sign-in page of the network, as 200', html(200), { kind: 'not_nerd' }],
    ['one as 401', html(401), { kind: 'not_nerd' }],
    ['a firewall’s page', html(403), { kind: 'not_nerd' }],
    ['a 400 that names no error', json(400, { message: 'no' }), { kind: 'refused', bare: true }],
    ['a bare 403', { status: 403, headers: {}, body: '' }, { kind: 'refused', bare: true }],
    ['a bare 401', { status: 401, headers: {}, body: 'Unauthorized' }, { kind: 'refused', bare: true }],
    ['a 200 without a token', json(200, { token_type: 'Bearer' }), { kind: 'malformed_response' }],
    ['a 404', json(404, {}), { kind: 'not_nerd' }],
    ['a 429', json(429, {}, { 'retry-after': '7' }), { kind: 'rate_limited', retryAfterMs: 7000 }],
    ['a 503', json(503, {}), { kind: 'server_error' }],
    ['another error', json(400, { error: 'invalid_grant' }), { kind: 'refused', errorCode: 'invalid_grant' }],
    ['an error with a 503', json(503, { error: 'invalid_client' }), { kind: 'server_error' }],
  ])('%s', async (_name, reply, failure) => {
    demoServer.setFault({ kind: 'answer', reply });
    const answer = await ask();
    demoServer.setFault(undefined);
    expect(answer).toMatchObject({ ok: false, failure });
  });

  test('a redirect is not followed, and takes the assertion nowhere', async () => {
    const other = await startFaultServer({ host: '127.0.0.2' });
    const elsewhere = await startFaultServer();
    elsewhere.answerWith(raw({ status: '307 Elsewhere', headers: [`Location: ${other.url}/token`] }));
    const answer = await client.refreshWithKey(options(`${elsewhere.url}/token`), PAIR.credential(clientId));
    expect(answer).toEqual({ ok: false, failure: { kind: 'not_nerd' } });
    expect(other.connections()).toBe(0);
    await Promise.all([other.stop(), elsewhere.stop()]);
  });

  test('a server that hangs is given up', async () => {
    demoServer.setFault({ kind: 'hang' });
    const answer = await client.refreshWithKey({ ...options(), timeLimitMs: 300 }, PAIR.credential(clientId));
    demoServer.setFault(undefined);
    expect(answer).toEqual({ ok: false, failure: { kind: 'timeout' } });
  });
});

test('the request carries the form alone: no cookie, no language, nothing in the address', async () => {
  const nerd = await startFaultServer();
  nerd.answerWith(raw({ status: '503 Later' }));
  await client.refreshWithKey(options(`${nerd.url}/token`), PAIR.credential(clientId));
  expect(nerd.requests[0]).toMatch(/^POST \/token HTTP\/1\.1\r\n/u);
  expect(nerd.requests[0]).not.toMatch(/^(?:cookie|referer|origin|accept-language|authorization):/imu);
  expect(nerd.requests[0]).toMatch(/^content-type: application\/x-www-form-urlencoded\r$/imu);
  await nerd.stop();
});

test('nothing of the key was written or thrown', async () => {
  expect(await client.surprises()).toEqual([]);
  expect(client.output()).not.toContain(PAIR.der.toString('base64').slice(40, 80));
});
