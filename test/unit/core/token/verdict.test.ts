import { describe, expect, test } from 'vitest';
import { bodyVerdict, headVerdict, type Verdict } from '../../../../main/core/token/verdict.ts';

const BARE: Verdict = { kind: 'refused', bare: true };
const NOT_NERD: Verdict = { kind: 'not_nerd' };
const REFUSING = [400, 401, 403];
const PAGE = '<!doctype html><title>Blocked</title>';

const verdict = (status: number, body: string | undefined, contentType?: string): Verdict =>
  headVerdict({ status, contentType }) ?? bodyVerdict({ status, contentType }, body);

describe('a 400, 401 or 403', () => {
  test.each(REFUSING)('%d with NERD’s own error is NERD’s refusal, whatever its content type', (status) => {
    for (const errorCode of ['invalid_grant', 'invalid_client', 'unauthorized_client', 'invalid_scope']) {
      const body = JSON.stringify({ error: errorCode, error_description: 'The refresh token is invalid or expired.' });
      for (const contentType of [undefined, 'application/json', 'application/json; charset=utf-8', 'text/plain'])
        expect(verdict(status, body, contentType)).toEqual({ kind: 'refused', errorCode });
    }
  });

  test.each<[name: string, body: string | undefined]>([
    ['no body', ''],
    ['white space', '  \n'],
    ['plain text', 'Forbidden'],
    ['a name alone', 'invalid_grant'],
    ['text that is not UTF-8', undefined],
    ['JSON without an error', '{"message":"Forbidden"}'],
    ['another error of RFC 6749', '{"error":"invalid_request"}'],
    ['an error in capitals', '{"error":"INVALID_GRANT"}'],
    ['an error that is no text', '{"error":{"code":"invalid_grant"}}'],
    ['an error within', '{"result":{"error":"invalid_grant"}}'],
    ['a list', '[{"error":"invalid_grant"}]'],
    ['null', 'null'],
    ['JSON that breaks off', '{"error":"invalid_grant"'],
    ['an access token', '{"access_token":"good"}'],
  ])('with %s is bare', (_name, body) => {
    for (const status of REFUSING) expect(verdict(status, body)).toEqual(BARE);
  });

  test.each<[name: string, body: string, contentType: string | undefined]>([
    ['HTML', PAGE, 'text/html; charset=utf-8'],
    ['HTML in capitals', PAGE, 'TEXT/HTML'],
    ['HTML without a content type', PAGE, undefined],
    ['HTML as plain text', `\n  ${PAGE}`, 'text/plain'],
    ['HTML that says it is JSON', PAGE, 'application/json'],
    ['an empty page', '', 'text/html'],
    ['XHTML', PAGE, 'application/xhtml+xml'],
    ['a storage server’s XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'application/xml'],
    ['XML', '<Error/>', 'text/xml'],
    ['a picture', 'GIF89a', 'image/gif'],
    ['NERD’s own error in a page', '{"error":"invalid_grant"}', 'text/html'],
  ])('with %s is not NERD’s', (_name, body, contentType) => {
    for (const status of REFUSING) expect(verdict(status, body, contentType)).toEqual(NOT_NERD);
  });
});

describe('any other status', () => {
  test.each<[status: number, verdict: Verdict]>([
    [100, NOT_NERD],
    [201, NOT_NERD],
    [204, NOT_NERD],
    [301, NOT_NERD],
    [302, NOT_NERD],
    [307, NOT_NERD],
    [402, NOT_NERD],
    [404, NOT_NERD],
    [405, NOT_NERD],
    [407, { kind: 'proxy' }],
    [410, NOT_NERD],
    [418, NOT_NERD],
    [429, { kind: 'rate_limited' }],
    [451, NOT_NERD],
    [500, { kind: 'server_error' }],
    [502, { kind: 'server_error' }],
    [503, { kind: 'server_error' }],
    [511, NOT_NERD],
    [599, { kind: 'server_error' }],
  ])('%d says the same whatever the body is', (status, expected) => {
    for (const body of ['', PAGE, '{"error":"invalid_grant"}', 'no'])
      for (const contentType of [undefined, 'text/html', 'application/json'])
        expect(verdict(status, body, contentType)).toEqual(expected);
  });

  test('no status but 400, 401 and 403 is ever a refusal', () => {
    for (let status = 100; status < 600; status += 1) {
      const isRefusal = verdict(status, '{"error":"invalid_grant"}').kind === 'refused';
      expect([status, isRefusal]).toEqual([status, REFUSING.includes(status)]);
    }
  });
});

test('a 200 may grant, unless it is a page', () => {
  expect(verdict(200, '{"access_token":"good"}', 'application/json')).toEqual({ kind: 'mayGrant' });
  expect(verdict(200, '{"error":"invalid_grant"}')).toEqual({ kind: 'mayGrant' });
  expect(verdict(200, PAGE)).toEqual(NOT_NERD);
  expect(verdict(200, '', 'text/html')).toEqual(NOT_NERD);
});
