import { expect, test } from 'vitest';
import { accessTokenIn, isAccessToken } from '../../../../main/core/input/access-token.ts';
import { jwt, jwtUntil } from '../../../support/core/tokens.ts';

const END = Date.UTC(2026, 10, 24, 11);
const NO_END = { expiresAt: undefined };

test.each<readonly [string, string, ReturnType<typeof isAccessToken>]>([
  ['a JWT with an end', jwtUntil(END), { expiresAt: END }],
  ['a JWT with scopes and no end', jwt({ scp: ['nerd'] }), NO_END],
  ['a JWT for an audience', jwt({ aud: 'https://nerd.kensho.com' }), NO_END],
  ['a JWT without a telling claim', jwt({ sub: 'ada' }), undefined],
  ['a JWT that says that it refreshes', jwtUntil(END, { typ: 'Refresh' }), undefined],
  ['a JWT that says what it is used for', jwtUntil(END, { token_use: 'offline_access' }), undefined],
  ['a JWT of another type', jwtUntil(END, { typ: 'Bearer' }), { expiresAt: END }],
  ['no JWT', 'Xy7_k-Q29wLm3~tE8.aB', undefined],
])('%s', (_what, token, access) => {
  expect(isAccessToken(token)).toEqual(access);
});

test('an access token is found among words, and where it is wrapped over lines', () => {
  const token = jwtUntil(END);
  expect(accessTokenIn(`token: ${token}, of today`)).toEqual({ expiresAt: END });
  expect(accessTokenIn(`${token.slice(0, 30)}\n  ${token.slice(30)}`)).toEqual({ expiresAt: END });
});

test('a JWT that is no access token does not hide one that comes after it', () => {
  expect(accessTokenIn(`${jwt({ sub: 'ada' })} ${jwtUntil(END)}`)).toEqual({ expiresAt: END });
});

test('in a text without an access token none is found', () => {
  expect(accessTokenIn(`Xy7_k-Q29wLm3~tE8.aB ${jwt({ sub: 'ada' })}`)).toBeUndefined();
});
