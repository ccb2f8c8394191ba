import type { DurationMs } from '../../preload/contract/time.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import type { ProxyLogin, TokenEndpoint } from '../ports/nerd.ts';
import { sendRequest } from './http-request.ts';
import { answerFromBody, answerFromHead, type ResponseHead } from './token-answer.ts';
import { safeOrigin } from './nerd-url.ts';

export interface NerdClientOptions {
  /** Scheme, host and port. */
  readonly baseUrl: string;
  /** True only for a demo server on this machine. */
  readonly allowLoopbackHttp?: boolean | undefined;
  /** Over the whole exchange; 30 s if not given. */
  readonly timeLimitMs?: DurationMs | undefined;
}

/**
 * NERD's refresh endpoint: `GET /oauth2/refresh?refresh_token=…`. To be made after Electron is ready.
 * Throws if the base URL is not one that `safeOrigin` lets pass.
 */
export function createNerdClient(
  options: NerdClientOptions,
  proxyLogin: ProxyLogin,
): TokenEndpoint<'refreshToken'> & TokenEndpoint<'demo'> {
  const origin = safeOrigin(options.baseUrl, options.allowLoopbackHttp ?? false);
  if (origin === undefined) throw new Error('A refresh token may only go to an https address.');
  const { timeLimitMs } = options;
  const reading = {
    fromHead: (head: ResponseHead) => answerFromHead(head, Date.now()),
    fromBody: answerFromBody,
  };
  return {
    refresh({ refreshToken }: { readonly refreshToken: string }) {
      // Through a Buffer, because encodeURIComponent throws on half a surrogate pair, and the answer has to be NERD's.
      const encoded = encodeURIComponent(Buffer.from(refreshToken).toString());
      const url = `${origin}/oauth2/refresh?refresh_token=${encoded}`;
      return sendRequest<TokenAnswer>({ method: 'GET', url }, reading, { proxyLogin, timeLimitMs });
    },
  };
}
