import { Account } from '../../../main/token/account.ts';
import { createFreshCopy } from '../../../main/token/fresh-copy.ts';
import { TrueClock } from '../../../main/token/true-clock.ts';
import { TokenService } from '../../../main/token/token-service.ts';
import type { Credential, TokenAnswer } from '../../../main/ports.ts';
import { flush, ManualClock } from '../../support/manual-clock.ts';
import {
  ManualEndpoint,
  MemoryClipboard,
  MemoryHistory,
  MemoryLog,
  MemorySecrets,
  MemorySettings,
} from '../../support/memory-parts.ts';
import { jwtUntil } from '../core/tokens.ts';

export const TEN = Date.UTC(2026, 10, 24, 10);

export const STORED: Credential<'refreshToken'> = {
  id: 'stored',
  kind: 'refreshToken',
  refreshToken: 'stored-token',
  enteredAt: TEN - 1000,
};

export const granted = (
  expiresAt: number,
  more: { refreshToken?: string; jti?: string; dateAt?: number } = {},
): TokenAnswer => ({
  ok: true,
  accessToken: jwtUntil(expiresAt, {
    ...(more.jti !== undefined && { jti: more.jti }),
    // A server that tells the time tells it of the token too.
    ...(more.dateAt !== undefined && { iat: Math.floor(more.dateAt / 1000) }),
  }),
  ...(more.refreshToken !== undefined && { refreshToken: more.refreshToken }),
  ...(more.dateAt !== undefined && { dateAt: more.dateAt }),
});

export const failed = (kind: 'network' | 'refused' | 'server_error'): TokenAnswer => ({ ok: false, failure: { kind } });

/** The service with parts in memory, its account and its copy. */
export function world(secrets = new MemorySecrets(), settings = new MemorySettings()) {
  const clock = new ManualClock(TEN);
  const trueClock = new TrueClock(clock);
  const endpoint = new ManualEndpoint();
  const log = new MemoryLog();
  const history = new MemoryHistory();
  const clipboard = new MemoryClipboard();
  const service = new TokenService({
    clock: trueClock,
    secrets,
    endpoint,
    log,
    history,
    random: () => 0.5,
    isOnline: () => true,
    settings,
  });
  let ids = 0;
  const account = new Account(service, trueClock, () => `id-${(ids += 1)}`);
  const copy = createFreshCopy({ service, clock: trueClock, clipboard, textOf: (token) => token });
  /** Answers the request under way and lets what follows finish. */
  const answer = async (given: TokenAnswer): Promise<void> => {
    endpoint.answer(given);
    await flush();
  };
  /** Starts with a stored token whose first access token ends at `expiresAt`. */
  const connected = async (expiresAt: number): Promise<void> => {
    secrets.slots.set('refreshToken', STORED);
    await service.readKeychain();
    await answer(granted(expiresAt));
  };
  return { clock, trueClock, secrets, endpoint, log, history, clipboard, service, account, copy, answer, connected };
}
