// What each fault does with a response, over a real socket: a reset and bytes one by one are nothing without one.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { respond, type Fault } from '../../../main/demo/faults.ts';
import { json } from '../../../main/demo/reply.ts';

const RIGHT = json(200, { ok: true });

/** Serves every request with this fault; `aborted` resolves with the error of a response that was given up. */
async function serve(fault: Fault | undefined) {
  let tellAborted: (error: unknown) => void;
  const aborted = new Promise((resolve) => (tellAborted = resolve));
  const server = createServer((_request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    respond(response, RIGHT, fault, gone.signal).catch((error: unknown) => tellAborted(error));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, aborted };
}

async function get(fault: Fault | undefined) {
  const { url } = await serve(fault);
  const response = await fetch(url);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() };
}

test.each<[string, Fault | undefined]>([
  ['no fault', undefined],
  ['a delay', { kind: 'delay', delayMs: 5 }],
  ['one byte at a time', { kind: 'drip', everyMs: 1 }],
])('%s gives the right reply in the end', async (_name, fault) => {
  expect(await get(fault)).toEqual({ status: 200, type: 'application/json', body: '{"ok":true}' });
});

test('bytes that come one at a time come one at a time', async () => {
  const { url } = await serve({ kind: 'drip', everyMs: 1 });
  const { body } = await fetch(url);
  const sizes: number[] = [];
  for await (const chunk of body ?? []) sizes.push(chunk.length);
  expect(sizes.length).toBeGreaterThan(1);
});

test('an answer of its own is sent in place of the right one', async () => {
  const reply = json(503, { status: 'error' });
  expect(await get({ kind: 'answer', reply })).toMatchObject({ status: 503, body: '{"status":"error"}' });
});

test('a block page is a page for people, and a bare no has nothing in it', async () => {
  expect(await get({ kind: 'blockPage' })).toMatchObject({ status: 403, type: 'text/html; charset=utf-8' });
  expect(await get({ kind: 'bareNo' })).toEqual({ status: 403, type: null, body: '' });
});

test('a reset ends the connection without a reply', async () => {
  await expect(get({ kind: 'reset' })).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
});

test('a hang sends nothing', async () => {
  const { url } = await serve({ kind: 'hang' });
  await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
});

test.each<Fault>([
  { kind: 'delay', delayMs: 600_000 },
  { kind: 'drip', everyMs: 600_000 },
])('a client that goes away ends the wait of a $kind', async (fault) => {
  const { url, aborted } = await serve(fault);
  const left = new AbortController();
  const asked = fetch(url, { signal: left.signal }).then((response) => response.text());
  const ended = expect(asked).rejects.toThrow('aborted');
  setTimeout(() => left.abort(), 20);
  await ended;
  expect(await aborted).toMatchObject({ name: 'AbortError' });
});
