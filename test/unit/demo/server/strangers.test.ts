import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoServer, type DemoServer } from '../../../../main/demo/server.ts';

const MEBIBYTE = 2 ** 20;

let demoServer: DemoServer;
let port: number;

beforeAll(async () => {
  demoServer = await startDemoServer({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: 3_600_000 },
    week: { kind: 'sliding', lifeMs: 604_800_000 },
  });
  port = Number(new URL(demoServer.url).port);
});

afterAll(() => demoServer.stop());

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

interface Answered {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** One call, with these headers just as they are. */
async function call({ method = 'GET', path = '/me', headers = {}, body = '' }: Asked): Promise<Answered> {
  const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [
    NodeJS.ReadableStream & { statusCode?: number; headers: IncomingHttpHeaders },
  ];
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, body: JSON.parse(text) };
}

const refreshPath = (): string => `/oauth2/refresh?refresh_token=${demoServer.refreshToken}`;

async function accessToken(): Promise<string> {
  const { body } = await call({ path: refreshPath() });
  return (body as { access_token: string }).access_token;
}

describe('a page of the browser', () => {
  test.each(['evil.example', 'evil.example:80', 'localhost', '127.0.0.1', '127.0.0.1:1'])(
    'that has its own name (%j) lead here gets nothing',
    async (host) => {
      expect(await call({ path: refreshPath(), headers: { host } })).toMatchObject({
        status: 421,
        body: { status: 'error' },
      });
    },
  );

  test.each(['https://evil.example', 'http://127.0.0.1:1', 'null', 'file://'])(
    'of another origin (%s) gets nothing, whatever it asks for',
    async (origin) => {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const answer = await call({ method, path: refreshPath(), headers: { origin } });
        expect([answer.status, answer.body]).toMatchObject([403, { status: 'error' }]);
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    },
  );

  test.each(['cross-site', 'same-site'])('that asks for a picture or a frame (%s) gets nothing', async (site) => {
    expect((await call({ path: refreshPath(), headers: { 'sec-fetch-site': site } })).status).toBe(403);
  });

  test('registers no client', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const body = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const registered = (headers: Record<string, string>) =>
      call({ method: 'POST', path: '/demo/clients', headers, body });
    expect((await registered({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await registered({})).status).toBe(201);
  });

  test('the app, curl and an address that is typed are answered', async () => {
    for (const headers of [{}, { 'sec-fetch-site': 'none' }, { host: `localhost:${port}` }])
      expect((await call({ path: refreshPath(), headers })).status).toBe(200);
  });
});

describe('what is wrong is answered as NERD does', () => {
  test.each(['x', 'a.b.c', 'bnVsbA.bnVsbA.x', `${'a'.repeat(4000)}.b.c`, '..', 'é'])('the token %s', async (token) => {
    const headers = { authorization: `Bearer ${Buffer.from(token).toString('latin1')}` };
    expect(await call({ headers })).toMatchObject({ status: 401, body: { status: 'error' } });
  });

  test('a token that is cut, or has another’s signature', async () => {
    const [header = '', payload = '', signature = ''] = (await accessToken()).split('.');
    const [, , other = ''] = (await accessToken()).split('.');
    for (const token of [
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature.slice(4)}`,
      `${header}.${payload}.${other}`,
    ])
      expect((await call({ headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  });

  test.each([
    ['null', 'null'],
    ['1', '[]'],
    ['{}', '{"sub":{}}'],
    ['{"alg":"RS256"}', '"text"'],
  ])('an assertion of %s and %s', async (header, claims) => {
    const encoded = [header, claims, 'x'].map((part) => Buffer.from(part).toString('base64url')).join('.');
    expect(await asked(encoded)).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('a client whose key is for something else', async () => {
    for (const { publicKey } of [generateKeyPairSync('ed25519'), generateKeyPairSync('ec', { namedCurve: 'P-256' })]) {
      const body = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      expect((await call({ method: 'POST', path: '/demo/clients', body })).status).toBe(400);
    }
  });

  /** What the token endpoint says to this assertion. */
  function asked(assertion: string): Promise<Answered> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }).toString();
    return call({ method: 'POST', path: '/oauth2/default/v1/token', body });
  }
});

describe('memory has bounds', () => {
  let headers: { authorization: string };
  beforeAll(async () => {
    headers = { authorization: `Bearer ${await accessToken()}` };
  });
  const submit = async (text: string): Promise<Answered> =>
    call({
      method: 'POST',
      path: '/api/v1/annotations-async',
      headers,
      body: JSON.stringify({ knowledge_bases: ['capiq'], text }),
    });

  test('a body that is too large is answered by 413, and nothing of it is kept', async () => {
    const before = demoServer.jobs;
    expect(await submit('a'.repeat(MEBIBYTE + 1))).toMatchObject({ status: 413, body: { status: 'error' } });
    expect(await submit('a '.repeat(400_000))).toMatchObject({ status: 202 });
    expect(demoServer.jobs).toBe(before + 1);
  });

  test('of the texts that nobody takes away the oldest are forgotten', async () => {
    const first = (await submit('Kensho.')).body as { job_id: string };
    for (let each = 0; each < 60; each += 1) await submit('Kensho.');
    expect(demoServer.jobs).toBe(50);
    expect((await call({ path: `/api/v1/annotations-async?job_id=${first.job_id}`, headers })).status).toBe(404);
  });

  test('of refresh tokens and clients the oldest are forgotten', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const first = demoServer.issueRefreshToken();
    const client = demoServer.registerClient({ publicKey: pem });
    for (let each = 0; each < 1000; each += 1) demoServer.issueRefreshToken();
    for (let each = 0; each < 100; each += 1) demoServer.registerClient({ publicKey: pem });
    expect((await call({ path: `/oauth2/refresh?refresh_token=${first}` })).status).toBe(400);
    expect(demoServer.clients).toBe(100);
    expect(client).not.toBe('');
  });

  test('of the calls it got it remembers the last ones', async () => {
    for (let each = 0; each < 1100; each += 100) await Promise.all(Array.from({ length: 100 }, () => call({})));
    expect(demoServer.requests.length).toBeLessThanOrEqual(1000);
    expect(demoServer.requests.at(-1)).toMatchObject({ path: '/me', status: 401 });
  });

  test('a hundred connections are served, and no more at once', async () => {
    const sockets = Array.from({ length: 130 }, () => connect(port, '127.0.0.1'));
    let closed = 0;
    for (const socket of sockets) socket.on('error', () => undefined).on('close', () => (closed += 1));
    await expect.poll(() => closed).toBeGreaterThanOrEqual(30);
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await call({}).catch(() => undefined))?.status).toBe(401);
  });
});
