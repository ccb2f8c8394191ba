import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBase64Url, isJwt, jwtTimes } from '../../../../main/core/token/jwt.ts';
import { tokenClaims } from '../../../../main/core/annotation/token-claims.ts';
import { fuzz, jsonOf, torn } from '../../../support/fuzz.ts';

const CLAIMS = {
  ...{ ver: 1, jti: 'AT.1', iss: 'https://nerd.kensho.com', aud: 'nerd', iat: 1_767_348_000, exp: 1_767_351_600 },
  ...{ scp: ['kensho:app:nerd'], sub: 'ada@example.com', nested: { list: [1, null, { a: true }] } },
};

const encoded = (json: string): string => Buffer.from(json).toString('base64url');
const token = jsonOf([CLAIMS]).map((claims) => `${encoded('{"alg":"RS256"}')}.${encoded(claims)}.c2ln`);

/** When a Date ends (ECMA-262 §21.4.1.1). */
const LAST_DATE = 8.64e15;

/** The two joiners stay: Persian names and emoji are written with them. */
const isPlain = (shown: string): boolean => !/(?![\u200c\u200d])\p{C}/u.test(shown) && shown.length <= 800;

describe('whatever NERD gives as an access token', () => {
  fuzz('is no JWT, or has claims that can be listed', fc.oneof(token, torn(token)), (text) => {
    const { issuedAt, expiresAt } = jwtTimes(text);
    const claims = tokenClaims(text, (at) => new Date(at).toISOString());
    return (
      [issuedAt, expiresAt].every((at) => at === undefined || Math.abs(at) < LAST_DATE) &&
      (claims !== undefined || !isJwt(text)) &&
      (claims ?? []).flatMap(({ name, value }) => [name, value]).every(isPlain)
    );
  });

  fuzz('decodes as base64url does, or not at all', torn(token), (text) => {
    const decoded = decodeBase64Url(text);
    return decoded === undefined || encoded(decoded) === text;
  });

  test('may hold lists in lists by the thousand', () => {
    const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)},"b":1}`;
    expect(tokenClaims(`${encoded('{}')}.${encoded(deep)}.c2ln`, String)).toEqual([
      { name: 'a', value: '[…]' },
      { name: 'b', value: '1' },
    ]);
  });
});
