import fc from 'fast-check';
import { expect, test } from 'vitest';

import { answerFromBody, answerFromHead, type ResponseHead } from '../../../main/nerd/token-answer.ts';

const now = Date.parse('2026-01-02T10:00:00Z');
const head = (status: number, headers: Record<string, string | string[]> = {}) =>
  answerFromHead({ status, headers }, now);
const OK: ResponseHead = { status: 200, headers: {} };
const body = (value: unknown, head = OK) => answerFromBody(Buffer.from(JSON.stringify(value)), head);
const fails = (kind: string) => ({ ok: false, failure: { kind } });

test.each([
  [407, 'proxy'],
  [429, 'rate_limited'],
  [500, 'server_error'],
  [502, 'server_error'],
  [503, 'server_error'],
  [504, 'server_error'],
  [511, 'not_nerd'],
  [201, 'not_nerd'],
  [204, 'not_nerd'],
  [302, 'not_nerd'],
  [304, 'not_nerd'],
  [404, 'not_nerd'],
  [409, 'not_nerd'],
  [418, 'not_nerd'],
])('%d is %s', (status, kind) => {
  expect(head(status)).toEqual(fails(kind));
});

test.each([429, 500, 503])('%d passes on how long to wait', (status) => {
  expect(head(status, { 'retry-after': '9' })).toMatchObject({ failure: { retryAfterMs: 9_000 } });
});

test('of a header that came twice the first counts', () => {
  expect(head(429, { 'retry-after': ['9', '10'] })).toMatchObject({ failure: { retryAfterMs: 9_000 } });
});

test.each([400, 401, 403])('%d is decided by the body, unless it is a page', (status) => {
  expect(head(status)).toBeUndefined();
  expect(head(status, { 'content-type': 'text/html' })).toEqual(fails('not_nerd'));
  const answer = { status, headers: {} };
  expect(body({ error: 'invalid_grant' }, answer)).toEqual({
    ok: false,
    failure: { kind: 'refused', errorCode: 'invalid_grant' },
  });
  expect(body({}, answer)).toEqual({ ok: false, failure: { kind: 'refused', bare: true } });
  expect(answerFromBody(Buffer.from([0xff]), answer)).toEqual({ ok: false, failure: { kind: 'refused', bare: true } });
});

test('a 200 is read, whatever it says it is, unless it says HTML', () => {
  expect(head(200)).toBeUndefined();
  expect(head(200, { 'content-type': 'text/plain' })).toBeUndefined();
  expect(head(200, { 'content-type': 'TEXT/HTML' })).toEqual(fails('not_nerd'));
  expect(head(200, { 'content-type': 'application/xhtml+xml; charset=utf-8' })).toEqual(fails('not_nerd'));
});

test('a byte order mark does no harm', () => {
  expect(answerFromBody(Buffer.from('\ufeff{"access_token":"good"}'), OK)).toEqual({ ok: true, accessToken: 'good' });
});

test.each([0, -1, 604_801, 1e300, true, [3600], null])('expires_in %j counts as left out', (expiresIn) => {
  expect(body({ access_token: 'good', expires_in: expiresIn })).toEqual({ ok: true, accessToken: 'good' });
});

test('expires_in is passed on in ms', () => {
  expect(body({ access_token: 'good', expires_in: 0.5 })).toMatchObject({ expiresInMs: 500 });
  expect(body({ access_token: 'good', expires_in: 604_800 })).toMatchObject({ expiresInMs: 604_800_000 });
});

test.each(['', 7, null, 'two words', 'a\nb'])('refresh_token %j counts as left out', (refreshToken) => {
  expect(body({ access_token: 'good', refresh_token: refreshToken })).toEqual({ ok: true, accessToken: 'good' });
});

test.each(['', ' ', 'two words', 'a\tb', 'a\u0000b', 'caf\u00e9', 5, true, {}, ['good']])(
  'access_token %j is malformed',
  (accessToken) => {
    expect(body({ access_token: accessToken })).toEqual(fails('malformed_response'));
  },
);

test('any bytes at all give an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const answer = answerFromBody(bytes, OK);
      return !answer.ok && ['malformed_response', 'not_nerd'].includes(answer.failure.kind);
    }),
  );
});

test.each<[string, string | undefined, number | undefined]>([
  ['a date', 'Fri, 02 Jan 2026 10:00:00 GMT', now],
  ['one with spaces around', ' Fri, 02 Jan 2026 10:00:00 GMT ', now],
  ['none', undefined, undefined],
  ['one in another form', '2026-01-02T10:00:00Z', undefined],
  ['one that does not exist', 'Fri, 99 Jan 2026 10:00:00 GMT', undefined],
])('tells the server’s time: %s', (_name, date, dateAt) => {
  const headers = date === undefined ? {} : { date };
  expect(body({ access_token: 'good' }, { status: 200, headers })).toEqual({
    ok: true,
    accessToken: 'good',
    ...(dateAt !== undefined && { dateAt }),
  });
});

test.each([
  ['3600', 3_600_000],
  ['59.5', 59_500],
  ['0', undefined],
  ['-5', undefined],
  ['an hour', undefined],
  ['1e3', undefined],
  ['', undefined],
])('expires_in written as %j is read where its meaning is plain', (written, expiresInMs) => {
  const answer = body({ access_token: 'opaque', expires_in: written });
  expect(answer).toEqual({ ok: true, accessToken: 'opaque', ...(expiresInMs !== undefined && { expiresInMs }) });
});

test.each([
  ['2400', 2_400_000],
  [' 60 ', 60_000],
  ['soon', 0],
  ['-60', 0],
  [undefined, 0],
])('a Date that a cache has had for Age %j is that much older than the answer', (age, ageMs) => {
  const headers = { date: 'Fri, 02 Jan 2026 10:00:00 GMT', ...(age !== undefined && { age }) };
  const answer = body({ access_token: 'opaque' }, { status: 200, headers });
  expect(answer).toEqual({ ok: true, accessToken: 'opaque', dateAt: now + ageMs });
});
