import { gzipSync } from 'node:zlib';

import type { RefreshFailure, TokenAnswer } from '../../../main/core/token/answer.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import type { Serve } from '../../support/fault-server.ts';
import {
  cutOffBody,
  dripping,
  jsonText,
  jsonValue,
  notHttp,
  raw,
  resetAtOnce,
  resetInBody,
  silent,
} from '../../support/serve.ts';

/** One way for NERD, or something in its place, to answer a refresh. */
export interface RefreshCase {
  readonly name: string;
  readonly serve: Serve;
  readonly expected: TokenAnswer;
  /** Shorter than the app's own, where there is no answer to wait for. */
  readonly timeLimitMs?: number;
}

/** A minute and a half after the moment in `SERVER_DATE`. */
const RETRY_DATE = 'Fri, 02 Jan 2026 10:01:30 GMT';
const SERVER_DATE = 'Fri, 02 Jan 2026 10:00:00 GMT';

const BOMB = gzipSync(JSON.stringify({ access_token: 'x'.repeat(20_000_000) }));

const fails = (kind: FailureKind, more: Omit<RefreshFailure, 'kind'> = {}): TokenAnswer => ({
  ok: false,
  failure: { kind, ...more },
});

/** A no that does not say that it is NERD's. */
const BARE = fails('refused', { bare: true });

const GOOD: TokenAnswer = { ok: true, accessToken: 'good.access.token' };
const good = { access_token: 'good.access.token' };
const html = '<!doctype html><title>Sign in</title><p>Welcome to the hotel.</p>';
const invalidGrant = '{"error":"invalid_grant","error_description":"The refresh token is invalid or expired."}';
const asJson = ['Content-Type: application/json'];

const goodCases: readonly RefreshCase[] = [
  { name: '200 with the documented field alone', serve: jsonValue(good), expected: GOOD },
  {
    name: '200 with expires_in',
    serve: jsonValue({ ...good, expires_in: 3600 }),
    expected: { ...GOOD, expiresInMs: 3_600_000 },
  },
  {
    name: '200 with a new refresh_token',
    serve: jsonValue({ ...good, refresh_token: 'next-refresh-token' }),
    expected: { ...GOOD, refreshToken: 'next-refresh-token' },
  },
  { name: '200 with token_type', serve: jsonValue({ ...good, token_type: 'Bearer' }), expected: GOOD },
  { name: '200 with scope', serve: jsonValue({ ...good, scope: 'kensho:app:nerd' }), expected: GOOD },
  {
    name: '200 with all optional fields',
    serve: jsonValue({ ...good, expires_in: 480, refresh_token: 'next', token_type: 'Bearer', scope: 'nerd' }),
    expected: { ...GOOD, expiresInMs: 480_000, refreshToken: 'next' },
  },
  {
    name: '200 with optional fields that make no sense',
    serve: jsonValue({ ...good, expires_in: -5, refresh_token: null }),
    expected: GOOD,
  },
  {
    name: '200, compressed',
    serve: jsonText(gzipSync(JSON.stringify(good)), ['Content-Encoding: gzip']),
    expected: GOOD,
  },
  {
    name: '200 with no content type',
    serve: raw({ status: '200 OK', body: JSON.stringify(good) }),
    expected: GOOD,
  },
];

const statusCases: readonly RefreshCase[] = [
  {
    name: '400',
    serve: raw({ status: '400 Bad Request', headers: asJson, body: invalidGrant }),
    expected: fails('refused', { errorCode: 'invalid_grant' }),
  },
  {
    name: '403 with NERD’s own error',
    serve: raw({ status: '403 Forbidden', headers: asJson, body: '{"error":"invalid_client"}' }),
    expected: fails('refused', { errorCode: 'invalid_client' }),
  },
  { name: '401', serve: raw({ status: '401 Unauthorized' }), expected: BARE },
  { name: '403 with a text', serve: raw({ status: '403 Forbidden', body: 'Forbidden' }), expected: BARE },
  {
    name: '400 with JSON without NERD’s error',
    serve: raw({ status: '400 Bad Request', headers: asJson, body: '{"message":"no"}' }),
    expected: BARE,
  },
  {
    name: '403 with a block page',
    serve: raw({ status: '403 Forbidden', headers: ['Content-Type: text/html'], body: html }),
    expected: fails('not_nerd'),
  },
  {
    name: '401 with a page that says it is text',
    serve: raw({ status: '401 Unauthorized', headers: ['Content-Type: text/plain'], body: html }),
    expected: fails('not_nerd'),
  },
  {
    name: '400 with a page longer than any answer',
    serve: raw({ status: '400 Bad Request', body: html.padEnd(200_000, 'x') }),
    expected: fails('malformed_response'),
  },
  {
    name: '503 with NERD’s own error',
    serve: raw({ status: '503 Service Unavailable', headers: asJson, body: invalidGrant }),
    expected: fails('server_error'),
  },
  {
    name: '429 with NERD’s own error',
    serve: raw({ status: '429 Too Many Requests', headers: asJson, body: invalidGrant }),
    expected: fails('rate_limited'),
  },
  {
    name: '401 that asks for a password',
    serve: raw({ status: '401 Unauthorized', headers: ['WWW-Authenticate: Basic realm="NERD"'] }),
    expected: BARE,
  },
  { name: '403', serve: raw({ status: '403 Forbidden' }), expected: BARE },
  { name: '404', serve: raw({ status: '404 Not Found', headers: asJson, body: '{}' }), expected: fails('not_nerd') },
  {
    name: '429 with seconds',
    serve: raw({ status: '429 Too Many Requests', headers: ['Retry-After: 120'] }),
    expected: fails('rate_limited', { retryAfterMs: 120_000 }),
  },
  {
    name: '429 with a date',
    serve: raw({ status: '429 Too Many Requests', headers: [`Date: ${SERVER_DATE}`, `Retry-After: ${RETRY_DATE}`] }),
    expected: fails('rate_limited', { retryAfterMs: 90_000 }),
  },
  {
    name: '429 with rubbish',
    serve: raw({ status: '429 Too Many Requests', headers: ['Retry-After: soon 1'] }),
    expected: fails('rate_limited'),
  },
  {
    name: '429 without Retry-After',
    serve: raw({ status: '429 Too Many Requests' }),
    expected: fails('rate_limited'),
  },
  { name: '500', serve: raw({ status: '500 Internal Server Error' }), expected: fails('server_error') },
  { name: '502', serve: raw({ status: '502 Bad Gateway', body: html }), expected: fails('server_error') },
  {
    name: '503',
    serve: raw({ status: '503 Service Unavailable', headers: ['Retry-After: 30'] }),
    expected: fails('server_error', { retryAfterMs: 30_000 }),
  },
  { name: '204', serve: (socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), expected: fails('not_nerd') },
  {
    name: '511 of a captive portal',
    serve: raw({ status: '511 Network Authentication Required', headers: ['Content-Type: text/html'], body: html }),
    expected: fails('not_nerd'),
  },
];

const bodyCases: readonly RefreshCase[] = [
  {
    name: 'HTML as a 200',
    serve: raw({ status: '200 OK', headers: ['Content-Type: text/html; charset=utf-8'], body: html }),
    expected: fails('not_nerd'),
  },
  { name: 'HTML that says it is JSON', serve: jsonText(html), expected: fails('not_nerd') },
  { name: 'JSON without the field', serve: jsonValue({}), expected: fails('malformed_response') },
  {
    name: 'JSON with a number for the token',
    serve: jsonValue({ access_token: 42 }),
    expected: fails('malformed_response'),
  },
  {
    name: 'JSON with null for the token',
    serve: jsonValue({ access_token: null }),
    expected: fails('malformed_response'),
  },
  { name: 'JSON with an empty token', serve: jsonValue({ access_token: '' }), expected: fails('malformed_response') },
  {
    name: 'a token with a line break in it',
    serve: jsonValue({ access_token: 'good\nrm -rf' }),
    expected: fails('malformed_response'),
  },
  { name: 'JSON that is a list', serve: jsonValue([good]), expected: fails('malformed_response') },
  { name: 'JSON that breaks off', serve: jsonText('{"access_token":"good'), expected: fails('malformed_response') },
  { name: 'an empty body', serve: jsonText(''), expected: fails('malformed_response') },
  {
    name: 'JSON of 1 MB',
    serve: jsonValue({ ...good, padding: 'x'.repeat(1_000_000) }),
    expected: fails('malformed_response'),
  },
  {
    name: 'JSON that is not UTF-8',
    serve: jsonText(Buffer.from('{"access_token":"good","name":"Zo\u00eb"}', 'latin1')),
    expected: fails('malformed_response'),
  },
  { name: 'a gzip bomb', serve: jsonText(BOMB, ['Content-Encoding: gzip']), expected: fails('malformed_response') },
  {
    name: 'broken gzip',
    serve: jsonText('this is not gzip', ['Content-Encoding: gzip']),
    expected: fails('malformed_response'),
  },
];

const connectionCases: readonly RefreshCase[] = [
  { name: 'a body that drips', serve: dripping, expected: fails('timeout'), timeLimitMs: 1000 },
  { name: 'headers that never come', serve: silent, expected: fails('timeout'), timeLimitMs: 1000 },
  { name: 'reset before the answer', serve: resetAtOnce, expected: fails('network') },
  { name: 'reset in the middle of the body', serve: resetInBody, expected: fails('network') },
  { name: 'a body cut off as if all was well', serve: cutOffBody, expected: fails('network') },
  { name: 'an answer that is not HTTP', serve: notHttp, expected: fails('not_nerd') },
];

/** All that a server at NERD's address can do by itself. Each ends well within two seconds with a limit of one. */
export const REFRESH_CASES: readonly RefreshCase[] = [...goodCases, ...statusCases, ...bodyCases, ...connectionCases];
