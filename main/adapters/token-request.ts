import type { Session } from 'electron';
import type { DurationMs, EpochMs, FailureKind } from '../../preload/contract/snapshot.ts';
import type { ProxyLogin, TokenAnswer } from '../ports.ts';
import { bareSession } from './bare-session.ts';
import { boundedRequest, ExchangeFailure, type Call, type Limits } from './bounded-request.ts';
import type { AnswerHead } from './nerd-answer.ts';
import { ProxyGate } from './proxy-gate.ts';

const TIME_LIMIT_MS = 30_000;
/** A good answer has about 1 KiB. */
const BODY_LIMIT_BYTES = 65_536;

/** How the answers of an endpoint are read: by status and headers alone where those say all, else with the body. */
export interface AnswerReading {
  readonly fromHead: (head: AnswerHead, now: EpochMs) => TokenAnswer | undefined;
  readonly fromBody: (body: Uint8Array, head: AnswerHead) => TokenAnswer;
}

/** Asks for an access token, past a proxy where there is one. Never rejects. */
export async function requestToken(
  call: Call,
  reading: AnswerReading,
  login: ProxyLogin,
  timeLimitMs: DurationMs = TIME_LIMIT_MS,
): Promise<TokenAnswer> {
  const { session, issuerOf } = bareSession();
  const gate = new ProxyGate(login);
  const answer = await ask(call, reading, session, gate, { timeLimitMs, bodyLimitBytes: BODY_LIMIT_BYTES });
  const failure = answer.ok ? undefined : answer.failure.kind;
  const proxy = gate.end(failure);
  if (proxy !== undefined) return { ok: false, failure: { kind: 'proxy_auth', proxy } };
  const issuer = failure === 'tls' ? issuerOf(new URL(call.url).hostname) : undefined;
  return issuer === undefined ? answer : { ok: false, failure: { kind: 'tls', issuer } };
}

async function ask(
  call: Call,
  { fromHead, fromBody }: AnswerReading,
  session: Session,
  gate: ProxyGate,
  limits: Limits,
): Promise<TokenAnswer> {
  try {
    // Chromium would send a proxy again what it took or refused before; here each password goes out knowingly.
    await session.clearAuthCache();
    const head = (answer: AnswerHead) => fromHead(answer, Date.now());
    return await boundedRequest(call, session, limits, gate.onLogin, head, fromBody);
  } catch (error) {
    // A surprise is treated like a network that failed, so that it is tried again; its message may hold the address.
    return failed(error instanceof ExchangeFailure ? error.kind : 'network');
  }
}

function failed(kind: FailureKind): TokenAnswer {
  return { ok: false, failure: { kind } };
}
