import { net, type AuthInfo, type ClientRequest, type IncomingMessage, type Session } from 'electron';

import type { DurationMs, FailureKind } from '../../preload/contract/snapshot.ts';
import type { AnswerHead } from './token-answer.ts';
import { failureKindOf } from './net-error.ts';

/** Why an exchange did not come to its end. Carries a kind and nothing else: a message could hold the address. */
export class ExchangeFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind) {
    super(kind);
    this.kind = kind;
  }
}

export interface Limits {
  /** Over the whole exchange, from the look-up of the name to the last byte. */
  readonly timeLimitMs: DurationMs;
  /** Of the body, after decompression. */
  readonly bodyLimitBytes: number;
}

/** Answers a `login` event; called back with nothing, it gives no answer. */
export type OnLogin = (asker: AuthInfo, answer: (name?: string, password?: string) => void) => void;

/** One request: where it goes, and what it carries. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

function open(request: ClientRequest, body: string | undefined, onLogin: OnLogin): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('login', onLogin);
    request.on('response', resolve);
    // Never followed: what is sent is secret, and a redirect could hand it to another host.
    request.on('redirect', () => reject(new ExchangeFailure('not_nerd')));
    request.on('error', (error) => reject(new ExchangeFailure(failureKindOf(error.message))));
    request.end(body);
  });
}

function readBody(response: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    response.on('data', (chunk) => {
      size += chunk.length;
      if (size > limitBytes) reject(new ExchangeFailure('malformed_response'));
      else chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    // Electron's types leave out that an answer can break off in the middle.
    (response as NodeJS.EventEmitter).on('error', (error: Error) =>
      reject(new ExchangeFailure(failureKindOf(error.message))),
    );
  });
}

/**
 * One exchange over Electron's `net`, so with the system's proxy and certificates, that carries nothing but the call.
 * `fromHead` may settle it by status and headers alone; then no body is read.
 * Rejects with an {@link ExchangeFailure} for everything that goes wrong on the way.
 */
export async function boundedRequest<T>(
  { method, url, headers = {}, body }: Call,
  session: Session,
  limits: Limits,
  onLogin: OnLogin,
  fromHead: (head: AnswerHead) => T | undefined,
  fromBody: (body: Uint8Array, head: AnswerHead) => T,
): Promise<T> {
  const request = net.request({
    method,
    url,
    headers: { ...headers },
    session,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
    referrerPolicy: 'no-referrer',
  });
  const exchange = async () => {
    const response = await open(request, body, onLogin);
    const head = { status: response.statusCode, headers: response.headers };
    return fromHead(head) ?? fromBody(await readBody(response, limits.bodyLimitBytes), head);
  };

  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ExchangeFailure('timeout')), limits.timeLimitMs);
  });
  try {
    return await Promise.race([exchange(), timeOut]);
  } finally {
    clearTimeout(timer);
    request.abort();
  }
}
