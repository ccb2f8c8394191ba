// The demo server's replies without a server: what each call gives, and who may make it.
import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccessTokens, type AccessTokens } from '../../../main/demo/access-tokens.ts';
import { createAnnotationJobs } from '../../../main/demo/annotation-jobs.ts';
import { createKeyClients } from '../../../main/demo/key-clients.ts';
import { createRefreshTokens } from '../../../main/demo/refresh-tokens.ts';
import { route, TOKEN_PATH, type DemoState } from '../../../main/demo/routes.ts';

const NOW = Date.parse('2026-01-02T10:52:00Z');
const HOUR_MS = 3_600_000;
const USER = { email: 'ada@example.com', uid: 'u1', scopes: ['nerd'] };
const JOBS = '/api/v1/annotations-async';

let accessTokens: AccessTokens;
let state: DemoState;

beforeAll(async () => {
  accessTokens = await createAccessTokens('http://127.0.0.1:1', USER);
});

beforeEach(() => {
  state = {
    account: USER,
    accessTokens,
    refreshTokens: createRefreshTokens({ kind: 'fixed', lifeMs: 7 * 24 * HOUR_MS }, [
      { token: 'known', issuedAt: NOW },
    ]),
    keyClients: createKeyClients('http://127.0.0.1:1/token'),
    jobs: createAnnotationJobs(),
    rotation: undefined,
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
  };
});

/** The status of a reply, and its body. */
function call(
  method: string,
  path: string,
  { body = '', authorization }: { body?: string; authorization?: string } = {},
) {
  const url = new URL(path, 'http://127.0.0.1:1');
  const reply = route(state, { method, url, authorization, body }, NOW);
  return { status: reply.status, body: JSON.parse(String(reply.body)) as Record<string, unknown> };
}

const bearer = () => ({ authorization: `Bearer ${accessTokens.make(NOW, state.tokenLife)}` });

test('a refresh gives an access token alone, and with rotation a new refresh token too', () => {
  const plain = call('GET', '/oauth2/refresh?refresh_token=known');
  expect([plain.status, Object.keys(plain.body)]).toEqual([200, ['access_token']]);
  state = { ...state, rotation: 'atOnce' };
  const rotated = call('GET', '/oauth2/refresh?refresh_token=known');
  expect(Object.keys(rotated.body)).toEqual(['access_token', 'refresh_token']);
  expect(call('GET', '/oauth2/refresh?refresh_token=known').status).toBe(400);
});

test.each([
  ['/oauth2/refresh', 'invalid_request'],
  ['/oauth2/refresh?refresh_token=', 'invalid_request'],
  ['/oauth2/refresh?refresh_token=unknown', 'invalid_grant'],
])('%s is refused by its error: %s', (path, error) => {
  expect(call('GET', path)).toMatchObject({ status: 400, body: { error } });
});

test('a public key is registered, and anything else is not', () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const body = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  expect(call('POST', '/demo/clients', { body })).toMatchObject({
    status: 201,
    body: { client_id: expect.any(String) as string },
  });
  expect(call('POST', '/demo/clients', { body: 'no key' }).status).toBe(400);
});

test('the token endpoint refuses what proves no client', () => {
  expect(call('POST', TOKEN_PATH, { body: 'grant_type=password' }).status).toBeGreaterThanOrEqual(400);
});

test('the owner of a token is told, with the token', () => {
  const { authorization } = bearer();
  expect(call('GET', '/me', { authorization })).toEqual({
    status: 200,
    body: { ...USER, token: authorization.slice(7) },
  });
});

test('a text is submitted, read and deleted, or annotated at once', () => {
  const body = JSON.stringify({ knowledge_bases: ['capiq'], text: 'Kensho grew.' });
  const job = `${JOBS}?job_id=${String(call('POST', JOBS, { ...bearer(), body }).body['job_id'])}`;
  expect(call('GET', job, bearer())).toMatchObject({ status: 200, body: { status: 'pending' } });
  expect(call('DELETE', job, bearer()).status).toBe(200);
  expect(call('GET', job, bearer()).status).toBe(404);
  expect(call('POST', '/api/v1/annotations-sync', { ...bearer(), body }).status).toBe(200);
});

test.each([undefined, 'Bearer ', 'Bearer made-up', 'Basic YTpi'])(
  '%j opens none of NERD’s own calls',
  (authorization) => {
    for (const [method, path] of [
      ['GET', '/me'],
      ['POST', JOBS],
      ['GET', JOBS],
      ['DELETE', JOBS],
      ['POST', '/api/v1/annotations-sync'],
    ] as const)
      expect(call(method, path, authorization === undefined ? {} : { authorization }).status).toBe(401);
  },
);

test.each([
  ['GET', '/'],
  ['POST', '/me'],
  ['POST', '/oauth2/refresh?refresh_token=known'],
  ['GET', TOKEN_PATH],
])('there is nothing at %s %s, with a token or without', (method, path) => {
  expect([call(method, path).status, call(method, path, bearer()).status]).toEqual([404, 404]);
});
