import { beforeEach, expect, test } from 'vitest';
import { createNerdApi } from '../../../main/nerd/annotation-api.ts';
import { resetElectron } from '../../support/fake-electron/index.ts';
import { playRequests } from '../../support/fake-electron/requests.ts';
import { NO_PROXY } from '../../support/no-proxy.ts';

beforeEach(resetElectron);

const BASE = 'https://nerd.example.com';
const JSON_TYPE = { 'content-type': 'application/json' };
const REQUEST = { text: 'Kensho', knowledgeBases: ['capiq'], tagPeople: true, originatingEntityId: '' } as const;
const api = createNerdApi({ baseUrl: BASE }, NO_PROXY);

test('a text is handed in as JSON, with the access token as the bearer’s', async () => {
  const requests = playRequests({ status: 202, headers: JSON_TYPE, body: '{"job_id":"job-1"}' });
  expect(await api.submit('access', REQUEST)).toEqual({ ok: true, value: 'job-1' });
  expect(requests).toMatchObject([
    {
      method: 'POST',
      url: `${BASE}/api/v1/annotations-async`,
      headers: { authorization: 'Bearer access', 'content-type': 'application/json' },
    },
  ]);
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ knowledge_bases: ['capiq'], text: 'Kensho', tag_people: true });
});

test('an originating entity is sent where there is one', async () => {
  const requests = playRequests({ status: 202, headers: JSON_TYPE, body: '{"job_id":"job-1"}' });
  await api.submit('access', { ...REQUEST, originatingEntityId: 'IQ1' });
  expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({ originating_entity_id: 'IQ1' });
});

test('a job is read and deleted by its id, whatever that holds', async () => {
  const requests = playRequests(
    { status: 200, headers: JSON_TYPE, body: '{"status":"pending"}' },
    { status: 200, headers: JSON_TYPE, body: '{}' },
  );
  expect(await api.read('access', 'a&b=c')).toEqual({ ok: true, value: { kind: 'pending' } });
  expect(await api.remove('access', 'a&b=c')).toEqual({ ok: true, value: undefined });
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${BASE}/api/v1/annotations-async?job_id=a%26b%3Dc`,
    `DELETE ${BASE}/api/v1/annotations-async?job_id=a%26b%3Dc`,
  ]);
  expect(requests[0]?.headers).not.toHaveProperty('content-type');
});

test('the owner of a token is asked for', async () => {
  const requests = playRequests({
    status: 200,
    headers: JSON_TYPE,
    body: '{"email":"ada@example.com","scopes":["nerd"]}',
  });
  expect(await api.me('access')).toEqual({ ok: true, value: { email: 'ada@example.com', scopes: ['nerd'] } });
  expect(requests[0]?.url).toBe(`${BASE}/me`);
});

test('a 404 is a job that is gone, and for the call without a job an address that is gone', async () => {
  const gone = { status: 404, headers: JSON_TYPE, body: '{}' };
  playRequests(gone, gone);
  expect(await api.read('access', 'job-1')).toMatchObject({ ok: false, failure: { kind: 'notFound' } });
  expect(await api.annotate('access', REQUEST)).toMatchObject({ ok: false, failure: { kind: 'retired' } });
});

test.each([
  [{ status: 401, headers: JSON_TYPE, body: '{}' }, 'unauthorized'],
  [{ status: 200, headers: JSON_TYPE, body: 'no JSON' }, 'unreadable'],
  [{ error: 'net::ERR_INTERNET_DISCONNECTED' }, 'network'],
] as const)('%j is a failure: %s', async (given, kind) => {
  playRequests(given);
  expect(await api.me('access')).toMatchObject({ ok: false, failure: { kind } });
});

test('an address that is not https gets no access token', () => {
  expect(() => createNerdApi({ baseUrl: 'http://nerd.example.com' }, NO_PROXY)).toThrow('https');
});
