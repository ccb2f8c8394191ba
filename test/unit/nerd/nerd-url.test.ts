import { expect, test } from 'vitest';

import { nerdBaseUrl, oktaTokenUrl, safeOrigin } from '../../../main/nerd/nerd-url.ts';

const REAL = { ok: true, baseUrl: 'https://nerd.kensho.com', allowLoopbackHttp: false };

test('the real NERD, unless another is named', () => {
  expect(nerdBaseUrl(false, {})).toEqual(REAL);
});

test('a packaged app cannot be sent elsewhere', () => {
  expect(nerdBaseUrl(true, { NERD_TRAY_NERD_URL: 'https://evil.example.com' })).toEqual(REAL);
});

test.each([
  ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
  ['http://[::1]:4000', 'http://[::1]:4000'],
  ['https://nerd.example.com', 'https://nerd.example.com'],
])('an unpackaged app takes %s', (address, baseUrl) => {
  expect(nerdBaseUrl(false, { NERD_TRAY_NERD_URL: address })).toEqual({ ok: true, baseUrl, allowLoopbackHttp: true });
});

test.each([
  '',
  'nerd.example.com',
  'http://nerd.example.com',
  'http://localhost:4000',
  'http://127.0.0.1.example.com',
  'http://127.0.0.1@example.com',
  'https://user:secret@nerd.example.com',
  'https://nerd.example.com/path',
  'https://nerd.example.com/?query',
  'https://nerd.example.com/#part',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
])('and refuses %j in plain words, without repeating it', (address) => {
  const refused = nerdBaseUrl(false, { NERD_TRAY_NERD_URL: address });
  expect(refused).toEqual({ ok: false, sentence: expect.stringContaining('NERD_TRAY_NERD_URL has to be') as string });
  if (address !== '') expect(JSON.stringify(refused)).not.toContain(address);
});

test('http on this machine passes only when it is allowed', () => {
  expect(safeOrigin('http://127.0.0.1:4000', false)).toBeUndefined();
  expect(safeOrigin('http://127.0.0.1:4000', true)).toBe('http://127.0.0.1:4000');
});

const OKTA = { ok: true, tokenUrl: 'https://kensho.okta.com/oauth2/default/v1/token', allowLoopbackHttp: false };

test('a key pair goes to Okta, and elsewhere only from an unpackaged app', () => {
  const tokenUrl = 'http://127.0.0.1:4000/oauth2/default/v1/token';
  expect(oktaTokenUrl(false, {})).toEqual(OKTA);
  expect(oktaTokenUrl(true, { NERD_TRAY_TOKEN_URL: tokenUrl })).toEqual(OKTA);
  expect(oktaTokenUrl(false, { NERD_TRAY_TOKEN_URL: tokenUrl })).toEqual({
    ok: true,
    tokenUrl,
    allowLoopbackHttp: true,
  });
});

test.each([
  '',
  'http://okta.example.com/token',
  'http://localhost:4000/token',
  'https://user:secret@okta.example.com/token',
  'https://okta.example.com/token?query',
  'https://okta.example.com/token#part',
  'file:///etc/passwd',
])('the token endpoint %j is refused in plain words, without repeating it', (address) => {
  const refused = oktaTokenUrl(false, { NERD_TRAY_TOKEN_URL: address });
  expect(refused).toEqual({ ok: false, sentence: expect.stringContaining('NERD_TRAY_TOKEN_URL has to be') as string });
  if (address !== '') expect(JSON.stringify(refused)).not.toContain(address);
});
