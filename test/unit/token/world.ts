import { Account } from '../../../main/token/account.ts';
import { createFreshCopy } from '../../../main/token/fresh-copy.ts';
import { TokenService } from '../../../main/token/token-service.ts';
import type { Credential, TokenAnswer } from '../../../main/ports.ts';
import { flush, ManualClock } from '../../support/manual-clock.ts';
import { ManualEndpoint, MemoryClipboard, MemoryLog, MemorySecrets } from '../../support/memory-parts.ts';
import { jwtUntil } from '../core/tokens.ts';

export const TEN = Date.UTC(2026, 10, 24, 10);

export const STORED: Credential = {
  id: 'stored',
  kind: 'refreshToken',
  refreshToken: 'stored-token',
  enteredAt: TEN - 1000,
};

export const granted = (expiresAt: number, more: { refreshToken?: string; jti?: string } = {}): TokenAnswer => ({
  ok: true,
  accessToken: jwtUntil(expiresAt, more.jti === undefined ? {} : { jti: more.jti }),
  ...(more.refreshToken !== undefined && { refreshToken: more.refreshToken }),
});

export const failed = (kind: 'network' | 'refused' | 'server_error'): TokenAnswer => ({ ok: false, failure: { kind } });

/** The service with parts in memory, its account and its copy. */
export function world(secrets = new MemorySecrets()) {
  const clock = new ManualClock(TEN);
  const endpoint = new ManualEndpoint();
  const log = new MemoryLog();
  const clipboard = new MemoryClipboard();
  const service = new TokenService({
    clock,
    secrets,
    endpoint,
    log,
    random: () => 0.5,
    isOnline: () => true,
    spread: 0,
  });
  let ids = 0;
  const account = new Account(service, clock, () => `id-${(ids += 1)}`);
  const copy = createFreshCopy(service, clock, clipboard);
  /** Answers the request under way and lets what follows finish. */
  const answer = async (given: TokenAnswer): Promise<void> => {
    endpoint.answer(given);
    await flush();
  };
  /** Starts with a stored token whose first access token ends at `expiresAt`. */
  const connected = async (expiresAt: number): Promise<void> => {
    secrets.slots.set('session', STORED);
    await service.readKeychain();
    await answer(granted(expiresAt));
  };
  return { clock, secrets, endpoint, log, clipboard, service, account, copy, answer, connected };
}
