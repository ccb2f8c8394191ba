import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import type { TokenEvent } from '../core/events.ts';
import { COPY_PROMISE_MS } from '../core/schedule.ts';
import { goodToken, type AccessToken } from '../core/state.ts';
import { SECOND_MS } from '../core/time.ts';
import { isBusy, settled } from './settled.ts';
import type { TokenService } from './token-service.ts';
import type { TrueClock } from './true-clock.ts';

/** A person who waits for a fresher token waits at most this long. */
const LONGEST_WAIT_MS: DurationMs = 5 * SECOND_MS;

export interface FreshToken {
  /** Undefined if there is none that still works; the state says why. */
  readonly token: AccessToken | undefined;
  /** A refresh had to be waited for. */
  readonly waited: boolean;
}

/** A token with at least five minutes left whenever the server can give one, else the old one while it is good. */
export async function freshToken(service: TokenService, clock: TrueClock): Promise<FreshToken> {
  // The clock may have been set, or time have passed unseen, since the last event.
  service.dispatch({ kind: 'woke' });
  const joins = isBusy(service);
  const startedMs = clock.uptime();
  const waited = !isFresh(service, clock.now()) && (await answerTo({ kind: 'refreshWanted' }, service, clock));
  // A request from before the click may have been cut off, as by sleep: the click is worth one of its own.
  if (waited && joins && goodToken(service.state, clock.now()) === undefined) {
    await answerTo({ kind: 'refreshWanted' }, service, clock, LONGEST_WAIT_MS - (clock.uptime() - startedMs));
  }
  return { token: goodToken(service.state, clock.now()), waited };
}

/** The token that NERD gives now, if it is another than the one it has turned down. */
export async function renewedToken(
  service: TokenService,
  clock: TrueClock,
  refused: string,
): Promise<AccessToken | undefined> {
  await answerTo({ kind: 'turnedDown', accessToken: refused }, service, clock);
  const token = goodToken(service.state, clock.now());
  return token?.value === refused ? undefined : token;
}

/** Waits for the answer to what the event leads to; true if there was one to wait for. */
async function answerTo(
  event: TokenEvent,
  service: TokenService,
  clock: TrueClock,
  longestMs = LONGEST_WAIT_MS,
): Promise<boolean> {
  service.dispatch(event);
  const waits = isBusy(service);
  if (waits) await settled(service, clock, longestMs);
  return waits;
}

function isFresh(service: TokenService, now: EpochMs): boolean {
  const token = goodToken(service.state, now);
  return token !== undefined && !service.state.timeInDoubt && token.expiresAt - now >= COPY_PROMISE_MS;
}
