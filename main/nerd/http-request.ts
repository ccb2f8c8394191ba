import type { Session } from 'electron';
import type { DurationMs } from '../../preload/contract/snapshot.ts';
import type { RefreshFailure } from '../core/token/state.ts';
import type { ProxyLogin } from '../ports/nerd.ts';
import { bareSession } from './http-session.ts';
import { boundedRequest, ExchangeFailure, type Call, type Limits } from './bounded-request.ts';
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
