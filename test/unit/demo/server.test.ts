import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startDemoServer, type DemoServer, type DemoServerOptions } from '../../../main/demo/server.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

const HOUR = { kind: 'span', lifeMs: HOUR_MS } as const;

let now: number;
/** One for all tests, because making its key takes a while; what a test changes is put back. */
let demoServer: DemoServer;

const start = (more: Partial<DemoServerOptions> = {}) =>
  startDemoServer({
    clock: { now: () => now },
    tokenLife: HOUR,
    week: { kind: 'fixed', lifeMs: WEEK_MS },
    ...more,
  });

const setTime = () => (now = Date.parse('2026-01-02T10:52:00Z'));

beforeAll(async () => {
  setTime();
  demoServer = await start();
});

beforeEach(() => {
  setTime();
  demoServer.setFault(undefined);
  demoServer.setTokenLife(HOUR);
});

afterAll(() => demoServer.stop());

type Json = Record<string, unknown>;

async function call(path: string, init?: RequestInit, { url } = demoServer): Promise<{ status: number; body: Json }> {
  const response = await fetch(url + path, init);
  return { status: response.status, body: (await response.json()) as Json };
}

const refresh = (token: string, at = demoServer) =>
  call(`/oauth2/refresh?refresh_token=${encodeURIComponent(token)}`, {}, at);

async function withToken(): Promise<{ headers: Record<string, string> }> {
  const { body } = await refresh(demoServer.refreshToken);
  return { headers: { authorization: `Bearer ${String(body['access_token'])}` } };
}

const expOf = (body: Json) => {
  const payload = Buffer.from(String(body['access_token']).split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(payload) as { exp: number }).exp * 1000;
};

describe('refreshing', () => {
  test('gives an access token and nothing else', async () => {
    const { status, body } = await refresh(demoServer.refreshToken);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['access_token']);
    expect(expOf(body)).toBe(now + HOUR_MS);
  });

  test('on the hour from when it is told so', async () => {
    demoServer.setTokenLife({ kind: 'onTheHour' });
    expect(expOf((await refresh(demoServer.refreshToken)).body)).toBe(Date.parse('2026-01-02T11:00:00Z'));
  });

  test('refuses unknown, ended and outlived tokens in the words of Okta', async () => {
    const refused = {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' },
    };
    const second = demoServer.issueRefreshToken();
    demoServer.endRefreshToken(second);
    expect(await refresh('unknown')).toEqual(refused);
    expect(await refresh(second)).toEqual(refused);
    expect((await refresh(demoServer.refreshToken)).status).toBe(200);
    now += WEEK_MS;
    expect(await refresh(demoServer.refreshToken)).toEqual(refused);
  });

  test.each([
    ['atOnce', [400, 200]],
    ['onceUsed', [200, 400]],
  ] as const)(
    'rotating %s gives a new refresh token; then the old one and that one get %j',
    async (rotation, statuses) => {
      const rotating = await start({ rotation });
      const { refreshToken: old } = rotating;
      const next = String((await refresh(old, rotating)).body['refresh_token']);
      expect([(await refresh(old, rotating)).status, (await refresh(next, rotating)).status]).toEqual(statuses);
      await rotating.stop();
    },
  );

  test('knows the tokens of an earlier run', async () => {
    const later = await start({ knownRefreshTokens: [{ token: 'earlier', issuedAt: now - HOUR_MS }] });
    expect((await refresh('earlier', later)).status).toBe(200);
    await later.stop();
  });
});

describe('using a token', () => {
  test('/me tells whose it is, until the hour is over', async () => {
    const init = await withToken();
    expect(await call('/me', init)).toMatchObject({ status: 200, body: { email: 'ada@example.com' } });
    now += HOUR_MS;
    expect((await call('/me', init)).status).toBe(401);
  });

  test.each([undefined, 'Bearer', 'Bearer nonsense', 'Basic YTpi'])('%j is no token', async (authorization) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect((await call('/me', { headers })).status).toBe(401);
  });

  test('annotates: handed in, pending, done, taken away', async () => {
    const init = await withToken();
    const body = JSON.stringify({ knowledge_bases: ['capiq'], text: 'Kensho grew.', request_id: 'R1' });
    const added = await call('/api/v1/annotations-async', { ...init, method: 'POST', body });
    expect(added).toMatchObject({ status: 202, body: { request_id: 'R1' } });

    const job = `/api/v1/annotations-async?job_id=${String(added.body['job_id'])}`;
    expect(await call(job, init)).toMatchObject({ status: 200, body: { status: 'pending' } });
    expect(await call(job, init)).toMatchObject({
      status: 200,
      body: { status: 'success', results: [{ annotations: [{ text: 'Kensho', start_index: 0, end_index: 6 }] }] },
    });
    expect((await call(job, { ...init, method: 'DELETE' })).status).toBe(200);
    expect((await call(job, init)).status).toBe(404);
  });

  test.each(['', 'not json', 'null', '{}', '{"text":"a","knowledge_bases":["other"]}'])(
    'a wrong job %j is a 400',
    async (body) => {
      const init = await withToken();
      expect((await call('/api/v1/annotations-async', { ...init, method: 'POST', body })).status).toBe(400);
    },
  );

  test.each(['/', '/other', '//', '/oauth2/refresh/more'])('%s is nothing', async (path) => {
    expect((await call(path)).status).toBe(404);
  });
});

describe('faults', () => {
  test('an answer of its own', async () => {
    demoServer.setFault({ kind: 'answer', reply: { status: 503, headers: { 'retry-after': '9' }, body: '{}' } });
    const response = await fetch(demoServer.url);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '9']);
    demoServer.setFault(undefined);
    expect((await refresh(demoServer.refreshToken)).status).toBe(200);
  });

  test('the right answer, changed: with the time of a cache and a life that is written as text', async () => {
    demoServer.setFault({
      kind: 'changed',
      change: ({ status, headers, body }) => ({
        status,
        headers: { ...headers, date: 'Fri, 02 Jan 2026 10:12:00 GMT', age: '1' },
        body: JSON.stringify({ ...(JSON.parse(String(body)) as Json), expires_in: '480' }),
      }),
    });
    const response = await fetch(`${demoServer.url}/oauth2/refresh?refresh_token=${demoServer.refreshToken}`);
    expect([response.headers.get('date'), response.headers.get('age')]).toEqual(['Fri, 02 Jan 2026 10:12:00 GMT', '1']);
    expect(await response.json()).toMatchObject({ access_token: expect.any(String) as string, expires_in: '480' });
  });

  test('a reset', async () => {
    demoServer.setFault({ kind: 'reset' });
    await expect(refresh(demoServer.refreshToken)).rejects.toThrow('fetch failed');
  });

  test('late and in drops, but well', async () => {
    demoServer.setFault({ kind: 'delay', delayMs: 20 });
    expect((await refresh(demoServer.refreshToken)).status).toBe(200);
    demoServer.setFault({ kind: 'drip', everyMs: 0 });
    expect((await refresh(demoServer.refreshToken)).status).toBe(200);
  });

  test.each([
    { kind: 'hang' },
    { kind: 'delay', delayMs: WEEK_MS / 2 },
    { kind: 'drip', everyMs: WEEK_MS / 2 },
  ] as const)('$kind for ever, and stopping ends it', async (fault) => {
    const faulty = await start();
    faulty.setFault(fault);
    const ended = expect(refresh(faulty.refreshToken, faulty)).rejects.toThrow();
    await expect.poll(() => faulty.requests.length).toBe(1);
    await faulty.stop();
    await ended;
  });
});

test('the log of requests names no secret', async () => {
  const before = demoServer.requests.length;
  const init = await withToken();
  await call('/me', init);
  expect(demoServer.requests.slice(before)).toEqual([
    { receivedAt: now, method: 'GET', path: '/oauth2/refresh', status: 200 },
    { receivedAt: now, method: 'GET', path: '/me', status: 200 },
  ]);
});

test('two side by side know nothing of each other', async () => {
  const other = await start();
  expect((await refresh(other.refreshToken)).status).toBe(400);
  await other.stop();
});

test('a taken port is told', async () => {
  await expect(start({ port: Number(new URL(demoServer.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
