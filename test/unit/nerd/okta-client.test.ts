import { generateKeyPairSync } from 'node:crypto';
import { importSPKI, jwtVerify } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { createOktaClient } from '../../../main/nerd/okta-client.ts';
import type { Credential } from '../../../main/ports/credentials.ts';
import { resetElectron } from '../../support/fake-electron/index.ts';
import { playRequests, type PlayedRequest } from '../../support/fake-electron/requests.ts';
import { NO_PROXY } from '../../support/no-proxy.ts';
import { TEN } from '../../support/token-fixture.ts';

beforeEach(resetElectron);

const TOKEN_URL = 'https://okta.example.com/oauth2/default/v1/token';
const JSON_TYPE = { 'content-type': 'application/json' };
const GRANTED = { status: 200, headers: JSON_TYPE, body: '{"access_token":"fresh","expires_in":3600}' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PAIR: Credential<'keyPair'> = {
  id: 'pair',
  kind: 'keyPair',
  clientId: 'client-1',
  privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  enteredAt: TEN,
};
const client = createOktaClient({ tokenUrl: TOKEN_URL }, NO_PROXY);

/** A refusal of the client by a server whose clock shows this. */
const refusedAt = (at: number) => ({
  status: 401,
  headers: { ...JSON_TYPE, date: new Date(at).toUTCString() },
  body: '{"error":"invalid_client"}',
});

/** The assertion of a request, with its signature checked. */
async function assertionOf(request: PlayedRequest | undefined) {
  const assertion = new URLSearchParams(request?.body).get('client_assertion') ?? '';
  const key = await importSPKI(publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'RS256');
  const { payload, protectedHeader } = await jwtVerify(assertion, key, { currentDate: new Date(TEN) });
  return { ...payload, ...protectedHeader };
}

test('the client proves its identity by an assertion for this one endpoint, good for five minutes', async () => {
  const requests = playRequests(GRANTED);
  expect(await client.refresh(PAIR, TEN)).toMatchObject({ ok: true, accessToken: 'fresh' });
  const [request] = requests;
  expect(request).toMatchObject({
    method: 'POST',
    url: TOKEN_URL,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  const form = Object.fromEntries(new URLSearchParams(request?.body));
  expect(form).toMatchObject({
    grant_type: 'client_credentials',
    scope: 'kensho:app:nerd',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  });
  expect(await assertionOf(request)).toMatchObject({
    iss: 'client-1',
    sub: 'client-1',
    aud: TOKEN_URL,
    iat: TEN / 1000,
    exp: TEN / 1000 + 300,
    alg: 'RS256',
  });
});

test('a key’s name is in the assertion’s head where the server asked for one', async () => {
  const requests = playRequests(GRANTED, GRANTED);
  await client.refresh(PAIR, TEN);
  await client.refresh({ ...PAIR, kid: 'key-7' }, TEN);
  expect(await assertionOf(requests[0])).not.toHaveProperty('kid');
  expect(await assertionOf(requests[1])).toHaveProperty('kid', 'key-7');
});

test('each assertion is a new one', async () => {
  const requests = playRequests(GRANTED, GRANTED);
  await client.refresh(PAIR, TEN);
  await client.refresh(PAIR, TEN);
  const [first, second] = await Promise.all(requests.map(assertionOf));
  expect(first?.jti).not.toBe(second?.jti);
});

test('a server that refuses and tells another time is asked once more, by that time', async () => {
  const requests = playRequests(refusedAt(TEN - 60_000), GRANTED);
  expect(await client.refresh(PAIR, TEN)).toMatchObject({ ok: true });
  expect(await assertionOf(requests[1])).toMatchObject({ iat: TEN / 1000 - 60 });
});

test('a server that refuses at the same time has refused the key', async () => {
  const requests = playRequests(refusedAt(TEN), GRANTED);
  expect(await client.refresh(PAIR, TEN)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(requests).toHaveLength(1);
});

test('a failure that is no refusal is not asked again', async () => {
  const requests = playRequests({ ...refusedAt(TEN - 60_000), status: 200, body: '{}' }, GRANTED);
  expect(await client.refresh(PAIR, TEN)).toMatchObject({ ok: false, failure: { kind: 'malformed_response' } });
  expect(requests).toHaveLength(1);
});

test('an address that is not https gets no assertion', () => {
  expect(() => createOktaClient({ tokenUrl: 'http://okta.example.com/token' }, NO_PROXY)).toThrow('https');
});
