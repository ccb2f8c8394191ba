import { beforeAll, expect, test } from 'vitest';

import { createAccessTokens, expiryInSeconds, type AccessTokens } from '../../../main/demo/access-tokens.ts';

const at = (time: string) => Date.parse(`2026-01-02T${time}Z`);
const HOUR_MS = 3_600_000;
const now = at('10:52:00');

let tokens: AccessTokens;
beforeAll(async () => {
  tokens = await createAccessTokens('http://127.0.0.1:1', { email: 'ada@example.com', uid: 'u1', scopes: ['nerd'] });
});
const hour = { kind: 'span', lifeMs: HOUR_MS } as const;

test('access tokens live for a span', () => {
  expect(expiryInSeconds(now, { kind: 'span', lifeMs: 90_500 })).toBe(Math.floor((now + 90_500) / 1000));
});

test.each([
  ['10:52:00', '11:00:00'],
  ['10:59:59.999', '11:00:00'],
  ['11:00:00', '12:00:00'],
])('access tokens made at %s, on the hour, end at %s', (madeAt, endsAt) => {
  expect(expiryInSeconds(at(madeAt), { kind: 'onTheHour' }) * 1000).toBe(at(endsAt));
});

test("access tokens carry the claims that NERD's are likely to have", () => {
  const [header, payload] = tokens
    .make(now, hour)
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);
  expect(header).toMatchObject({ alg: 'RS256' });
  expect(payload).toMatchObject({
    iss: 'http://127.0.0.1:1',
    iat: now / 1000,
    exp: (now + HOUR_MS) / 1000,
    uid: 'u1',
    scp: ['nerd'],
    sub: 'ada@example.com',
  });
});

test('access tokens are good until they expire, and only unchanged', () => {
  const token = tokens.make(now, hour);
  expect(tokens.isValid(token, now)).toBe(true);
  expect(tokens.isValid(token, now + HOUR_MS - 1)).toBe(true);
  expect(tokens.isValid(token, now + HOUR_MS)).toBe(false);
  const [header, , signature] = token.split('.');
  const forged = Buffer.from('{"exp":99999999999}').toString('base64url');
  expect(tokens.isValid(`${header ?? ''}.${forged}.${signature ?? ''}`, now)).toBe(false);
});

test.each(['', 'x', '..', 'a.b.c', 'a.b.c.d'])('%j is no access token', (text) => {
  expect(tokens.isValid(text, now)).toBe(false);
});

test('access tokens of another demo server are not good here', async () => {
  const other = await createAccessTokens('http://127.0.0.1:1', { email: '', uid: '', scopes: [] });
  expect(tokens.isValid(other.make(now, hour), now)).toBe(false);
});
