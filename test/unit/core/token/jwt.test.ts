import { fc, test as property } from '../../../support/core/property.ts';
import { describe, expect, test } from 'vitest';
import { decodeBase64Url, isJwt, jwtExpiresAt, jwtTimes } from '../../../../main/core/token/jwt.ts';
import { jwt, jwtUntil } from '../../../support/core/tokens.ts';

const ELEVEN = Date.UTC(2026, 10, 24, 11);

describe('the end of an access token', () => {
  test('is its exp, in milliseconds', () => {
    expect(jwtExpiresAt(jwtUntil(ELEVEN))).toBe(ELEVEN);
    expect(jwtExpiresAt(jwt({ exp: 1_800_000_000.5 }))).toBe(1_800_000_000_500);
  });

  const plain = (text: string): string => Buffer.from(text).toString('base64');
  test.each([
    ['a string', jwt({ exp: '1800000000' }), 1_800_000_000_000],
    ['a string with a fraction', jwt({ exp: '1800000000.25' }), 1_800_000_000_250],
    ['padded base64url', `eyJhbGciOiJSUzI1NiJ9.${plain('{"exp":1800000000,"a":1}')}.c2lnbg==`, 1_800_000_000_000],
    ['plain base64', `eyJhbGciOiJSUzI1NiJ9.${plain('{"exp":1800000000,"a":"???>>>"}')}.+/+/`, 1_800_000_000_000],
  ])('is read where it is %s', (_name, token, expiresAt) => {
    expect(jwtExpiresAt(token)).toBe(expiresAt);
  });

  test('stands beside the moment of its issue, each by itself', () => {
    const [issuedAt, expiresAt] = [1_800_000_000_000, 1_800_003_600_000];
    expect(jwtTimes(jwt({ iat: 1_800_000_000, exp: 1_800_003_600 }))).toEqual({ issuedAt, expiresAt });
    expect(jwtTimes(jwt({ iat: 'soon', exp: '1800003600' }))).toEqual({ issuedAt: undefined, expiresAt });
    expect(jwtTimes('opaque')).toEqual({ issuedAt: undefined, expiresAt: undefined });
  });

  test('has ten digits of seconds, from the first such moment to the last', () => {
    const known = [999_999_999, 1_000_000_000, 9_999_999_999, 10_000_000_000].filter(
      (exp) => jwtExpiresAt(jwt({ exp })) !== undefined,
    );
    expect(known).toEqual([1_000_000_000, 9_999_999_999]);
  });

  test('is read from tokens of up to 64 KiB', () => {
    const short = jwtUntil(ELEVEN);
    const longest = short + 'x'.repeat(64 * 1024 - short.length);
    expect([jwtExpiresAt(longest), jwtExpiresAt(`${longest}x`)]).toEqual([ELEVEN, undefined]);
  });

  test.each([
    ['no exp', jwt({ sub: 'ada@example.com' })],
    ['exp as a word', jwt({ exp: 'tomorrow' })],
    ['exp as a date', jwt({ exp: '2026-11-24T11:00:00Z' })],
    ['exp as text in milliseconds', jwt({ exp: String(ELEVEN) })],
    ['exp in milliseconds', jwt({ exp: ELEVEN })],
    ['exp of zero', jwt({ exp: 0 })],
    ['a negative exp', jwt({ exp: -1_800_000_000 })],
    ['two parts', jwtUntil(ELEVEN).split('.').slice(0, 2).join('.')],
    ['four parts', `${jwtUntil(ELEVEN)}.x`],
    ['an empty signature', jwtUntil(ELEVEN).replace(/[^.]*$/u, '')],
    ['padding within', jwtUntil(ELEVEN).replace('.ey', '.e=y')],
    ['more padding than there can be', `${jwtUntil(ELEVEN)}===`],
    ['a payload that is a list', `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('[1800000000]').toString('base64url')}.c2ln`],
    ['a payload that is null', `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('null').toString('base64url')}.c2ln`],
    [
      'a payload that is not JSON',
      `eyJhbGciOiJSUzI1NiJ9.${Buffer.from('{exp:1800000000}').toString('base64url')}.c2ln`,
    ],
    [
      'a payload that is not UTF-8',
      `eyJhbGciOiJSUzI1NiJ9.${Buffer.from([0x22, 0xff, 0x22]).toString('base64url')}.c2ln`,
    ],
    ['far too long', jwtUntil(ELEVEN, { more: 'x'.repeat(70_000) })],
    ['nothing', ''],
  ])('is unknown with %s', (_name, token) => {
    expect(jwtExpiresAt(token)).toBeUndefined();
  });
});

test('a refresh token is no JWT, an access token is', () => {
  expect(isJwt('0123abcdEFGH-_')).toBe(false);
  expect(isJwt('a.b.c')).toBe(false);
  expect(isJwt(jwt({}))).toBe(true);
});

test.each([
  ['a header that is no JSON', (header: string, payload: string) => `x${header}.${payload}.c2ln`],
  ['a header that is null', (_header: string, payload: string) => `bnVsbA.${payload}.c2ln`],
  ['a payload that is a list', (header: string) => `${header}.W10.c2ln`],
  ['a payload that is a number', (header: string) => `${header}.MTI.c2ln`],
  ['a payload of letters that are no base64url', (header: string) => `${header}.e+0.c2ln`],
  ['no signature', (header: string, payload: string) => `${header}.${payload}.`],
])('%s makes no JWT', (_name, made) => {
  const [header = '', payload = ''] = jwt({}).split('.');
  expect(isJwt(`${header}.${payload}.c2ln`)).toBe(true);
  expect(isJwt(made(header, payload))).toBe(false);
});

describe('base64url', () => {
  test.each(['A', 'AAAAA', '', 'AB', '-w', 'YQ=='])('is not %j', (text) => {
    expect(decodeBase64Url(text)).toBeUndefined();
  });

  property('gives back every text', [fc.string({ unit: 'binary', minLength: 1 })], (text) => {
    expect(decodeBase64Url(Buffer.from(text).toString('base64url'))).toBe(Buffer.from(text).toString());
  });

  property(
    'agrees with Node on what is base64url at all',
    [fc.string({ unit: fc.constantFrom(...Array.from('AQgw_-9zBCx=+/ ')) })],
    (text) => {
      const bytes = Buffer.from(text, 'base64url');
      const canonical = text !== '' && bytes.toString('base64url') === text;
      const utf8 = Buffer.from(bytes.toString()).equals(bytes);
      expect(decodeBase64Url(text)).toBe(canonical && utf8 ? bytes.toString() : undefined);
    },
  );
});
