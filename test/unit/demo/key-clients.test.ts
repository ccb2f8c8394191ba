import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { createKeyClients, type KeyClients } from '../../../main/demo/key-clients.ts';

const NOW = Date.UTC(2026, 10, 24, 10);
const SECONDS = NOW / 1000;
const AUDIENCE = 'http://127.0.0.1:1/oauth2/default/v1/token';
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });

let clients: KeyClients;
let clientId: string;
let ids = 0;

beforeEach(() => {
  clients = createKeyClients(AUDIENCE);
  clientId = clients.register({ publicKey: rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString() });
});

interface Signed {
  readonly claims?: JWTPayload;
  readonly alg?: string;
  readonly key?: KeyObject | Uint8Array;
}

async function form({ claims = {}, alg = 'RS256', key = rsa.privateKey }: Signed = {}, fields = {}) {
  const good = {
    iss: clientId,
    sub: clientId,
    aud: AUDIENCE,
    iat: SECONDS,
    exp: SECONDS + 300,
    jti: `id-${(ids += 1)}`,
  };
  const assertion = await new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg }).sign(key);
  return new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'kensho:app:nerd',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...fields,
  });
}

const said = (asked: URLSearchParams) => {
  const refusal = clients.refusal(asked, NOW);
  return refusal && [refusal.status, (JSON.parse(String(refusal.body)) as { error: string }).error];
};

test('what Okta’s guide asks for is not refused, and an hour is long enough', async () => {
  expect(said(await form())).toBeUndefined();
  expect(said(await form({ claims: { exp: SECONDS + 3600 } }))).toBeUndefined();
});

describe('refused as the client is', () => {
  test.each<[string, Signed]>([
    ['another audience', { claims: { aud: 'https://example.com/token' } }],
    ['the issuer alone as audience', { claims: { aud: 'http://127.0.0.1:1' } }],
    ['an issuer that is not the subject', { claims: { iss: 'somebody' } }],
    ['a client that is not known', { claims: { iss: 'nobody', sub: 'nobody' } }],
    ['what has expired', { claims: { exp: SECONDS } }],
    ['what lives longer than an hour', { claims: { exp: SECONDS + 3601 } }],
    ['what was issued in the future', { claims: { iat: SECONDS + 301 } }],
    ['no moment of issue', { claims: { iat: undefined } as unknown as JWTPayload }],
    ['no end', { claims: { exp: undefined } as unknown as JWTPayload }],
    ['no jti', { claims: { jti: undefined } as unknown as JWTPayload }],
    ['another key', { key: other.privateKey }],
    ['another algorithm', { alg: 'RS512' }],
    ['a shared secret in place of a key', { alg: 'HS256', key: new TextEncoder().encode('x'.repeat(32)) }],
  ])('%s', async (_name, signed) => {
    expect(said(await form(signed))).toEqual([401, 'invalid_client']);
  });

  test.each([
    ['no assertion', { client_assertion: '' }],
    ['no JWT', { client_assertion: 'a.b' }],
    ['a JWT of no JSON', { client_assertion: 'a.b.c' }],
    ['another type of assertion', { client_assertion_type: 'saml2-bearer' }],
  ])('%s', async (_name, fields) => {
    expect(said(await form({}, fields))).toEqual([401, 'invalid_client']);
  });

  test('what was seen before', async () => {
    const once = await form();
    expect(said(once)).toBeUndefined();
    expect(said(once)).toEqual([401, 'invalid_client']);
  });

  test('one that was withdrawn', async () => {
    clients.withdraw(clientId);
    expect(said(await form())).toEqual([401, 'invalid_client']);
  });
});

test('another grant and another scope are refused by their names', async () => {
  expect(said(await form({}, { grant_type: 'refresh_token' }))).toEqual([400, 'unsupported_grant_type']);
  expect(said(await form({}, { scope: 'openid' }))).toEqual([400, 'invalid_scope']);
  clientId = clients.register({
    publicKey: rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    mayUseNerd: false,
  });
  expect(said(await form())).toEqual([400, 'invalid_scope']);
});
