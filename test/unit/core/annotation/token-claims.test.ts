import { expect, test } from 'vitest';
import { tokenClaims } from '../../../../main/core/annotation/token-claims.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const SIGNATURE = 'c2lnbmF0dXJl';
const jwt = (claims: unknown) => `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}.${SIGNATURE}`;
const moment = (at: number) => `at ${at}`;

test('claims in their own order, times in words, lists as people write them', () => {
  const token = jwt({ ver: 1, exp: 1_800_000_000, scp: ['a', 'b'], sub: 'ada@example.com', more: { a: null } });
  expect(tokenClaims(token, moment)).toEqual([
    { name: 'ver', value: '1' },
    { name: 'exp', value: 'at 1800000000000' },
    { name: 'scp', value: 'a, b' },
    { name: 'sub', value: 'ada@example.com' },
    { name: 'more', value: '{"a":null}' },
  ]);
});

test('neither the token nor its signature is among them', () => {
  const token = jwt({ sub: 'ada@example.com' });
  const told = JSON.stringify(tokenClaims(token, moment));
  expect(told).not.toContain(SIGNATURE);
  expect(told).not.toContain(token.split('.')[1]);
});

test('what is long or strange is cut and made plain, and there is an end to it', () => {
  const many = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`claim${index}`, index]));
  expect(tokenClaims(jwt(many), moment)).toHaveLength(50);
  const [claim] = tokenClaims(jwt({ exp: 'never', sub: 'x' }), moment) ?? [];
  expect(claim).toEqual({ name: 'exp', value: 'never' });
  const [strange] = tokenClaims(jwt({ sub: `a\u202eb\n${'x'.repeat(1000)}` }), moment) ?? [];
  expect(strange?.value).toMatch(/^a b x+…$/u);
  expect(strange?.value).toHaveLength(400);
});

test.each(['', 'opaque', 'a.b', 'a.b.c'])('“%s” has none', (token) => {
  expect(tokenClaims(token, moment)).toBeUndefined();
});
