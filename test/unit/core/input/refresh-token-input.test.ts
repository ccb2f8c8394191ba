import { describe, expect, test } from 'vitest';
import { parseRefreshToken } from '../../../../main/core/input/refresh-token-input.ts';
import { fc, test as property } from '../../../support/core/property.ts';
import { jwtUntil } from '../../../support/core/tokens.ts';

const TOKEN = 'Xy7_k-Q29wLm3~tE8.aB';

describe('a refresh token is found in', () => {
  test.each([
    ['itself', TOKEN],
    ['spaces and line breaks', `\r\n  ${TOKEN}\t\n`],
    ['a line break in its middle', `${TOKEN.slice(0, 8)}\n   ${TOKEN.slice(8)}`],
    ['double quotes', `"${TOKEN}"`],
    ['single quotes', `'${TOKEN}'`],
    ['curly quotes', `“${TOKEN}”`],
    ['backticks', `\`${TOKEN}\``],
    ['Bearer', `Bearer ${TOKEN}`],
    ['bearer in a header', `Authorization: bearer ${TOKEN}`],
    ['the line of the Quickstart', `REFRESH_TOKEN = "${TOKEN}"`],
    ['that line with a comma', `REFRESH_TOKEN="${TOKEN}",`],
    ['an environment line', `export REFRESH_TOKEN=${TOKEN}`],
    ['a JavaScript line', `const refreshToken = '${TOKEN}';`],
    ['JSON', `"refresh_token": "${TOKEN}",`],
    ['the words of the page', `Refresh Token: ${TOKEN}`],
    ['zero-width marks', `\u200b${TOKEN}\ufeff`],
  ])('%s', (_name, text) => {
    expect(parseRefreshToken(text)).toEqual({ ok: true, refreshToken: TOKEN });
  });
});

describe('and nothing else passes for one:', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n\t ', 'empty'],
    ['empty quotes', '""', 'empty'],
    ['a line without its value', 'REFRESH_TOKEN = ""', 'empty'],
    ['a control character', `abc\u0007def`, 'controlCharacters'],
    ['a null', `abc\u0000`, 'controlCharacters'],
    ['a zero-width mark in the middle', `abc\u200bdef`, 'controlCharacters'],
    ['letters that no token has', 'žluťoučký', 'controlCharacters'],
    ['an emoji', 'token😀', 'controlCharacters'],
    ['over 16 KiB', 'a'.repeat(16 * 1024 + 1), 'tooLong'],
  ])('%s', (_name, text, problem) => {
    expect(parseRefreshToken(text)).toEqual({ ok: false, problem, expiresAt: undefined });
  });

  test('an access token, and its end is told', () => {
    const expiresAt = Date.UTC(2026, 10, 24, 11);
    expect(parseRefreshToken(`Bearer ${jwtUntil(expiresAt)}`)).toEqual({
      ok: false,
      problem: 'accessToken',
      expiresAt,
    });
  });
});

test('16 KiB are taken', () => {
  expect(parseRefreshToken('a'.repeat(16 * 1024))).toMatchObject({ ok: true });
});

const vschar = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019-_.~+/')), minLength: 1, maxLength: 60 });
const around = fc.string({ unit: fc.constantFrom(...Array.from(' \n\r\t"\'`“”')), maxLength: 6 });

property('whatever stands around it, the token comes out whole', [vschar, around, around], (token, before, after) => {
  fc.pre(!/^(?:bearer|authorization|refresh)/iu.test(token));
  expect(parseRefreshToken(before + token + after)).toEqual({ ok: true, refreshToken: token });
});

property(
  'what comes out goes in again unchanged, and never has a space or a control character',
  [fc.string({ unit: 'binary' })],
  (text) => {
    const first = parseRefreshToken(text);
    if (!first.ok) return;
    expect(first.refreshToken).toMatch(/^[\x21-\x7e]+$/u);
    expect(parseRefreshToken(first.refreshToken)).toEqual(first);
  },
);
