import { net, type Session, type AuthInfo, type ClientRequest, type IncomingMessage } from 'electron';
import type { DurationMs, FailureKind } from '../../preload/contract/snapshot.ts';
import type { RefreshFailure } from '../core/token/state.ts';
import type { ProxyLogin } from '../ports/nerd.ts';
import { bareSession } from './http-session.ts';
import type { AnswerHead } from './token-answer.ts';
import { ProxyGate } from './proxy-auth.ts';

const TIME_LIMIT_MS = 30_000;
/** A good answer with a token has about 1 KiB. */
const BODY_LIMIT_BYTES = 65_536;

/** How an answer is read: by status and headers alone where those say all, else with the body. */
export interface AnswerReading<Answer> {
  readonly fromHead: (head: AnswerHead) => Answer | undefined;
  readonly fromBody: (body: Uint8Array, head: AnswerHead) => Answer;
}

export interface ExchangeOptions {
  readonly proxyLogin: ProxyLogin;
  /** Over the whole exchange; 30 s if not given. */
  readonly timeLimitMs?: DurationMs | undefined;
  /** Of the answer's body; 64 KiB if not given. */
  readonly bodyLimitBytes?: number | undefined;
}

export interface FailedExchange {
  readonly ok: false;
  readonly failure: RefreshFailure;
}

/** One call, past a proxy where there is one. Never rejects. */
export async function exchange<Answer extends { readonly ok: true } | FailedExchange>(
  call: Call,
  reading: AnswerReading<Answer>,
  { proxyLogin, timeLimitMs = TIME_LIMIT_MS, bodyLimitBytes = BODY_LIMIT_BYTES }: ExchangeOptions,
): Promise<Answer | FailedExchange> {
  const { session, issuerOf } = bareSession();
  const gate = new ProxyGate(proxyLogin);
  const answer = await ask(call, reading, session, gate, { timeLimitMs, bodyLimitBytes });
  const failure = answer.ok ? undefined : answer.failure.kind;
  const proxy = gate.end(failure);
  if (proxy !== undefined) return { ok: false, failure: { kind: 'proxy_auth', proxy } };
  const issuer = failure === 'tls' ? issuerOf(new URL(call.url).hostname) : undefined;
  return issuer === undefined ? answer : { ok: false, failure: { kind: 'tls', issuer } };
}

async function ask<Answer>(
  call: Call,
  { fromHead, fromBody }: AnswerReading<Answer>,
  session: Session,
  gate: ProxyGate,
  limits: Limits,
): Promise<Answer | FailedExchange> {
  try {
    // Chromium would send a proxy again what it took or refused before; here each password goes out knowingly.
    await session.clearAuthCache();
    return await boundedRequest(call, session, limits, gate.onLogin, fromHead, fromBody);
  } catch (error) {
    // A surprise is treated like a network that failed, so that it is tried again; its message may hold the address.
    return { ok: false, failure: { kind: error instanceof ExchangeFailure ? error.kind : 'network' } };
  }
}

/** Why an exchange did not come to its end. Carries a kind and nothing else: a message could hold the address. */
class ExchangeFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind) {
    super(kind);
    this.kind = kind;
  }
}

interface Limits {
  /** Over the whole exchange, from the look-up of the name to the last byte. */
  readonly timeLimitMs: DurationMs;
  /** Of the body, after decompression. */
  readonly bodyLimitBytes: number;
}

/** Answers a `login` event; called back with nothing, it gives no answer. */
type OnLogin = (asker: AuthInfo, answer: (name?: string, password?: string) => void) => void;

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
async function boundedRequest<T>(
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

/**
 * Chromium's error names, most telling first: a proxy's certificate is the proxy's matter, a proxy's time-out too.
 * Names: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
 */
const KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/^ERR_(PROXY|SOCKS)_CONNECTION_FAILED$/, 'proxy_down'],
  [/PROX(Y|IES)|^ERR_(TUNNEL|SOCKS|PAC)_/, 'proxy'],
  [/TIMED_OUT/, 'timeout'],
  [/^ERR_(CERT|CERTIFICATE|SSL|BAD_SSL|TLS13)_/, 'tls'],
  [/REDIRECT|^ERR_INVALID_HTTP_RESPONSE$/, 'not_nerd'],
  [/^ERR_(CONTENT_DECODING_(INIT_)?FAILED|INVALID_CHUNKED_ENCODING|RESPONSE_(HEADERS|BODY)_)/, 'malformed_response'],
];

/** What went wrong, from the `net::ERR_…` in an error's message. Whatever has no name here is the network's fault. */
export function failureKindOf(message: string): FailureKind {
  const name = /\bnet::(ERR_[A-Z0-9_]+)/.exec(message)?.[1] ?? '';
  return KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'network';
}
