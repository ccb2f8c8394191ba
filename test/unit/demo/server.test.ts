import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { startSandbox, type Sandbox, type SandboxOptions } from '../../../main/demo/server.ts';

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;

const HOUR = { kind: 'span', lifeMs: HOUR_MS } as const;

let now: number;
/** One for all tests, because making its key takes a while; what a test changes is put back. */
let sandbox: Sandbox;

const start = (more: Partial<SandboxOptions> = {}) =>
  startSandbox({
    clock: { now: () => now },
    tokenLife: HOUR,
    week: { kind: 'fixed', lifeMs: WEEK_MS },
    ...more,
  });

const setTime = () => (now = Date.parse('2026-01-02T10:52:00Z'));

beforeAll(async () => {
  setTime();
  sandbox = await start();
});

beforeEach(() => {
  setTime();
  sandbox.setFault(undefined);
  sandbox.setTokenLife(HOUR);
});

afterAll(() => sandbox.stop());

type Json = Record<string, unknown>;

async function call(path: string, init?: RequestInit, { url } = sandbox): Promise<{ status: number; body: Json }> {
  const response = await fetch(url + path, init);
  return { status: response.status, body: (await response.json()) as Json };
}

const refresh = (token: string, at = sandbox) =>
  call(`/oauth2/refresh?refresh_token=${encodeURIComponent(token)}`, {}, at);

async function withToken(): Promise<{ headers: Record<string, string> }> {
  const { body } = await refresh(sandbox.refreshToken);
  return { headers: { authorization: `Bearer ${String(body['access_token'])}` } };
}

const expOf = (body: Json) => {
  const payload = Buffer.from(String(body['access_token']).split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(payload) as { exp: number }).exp * 1000;
};

describe('refreshing', () => {
  test('gives an access token and nothing else', async () => {
    const { status, body } = await refresh(sandbox.refreshToken);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['access_token']);
    expect(expOf(body)).toBe(now + HOUR_MS);
  });

  test('on the hour from when it is told so', async () => {
    sandbox.setTokenLife({ kind: 'onTheHour' });
    expect(expOf((await refresh(sandbox.refreshToken)).body)).toBe(Date.parse('2026-01-02T11:00:00Z'));
  });

  test('refuses unknown, ended and outlived tokens in the words of Okta', async () => {
    const refused = {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The refresh token is invalid or expired.' },
    };
    const second = sandbox.issueRefreshToken();
    sandbox.endRefreshToken(second);
    expect(await refresh('unknown')).toEqual(refused);
    expect(await refresh(second)).toEqual(refused);
    expect((await refresh(sandbox.refreshToken)).status).toBe(200);
    now += WEEK_MS;
    expect(await refresh(sandbox.refreshToken)).toEqual(refused);
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
    sandbox.setFault({ kind: 'answer', reply: { status: 503, headers: { 'retry-after': '9' }, body: '{}' } });
    const response = await fetch(sandbox.url);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '9']);
    sandbox.setFault(undefined);
    expect((await refresh(sandbox.refreshToken)).status).toBe(200);
  });

  test('a reset', async () => {
    sandbox.setFault({ kind: 'reset' });
    await expect(refresh(sandbox.refreshToken)).rejects.toThrow('fetch failed');
  });

  test('late and in drops, but well', async () => {
    sandbox.setFault({ kind: 'delay', delayMs: 20 });
    expect((await refresh(sandbox.refreshToken)).status).toBe(200);
    sandbox.setFault({ kind: 'drip', everyMs: 0 });
    expect((await refresh(sandbox.refreshToken)).status).toBe(200);
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
  const before = sandbox.requests.length;
  const init = await withToken();
  await call('/me', init);
  expect(sandbox.requests.slice(before)).toEqual([
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
  await expect(start({ port: Number(new URL(sandbox.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
