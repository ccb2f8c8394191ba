import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import type { DurationMs } from '../../preload/contract/time.ts';
import { send, type Reply } from './reply.ts';

/** What the demo server does instead of answering well. */
export type Fault =
  /** Gives this answer. */
  | { readonly kind: 'answer'; readonly reply: Reply }
  /** Blocks the call with a page, as a firewall or a captive portal does. */
  | { readonly kind: 'blockPage' }
  /** Says no without a reason. */
  | { readonly kind: 'bareNo' }
  /** Answers well, later. */
  | { readonly kind: 'delay'; readonly delayMs: DurationMs }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Ends the connection with no answer. */
  | { readonly kind: 'reset' }
  /** Answers well, one byte at a time. */
  | { readonly kind: 'drip'; readonly everyMs: DurationMs };

const BLOCK_PAGE: Reply = {
  status: 403,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Blocked</title><p>This page is blocked by your network.</p>',
};
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
 * Answers with the fault, if there is one.
 * `gone` aborts when the other side has left; a wait is then given up by rejecting with an AbortError.
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
    case 'bareNo':
      send(response, BARE_NO);
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
