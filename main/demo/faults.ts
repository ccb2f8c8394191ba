import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import type { DurationMs } from '../../preload/contract/time.ts';
import { send, type Reply } from './reply.ts';

/** A fault that the demo server simulates. */
export type Fault =
  /** Sends this reply instead. */
  | { readonly kind: 'answer'; readonly reply: Reply }
  /** Blocks the call with a page, as a firewall or a captive portal does. */
  | { readonly kind: 'blockPage' }
  /** The same, with a page that does not say that it is one. */
  | { readonly kind: 'unmarkedPage' }
  /** Says no without a reason. */
  | { readonly kind: 'bareNo' }
  /** Sends the right reply, changed: a cache's `Date`, an end that is written oddly, a token from before. */
  | { readonly kind: 'changed'; readonly change: (reply: Reply) => Reply }
  /** Sends the right reply, later. */
  | { readonly kind: 'delay'; readonly delayMs: DurationMs }
  /** Never replies. */
  | { readonly kind: 'hang' }
  /** Resets the connection with no reply. */
  | { readonly kind: 'reset' }
  /** Sends the right reply, one byte at a time. */
  | { readonly kind: 'drip'; readonly everyMs: DurationMs };

const BLOCK_PAGE: Reply = {
  status: 403,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Blocked</title><p>This page is blocked by your network.</p>',
};
const UNMARKED_PAGE: Reply = { ...BLOCK_PAGE, headers: {} };
const BARE_NO: Reply = { status: 403, headers: {}, body: '' };

async function drip(response: ServerResponse, reply: Reply, everyMs: DurationMs, gone: AbortSignal): Promise<void> {
  response.writeHead(reply.status, reply.headers);
  for (const byte of Buffer.from(reply.body)) {
    response.write(Buffer.of(byte));
    await wait(everyMs, undefined, { signal: gone });
  }
  response.end();
}

/**
 * Sends the reply, or simulates the fault if there is one. `gone` aborts when the client has closed the connection; the
 * promise then rejects with an AbortError.
 */
export async function respond(
  response: ServerResponse,
  reply: Reply,
  fault: Fault | undefined,
  gone: AbortSignal,
): Promise<void> {
  switch (fault?.kind) {
    case undefined:
      send(response, reply);
      return;
    case 'answer':
      send(response, fault.reply);
      return;
    case 'blockPage':
      send(response, BLOCK_PAGE);
      return;
    case 'unmarkedPage':
      send(response, UNMARKED_PAGE);
      return;
    case 'bareNo':
      send(response, BARE_NO);
      return;
    case 'changed':
      send(response, fault.change(reply));
      return;
    case 'delay':
      await wait(fault.delayMs, undefined, { signal: gone });
      send(response, reply);
      return;
    case 'hang':
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'drip':
      await drip(response, reply, fault.everyMs, gone);
  }
}
