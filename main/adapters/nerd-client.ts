import type { Session } from 'electron';
import type { DurationMs, FailureKind } from '../../preload/contract/snapshot.ts';
import type { ProxyLogin, TokenAnswer, TokenEndpoint } from '../ports.ts';
import { bareSession } from './bare-session.ts';
import { boundedGet, ExchangeFailure } from './bounded-get.ts';
import { answerFromBody, answerFromHead, type AnswerHead } from './nerd-answer.ts';
import { safeOrigin } from './nerd-url.ts';
import { ProxyGate } from './proxy-gate.ts';

const TIME_LIMIT_MS = 30_000;
/** A good answer has about 1 KiB. */
const BODY_LIMIT_BYTES = 65_536;

export interface NerdClientOptions {
  /** Scheme, host and port. */
  readonly baseUrl: string;
  /** True only for a look-alike on this machine. */
  readonly allowLoopbackHttp?: boolean | undefined;
  /** Over the whole exchange; 30 s if not given. */
  readonly timeLimitMs?: DurationMs | undefined;
}

/**
 * NERD's refresh endpoint: `GET /oauth2/refresh?refresh_token=…`. To be made after Electron is ready.
 * Throws if the base URL is not one that `safeOrigin` lets pass.
 */
export function createNerdClient(options: NerdClientOptions, proxyLogin: ProxyLogin): TokenEndpoint {
  const origin = safeOrigin(options.baseUrl, options.allowLoopbackHttp ?? false);
  if (origin === undefined) throw new Error('A refresh token may only go to an https address.');
  const limits = { timeLimitMs: options.timeLimitMs ?? TIME_LIMIT_MS, bodyLimitBytes: BODY_LIMIT_BYTES };
  const { hostname } = new URL(origin);

  const ask = async (url: string, bare: Session, gate: ProxyGate): Promise<TokenAnswer> => {
    try {
      // Chromium would send a proxy again what it took or refused before; here each password goes out knowingly.
      await bare.clearAuthCache();
      const head = (answer: AnswerHead) => answerFromHead(answer, Date.now());
      return await boundedGet(url, bare, limits, gate.onLogin, head, answerFromBody);
    } catch (error) {
      // A surprise is treated like a network that failed, so that it is tried again; its message may hold the address.
      return failed(error instanceof ExchangeFailure ? error.kind : 'network');
    }
  };

  return {
    async refresh({ refreshToken }) {
      // Through a Buffer, because encodeURIComponent throws on half a surrogate pair, and the answer has to be NERD's.
      const encoded = encodeURIComponent(Buffer.from(refreshToken).toString());
      const { session: bare, issuerOf } = bareSession();
      const gate = new ProxyGate(proxyLogin);
      const answer = await ask(`${origin}/oauth2/refresh?refresh_token=${encoded}`, bare, gate);
      const failure = answer.ok ? undefined : answer.failure.kind;
      const proxy = gate.end(failure);
      if (proxy !== undefined) return { ok: false, failure: { kind: 'proxy_auth', proxy } };
      const issuer = failure === 'tls' ? issuerOf(hostname) : undefined;
      return issuer === undefined ? answer : { ok: false, failure: { kind: 'tls', issuer } };
    },
  };
}

function failed(kind: FailureKind): TokenAnswer {
  return { ok: false, failure: { kind } };
}
