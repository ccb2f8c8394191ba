// The annotation API over real sockets: the demo server, and servers that answer wrongly.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import type { ApiFailureKind } from '../../../main/core/annotation/api.ts';
import type { HostAnnotationOutcome } from '../../support/client-host.ts';
import type { Reply } from '../../../main/demo/reply.ts';
import { startDemoServer, type DemoServer } from '../../../main/demo/server.ts';
import type { AnnotationRequest } from '../../../preload/contract/annotation.ts';
import { refusedUrl, startFaultServer } from '../../support/fault-server.ts';
import { selfSigned } from '../../support/self-signed.ts';
import { jsonText } from '../../support/raw-responses.ts';
import { startClient, type RunningClient } from './host.ts';

/** Seconds pass in hundredths. */
const RATE = 100;
const ASYNC = '/api/v1/annotations-async';
const REQUEST: AnnotationRequest = {
  text: '🚀 Kensho is in Boston.',
  knowledgeBases: ['capiq', 'wikimedia'],
  tagPeople: false,
  originatingEntityId: '',
};

let client: RunningClient;
let nerd: DemoServer;
let accessToken: string;

async function issue(): Promise<string> {
  const answer = await fetch(`${nerd.url}/oauth2/refresh?refresh_token=${nerd.refreshToken}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

beforeAll(async () => {
  client = await startClient();
  nerd = await startDemoServer({
    clock: { now: () => Date.now() },
    tokenLife: { kind: 'span', lifeMs: HOUR_MS },
    week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
  });
  accessToken = await issue();
});

afterAll(async () => {
  await client.stop();
  await nerd.stop();
});

beforeEach(() => {
  nerd.setFault(undefined);
});

const options = () => ({ baseUrl: nerd.url, allowLoopbackHttp: true, accessToken, rate: RATE });
/** What is decided by the first answer; the clock runs as it does for people, so that nothing is too slow. */
const findAtOnce = (more: { readonly baseUrl?: string; readonly timeLimitMs?: number } = {}) =>
  client.find({ ...options(), rate: 1, ...more }, REQUEST);
const find = (request: Partial<AnnotationRequest> = {}) => client.find(options(), { ...REQUEST, ...request });
const kindOf = (outcome: HostAnnotationOutcome) => (outcome.kind === 'failed' ? outcome.failure.kind : outcome.kind);
/** What the demo server was asked from now on. */
function asked(): () => readonly string[] {
  const before = nerd.requests.length;
  return () => nerd.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
}

test('finds entities of both knowledge bases, at their places', async () => {
  const seen = asked();
  const outcome = await find();
  if (outcome.kind !== 'found') throw new Error(kindOf(outcome));
  const { mentions, notLocated } = outcome.annotations;
  expect(
    mentions.map(({ start, end, knowledgeBase, id }) => [REQUEST.text.slice(start, end), knowledgeBase, id]),
  ).toEqual([
    ['Kensho', 'capiq', '251994106'],
    ['Kensho', 'wikimedia', undefined],
    ['Boston', 'wikimedia', 'Q100'],
  ]);
  expect(notLocated).toBe(0);
  expect(seen()).toEqual([`POST ${ASYNC}`, `GET ${ASYNC}`, `GET ${ASYNC}`]);
});

test('people where they are asked for', async () => {
  const outcome = await find({ text: 'Ada Lovelace', tagPeople: true });
  expect(outcome).toMatchObject({ annotations: { mentions: [{ nerType: 'PERSON', knowledgeBase: 'wikimedia' }] } });
});

test('whose the token is, and nothing of the token itself', async () => {
  const owner = await client.me(options());
  expect(owner).toEqual({ ok: true, value: { email: 'ada@example.com', scopes: ['kensho:app:nerd'] } });
});

const PAGE = '\n<!doctype html><title>Blocked</title>';

const reply = (status: number, headers: Record<string, string> = {}, body = '{}'): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

describe('each answer has its kind', () => {
  const CASES: readonly (readonly [ApiFailureKind, Reply])[] = [
    ['badRequest', reply(400)],
    ['unauthorized', reply(401)],
    ['unauthorized', reply(403)],
    ['proxy', reply(407)],
    ['conflict', reply(409)],
    ['badRequest', reply(413)],
    ['badRequest', reply(422)],
    ['rate_limited', reply(429, { 'retry-after': '9' })],
    ['server_error', reply(500)],
    ['server_error', reply(503, { 'content-type': 'text/html' }, '<p>Busy')],
    ['not_nerd', reply(511)],
    ['not_nerd', reply(302, { location: '/login' })],
    ['not_nerd', reply(200, { 'content-type': 'text/html' }, '<p>Welcome to the hotel')],
    // A page that does not say that it is one costs no renewal.
    ...[400, 401, 403, 409, 422, 200].map((status) => ['not_nerd', reply(status, {}, PAGE)] as const),
    ['unauthorized', reply(401, {}, 'No')],
    ['unreadable', reply(200, {}, '{"job_id":7}')],
    ['unreadable', reply(200, {}, 'not JSON')],
  ];
  test.each(CASES.map(([kind, answer]) => [answer.status, kind, answer] as const))(
    '%d is %s',
    async (_s, kind, answer) => {
      nerd.setFault({ kind: 'answer', reply: answer });
      const seen = asked();
      expect(kindOf(await findAtOnce())).toBe(kind);
      expect(seen()).toEqual([`POST ${ASYNC}`]);
    },
  );

  test('the pause that NERD asks for is handed on', async () => {
    nerd.setFault({ kind: 'answer', reply: reply(429, { 'retry-after': '9' }) });
    expect(await findAtOnce()).toMatchObject({ failure: { kind: 'rate_limited', retryAfterMs: 9000 } });
  });

  test('a text that NERD does not take', async () => {
    expect(kindOf(await find({ text: ' ' }))).toBe('badRequest');
  });

  test('nobody there, an impostor, a time-out, a reset', async () => {
    const at = async (baseUrl: string) => kindOf(await findAtOnce({ baseUrl }));
    expect(await at(await refusedUrl())).toBe('network');
    const impostor = await startFaultServer({ identity: selfSigned() });
    impostor.answerWith(jsonText('{"job_id":"J1"}'));
    expect(await at(impostor.url)).toBe('tls');
    expect(impostor.requests).toEqual([]);
    await impostor.stop();
    nerd.setFault({ kind: 'reset' });
    expect(kindOf(await findAtOnce())).toBe('network');
    nerd.setFault({ kind: 'hang' });
    expect(kindOf(await findAtOnce({ timeLimitMs: 300 }))).toBe('timeout');
  });

  test('an answer without end', async () => {
    const huge = `{"job_id":"${'x'.repeat(17 * 1024 * 1024)}"}`;
    nerd.setFault({ kind: 'answer', reply: reply(200, {}, huge) });
    expect(kindOf(await findAtOnce())).toBe('unreadable');
  });

  test('a job that NERD has lost', async () => {
    nerd.setFault({ kind: 'answer', reply: reply(404) }, `GET ${ASYNC}`);
    expect(kindOf(await find())).toBe('notFound');
  });

  test('a job that NERD has given up', async () => {
    nerd.setFault({ kind: 'answer', reply: reply(200, {}, '{"status":"failure"}') }, `GET ${ASYNC}`);
    expect(kindOf(await find())).toBe('jobFailed');
  });
});

describe('the token', () => {
  test('turned down, a newer one is used, once, for the rest too', async () => {
    const seen = asked();
    const outcome = await client.find({ ...options(), accessToken: 'ended', renewedToken: accessToken }, REQUEST);
    expect(kindOf(outcome)).toBe('found');
    expect(seen().filter((call) => call.startsWith('POST'))).toHaveLength(2);
  });

  test('turned down twice it is told', async () => {
    const seen = asked();
    expect(kindOf(await client.find({ ...options(), accessToken: 'ended', renewedToken: 'too' }, REQUEST))).toBe(
      'unauthorized',
    );
    expect(seen()).toHaveLength(2);
  });

  test('goes nowhere but to https, or to this machine where that is allowed', async () => {
    await expect(client.find({ baseUrl: nerd.url, accessToken }, REQUEST)).rejects.toThrow(
      'only go to an https address',
    );
  });
});

describe('the job is deleted', () => {
  test('when it is cancelled', async () => {
    const before = nerd.jobs;
    const finding = client.find({ ...options(), rate: 1 }, REQUEST);
    await expect.poll(() => nerd.jobs).toBe(before + 1);
    await client.cancel();
    expect(kindOf(await finding)).toBe('cancelled');
    await expect.poll(() => nerd.jobs).toBe(before);
  });

  test('when the time is up', async () => {
    const before = nerd.jobs;
    nerd.setFault({ kind: 'answer', reply: reply(200, {}, '{"status":"pending"}') }, `GET ${ASYNC}`);
    const seen = asked();
    expect(kindOf(await find())).toBe('tooSlow');
    await expect.poll(() => nerd.jobs).toBe(before);
    // In 60 s that go by in little more than half a second: no busy loop.
    expect(seen().length).toBeLessThan(20);
  });
});

describe('the call in one', () => {
  test.each([404, 410])('is made where jobs are gone (%d)', async (status) => {
    nerd.setFault(
      { kind: 'answer', reply: reply(status, { 'content-type': 'text/html' }, '<h1>Gone') },
      `POST ${ASYNC}`,
    );
    const seen = asked();
    expect(kindOf(await find())).toBe('found');
    expect(seen()).toEqual([`POST ${ASYNC}`, 'POST /api/v1/annotations-sync']);
  });

  test('where that is gone too, it is told', async () => {
    nerd.setFault({ kind: 'answer', reply: reply(404) });
    expect(kindOf(await find())).toBe('retired');
  });
});

test('nothing was thrown past it, and nothing it wrote holds the token or the text', async () => {
  expect(await client.surprises()).toEqual([]);
  expect(client.output()).not.toContain(accessToken);
  expect(client.output()).not.toContain('Kensho is in Boston');
});
