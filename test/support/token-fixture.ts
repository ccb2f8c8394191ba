import { CredentialActions } from '../../main/token/credential-actions.ts';
import { createCopyToken } from '../../main/copy/copy-token.ts';
import { ServerClock } from '../../main/token/server-clock.ts';
import { TokenService } from '../../main/token/token-service.ts';
import type { TokenAnswer } from '../../main/core/token/answer.ts';
import type { Credential, CredentialSecret } from '../../main/ports/credentials.ts';
import type { ConnectOutcome } from '../../main/token/candidate-credential.ts';
import { flush, ManualClock } from './manual-clock.ts';
import {
  ManualEndpoint,
  MemoryClipboard,
  MemoryHistory,
  MemoryLog,
  MemorySecrets,
  MemorySettings,
} from './memory-ports.ts';
import { HOUR_MS } from '../../main/core/time/time.ts';
import { jwtUntil } from './core/tokens.ts';

/** 10:00 UTC of a Tuesday, at which most tests begin. */
export const TEN = Date.UTC(2026, 10, 24, 10);

/** The refresh token that the keychain holds when the app starts. */
export const STORED: Credential<'refreshToken'> = {
  id: 'stored',
  kind: 'refreshToken',
  refreshToken: 'stored-token',
  enteredAt: TEN - 1000,
};

/** Gives the answer of a server that grants an access token, which expires at this moment. */
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

/** Gives the answer of a request that has failed in this way. */
export const failed = (kind: 'network' | 'refused' | 'server_error'): TokenAnswer => ({ ok: false, failure: { kind } });

/** The service with parts in memory, its account and its copy. */
export function createTokenFixture(secrets = new MemorySecrets(), settings = new MemorySettings()) {
  const clock = new ManualClock(TEN);
  const trueClock = new ServerClock(clock);
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
  const account = new CredentialActions(service, trueClock, () => `id-${(ids += 1)}`);
  const copy = createCopyToken({ service, clock: trueClock, clipboard, textOf: (token) => token });
  /** Answers the request under way and lets what follows finish. */
  const answer = async (given: TokenAnswer): Promise<void> => {
    endpoint.answer(given);
    await flush();
  };
  /** Enters a credential, a text as a refresh token; NERD answers, and what came of it is given back. */
  const connect = async (
    secret: string | CredentialSecret,
    given = granted(TEN + HOUR_MS),
  ): Promise<ConnectOutcome> => {
    const outcome = account.connect(
      typeof secret === 'string' ? { kind: 'refreshToken', refreshToken: secret } : secret,
    );
    await answer(given);
    return outcome;
  };
  /** Connects with a refresh token that the keychain does not take, by the user's choice in memory alone. */
  const connectInMemory = async (refreshToken: string): Promise<void> => {
    const outcome = await connect(refreshToken);
    if (outcome.kind !== 'notStored') throw new Error('the keychain has taken it');
    account.keepInMemory();
  };
  /** Enters a refresh token that NERD cannot be asked about, and saves it for later. */
  const saveForLater = async (refreshToken: string): Promise<void> => {
    await connect(refreshToken, failed('network'));
    await account.saveForLater();
  };
  /** Starts with a stored token whose first access token ends at `expiresAt`. */
  const connected = async (expiresAt: number): Promise<void> => {
    secrets.slots.set('refreshToken', STORED);
    await service.readKeychain();
    await answer(granted(expiresAt));
  };
  const steps = { answer, connect, connected, connectInMemory, saveForLater };
  return { clock, trueClock, secrets, endpoint, log, history, clipboard, service, account, copy, ...steps };
}
