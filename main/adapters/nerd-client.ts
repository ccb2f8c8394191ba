import { session } from 'electron';

import type { DurationMs } from '../../preload/contract/snapshot.ts';
import type { TokenEndpoint } from '../ports.ts';
import { boundedGet, ExchangeFailure } from './bounded-get.ts';
import { answerFromBody, answerFromHead } from './nerd-answer.ts';
import { safeOrigin } from './nerd-url.ts';

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

/** In memory, and apart from the window's: no cookies, no cache, no spelling dictionary, no language. */
function bareSession(): Electron.Session {
  const bare = session.fromPartition('nerd', { cache: false });
  bare.setSpellCheckerLanguages([]);
  // Firewalls in front of web services turn away requests with no User-Agent; ours tells of no system and no version.
  bare.setUserAgent('NERD-Tray', '');
  return bare;
}

/**
 * NERD's refresh endpoint: `GET /oauth2/refresh?refresh_token=…`. To be made after Electron is ready.
 * Throws if the base URL is not one that `safeOrigin` lets pass.
 */
export function createNerdClient(options: NerdClientOptions): TokenEndpoint {
  const origin = safeOrigin(options.baseUrl, options.allowLoopbackHttp ?? false);
  if (origin === undefined) throw new Error('A refresh token may only go to an https address.');
  const bare = bareSession();
  const limits = { timeLimitMs: options.timeLimitMs ?? TIME_LIMIT_MS, bodyLimitBytes: BODY_LIMIT_BYTES };

  return {
    async refresh({ refreshToken }) {
      // Through a Buffer, because encodeURIComponent throws on half a surrogate pair, and the answer has to be NERD's.
      const encoded = encodeURIComponent(Buffer.from(refreshToken).toString());
      const url = `${origin}/oauth2/refresh?refresh_token=${encoded}`;
      try {
        return await boundedGet(url, bare, limits, (head) => answerFromHead(head, Date.now()), answerFromBody);
      } catch (error) {
        // A surprise is treated like a network that failed, so that it is tried again; its message may hold the address.
        return { ok: false, failure: { kind: error instanceof ExchangeFailure ? error.kind : 'network' } };
      }
    },
  };
}
