import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import { COPY_PROMISE_MS } from '../core/token/refresh-times.ts';
import { validToken, type AccessToken } from '../core/token/state.ts';
import { SECOND_MS } from '../core/time/time.ts';
import { hasRequestInFlight, whenIdle } from './settled.ts';
import type { TokenService } from './token-service.ts';
import type { ServerClock } from './server-clock.ts';

/** A person who waits for a fresher token waits at most this long. */
const LONGEST_WAIT_MS: DurationMs = 5 * SECOND_MS;

export interface FreshToken {
  /** Undefined if there is none that still works; the state says why. */
  readonly token: AccessToken | undefined;
  /** A refresh had to be waited for. */
  readonly waited: boolean;
}

/** A token with at least five minutes left whenever the server can give one, else the old one while it is good. */
export async function freshToken(service: TokenService, clock: ServerClock): Promise<FreshToken> {
  // The clock may have been set, or time have passed unseen, since the last event.
  service.dispatch({ kind: 'timeMoved' });
  const waited = !isFresh(service, clock.now()) && (await refreshed(service, clock));
  return { token: validToken(service.state, clock.now()), waited };
}

/** The token that NERD gives now, if it is another than the one it has turned down. */
export async function renewedToken(
  service: TokenService,
  clock: ServerClock,
  refused: string,
): Promise<AccessToken | undefined> {
  await refreshed(service, clock);
  const token = validToken(service.state, clock.now());
  return token?.value === refused ? undefined : token;
}

/** True if there was an answer to wait for. */
async function refreshed(service: TokenService, clock: ServerClock): Promise<boolean> {
  service.dispatch({ kind: 'refreshWanted' });
  const waits = hasRequestInFlight(service);
  if (waits) await whenIdle(service, clock, LONGEST_WAIT_MS);
  return waits;
}

function isFresh(service: TokenService, now: EpochMs): boolean {
  const token = validToken(service.state, now);
  return token !== undefined && !service.state.timeInDoubt && token.expiresAt - now >= COPY_PROMISE_MS;
}
