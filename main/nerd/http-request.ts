import { net, type Session, type AuthInfo, type ClientRequest, type IncomingMessage } from 'electron';
import type { DurationMs } from '../../preload/contract/time.ts';
import type { FailureKind } from '../../preload/contract/session.ts';
import type { RefreshFailure } from '../core/token/answer.ts';
import type { ProxyLogin } from '../ports/nerd.ts';
import { httpSession } from './http-session.ts';
import type { ResponseHead } from './token-answer.ts';
import { ProxyAuth } from './proxy-auth.ts';

const TIME_LIMIT_MS = 30_000;
/** A response with a token has about 1 KiB. */
const BODY_LIMIT_BYTES = 65_536;

/** One HTTP request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Reads a response: by status and headers alone where those decide, else with the body. */
export interface ResponseReader<Answer> {
  readonly fromHead: (head: ResponseHead) => Answer | undefined;
  readonly fromBody: (body: Uint8Array, head: ResponseHead) => Answer;
}

export interface RequestOptions {
  readonly proxyLogin: ProxyLogin;
  /** The time limit of the whole request; 30 s if left out. */
  readonly timeLimitMs?: DurationMs | undefined;
  /** The most bytes of the response's body; 64 KiB if left out. */
  readonly bodyLimitBytes?: number | undefined;
}

/** A request that failed, with the kind of the failure. */
export interface FailedRequest {
  readonly ok: false;
  readonly failure: RefreshFailure;
}

/** Sends one request, through the system's proxy if there is one, and reads the response. Never rejects. */
export async function sendRequest<Answer extends { readonly ok: true } | FailedRequest>(
  request: HttpRequest,
  reader: ResponseReader<Answer>,
  { proxyLogin, timeLimitMs = TIME_LIMIT_MS, bodyLimitBytes = BODY_LIMIT_BYTES }: RequestOptions,
): Promise<Answer | FailedRequest> {
  const { session, issuerOf } = httpSession();
  const auth = new ProxyAuth(proxyLogin, () => session.resolveProxy(request.url));
  const answer = await send(request, reader, session, auth, { timeLimitMs, bodyLimitBytes });
  const failure = answer.ok ? undefined : answer.failure.kind;
  const proxy = auth.end(failure);
  if (proxy !== undefined) return { ok: false, failure: { kind: 'proxy_auth', proxy } };
  const issuer = failure === 'tls' ? issuerOf(new URL(request.url).hostname) : undefined;
  return issuer === undefined ? answer : { ok: false, failure: { kind: 'tls', issuer } };
}

/** Says why a request got no response. It carries a kind and nothing else: a message could hold the address. */
class RequestError extends Error {
  constructor(readonly kind: FailureKind) {
    super(kind);
  }
}

interface Limits {
  /** The time limit of the whole request, from the look-up of the name to the last byte. */
  readonly timeLimitMs: DurationMs;
  /** The most bytes of the body, after decompression. */
  readonly bodyLimitBytes: number;
}

/** Answers a `login` event. Without a name it gives no answer, and the request fails. */
type OnLogin = (asker: AuthInfo, answer: (name?: string, password?: string) => void) => void;

async function send<Answer>(
  request: HttpRequest,
  reader: ResponseReader<Answer>,
  session: Session,
  auth: ProxyAuth,
  limits: Limits,
): Promise<Answer | FailedRequest> {
  try {
    // Chromium would send a proxy the cached password again; here `ProxyAuth` decides about each one.
    await session.clearAuthCache();
    return await sendWithin(limits, request, reader, session, auth.onLogin);
  } catch (error) {
    // An unexpected error counts as one of the network, so that there is a retry; its message may hold the address.
    return { ok: false, failure: { kind: error instanceof RequestError ? error.kind : 'network' } };
  }
}

function open(request: ClientRequest, body: string | undefined, onLogin: OnLogin): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('login', onLogin);
    request.on('response', resolve);
    // A redirect is never followed: the request is secret, and a redirect could send it to another host.
    request.on('redirect', () => reject(new RequestError('not_nerd')));
    request.on('error', (error) => reject(new RequestError(failureKindOf(error.message))));
    request.end(body);
  });
}

function readBody(response: IncomingMessage, limitBytes: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    response.on('data', (chunk) => {
      size += chunk.length;
      if (size > limitBytes) reject(new RequestError('malformed_response'));
      else chunks.push(chunk);
    });
    response.on('end', () => resolve(Buffer.concat(chunks)));
    // Electron's types leave out that a response can break off.
    (response as NodeJS.EventEmitter).on('error', (error: Error) =>
      reject(new RequestError(failureKindOf(error.message))),
    );
  });
}

/**
 * Sends a request by Electron's `net`, so with the system's proxy and certificates, and without cookies, cache or
 * referrer. Where `fromHead` decides, no body is read. Rejects with a {@link RequestError} if there is no whole
 * response.
 */
async function sendWithin<Answer>(
  limits: Limits,
  { method, url, headers = {}, body }: HttpRequest,
  { fromHead, fromBody }: ResponseReader<Answer>,
  session: Session,
  onLogin: OnLogin,
): Promise<Answer> {
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
  const read = async (): Promise<Answer> => {
    const response = await open(request, body, onLogin);
    const head = { status: response.statusCode, headers: response.headers };
    return fromHead(head) ?? fromBody(await readBody(response, limits.bodyLimitBytes), head);
  };

  let timer: NodeJS.Timeout | undefined;
  const timeOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new RequestError('timeout')), limits.timeLimitMs);
  });
  try {
    return await Promise.race([read(), timeOut]);
  } finally {
    clearTimeout(timer);
    request.abort();
  }
}

/**
 * The kinds of Chromium's error names. The order matters: a proxy's certificate or time-out is a problem of the proxy.
 * Names: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
 */
const ERROR_KINDS: readonly (readonly [RegExp, FailureKind])[] = [
  [/^ERR_(PROXY|SOCKS)_CONNECTION_FAILED$/, 'proxy_down'],
  [/PROX(Y|IES)|^ERR_(TUNNEL|SOCKS|PAC)_/, 'proxy'],
  [/TIMED_OUT/, 'timeout'],
  [/^ERR_(CERT|CERTIFICATE|SSL|BAD_SSL|TLS13)_/, 'tls'],
  [/REDIRECT|^ERR_INVALID_HTTP_RESPONSE$/, 'not_nerd'],
  [/^ERR_(CONTENT_DECODING_(INIT_)?FAILED|INVALID_CHUNKED_ENCODING|RESPONSE_(HEADERS|BODY)_)/, 'malformed_response'],
];

/** Gives the kind of a failure from the `net::ERR_…` in an error's message; `network` for a name that is not listed. */
export function failureKindOf(message: string): FailureKind {
  const name = /\bnet::(ERR_[A-Z0-9_]+)/.exec(message)?.[1] ?? '';
  return ERROR_KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'network';
}
