import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import type { AccessTokenProvider } from '../core/annotation/api.ts';
import { SECOND_MS } from '../core/time/time.ts';
import type { TokenEvent } from '../core/token/events.ts';
import { COPY_PROMISE_MS } from '../core/token/refresh-times.ts';
import { validToken, type AccessToken, type TokenState } from '../core/token/state.ts';
import type { AppPorts } from '../ports/app.ts';
import type { Clock } from '../ports/clock.ts';
import type { ServerClock } from './server-clock.ts';
import type { TokenService } from './token-service.ts';

/** A person who waits for a fresher token waits at most this long. */
const LONGEST_WAIT_MS: DurationMs = 5 * SECOND_MS;
/** The command line waits at most this long. */
const LONGEST_SETTLING_MS: DurationMs = 9 * SECOND_MS;

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
  const joins = hasRequestInFlight(service);
  const startedMs = clock.uptime();
  const waited = !isFresh(service.state, clock.now()) && (await answerTo({ kind: 'refreshWanted' }, service, clock));
  // A request from before the click may have been cut off, as by sleep: the click gets one of its own.
  if (waited && joins && validToken(service.state, clock.now()) === undefined) {
    await answerTo({ kind: 'refreshWanted' }, service, clock, LONGEST_WAIT_MS - (clock.uptime() - startedMs));
  }
  return { token: validToken(service.state, clock.now()), waited };
}

export interface ProviderParts {
  readonly service: TokenService;
  readonly clock: ServerClock;
  readonly annotationApi: AppPorts['annotationApi'];
}

/** The session's access tokens, each with the API of the account that it belongs to. */
export function createAccessTokenProvider({ service, clock, annotationApi }: ProviderParts): AccessTokenProvider {
  const withApi = (token: AccessToken | undefined) =>
    token && { accessToken: token.value, api: annotationApi(service.state.credential?.kind) };
  return {
    fresh: async () => withApi((await freshToken(service, clock)).token),
    async renewed({ accessToken }) {
      await answerTo({ kind: 'accessTokenRejected', accessToken }, service, clock);
      const token = validToken(service.state, clock.now());
      return token?.value === accessToken ? undefined : withApi(token);
    },
  };
}

/** Whether an answer is on its way, from NERD or the keychain. A refresh that waits, as in a pause, brings none. */
export function hasRequestInFlight({ state: { session, requestInFlight, storage } }: TokenService): boolean {
  return (session.kind === 'refreshing' && requestInFlight !== undefined) || storage.kind === 'reading';
}

/** Resolves when `isBusy` is over, or after `longestMs`. */
export function whenIdle(
  service: TokenService,
  clock: Pick<Clock, 'after'>,
  longestMs: DurationMs,
  isBusy: (service: TokenService) => boolean = hasRequestInFlight,
): Promise<void> {
  if (!isBusy(service)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      stopListening();
      cancelTimer();
      resolve();
    };
    const stopListening = service.subscribe(() => {
      if (!isBusy(service)) done();
    });
    const cancelTimer = clock.after(longestMs, done);
  });
}

/**
 * Waits until no request of NERD or the keychain is open, for callers that read the state once; false if that takes too
 * long.
 */
export async function whenSettled(service: TokenService, clock: Pick<Clock, 'after'>): Promise<boolean> {
  const isUnsettled = (): boolean => service.state.wanted || hasRequestInFlight(service);
  await whenIdle(service, clock, LONGEST_SETTLING_MS, isUnsettled);
  return !isUnsettled();
}

/** Dispatches the event and waits for the answer to the request that it leads to; true if there was one. */
async function answerTo(
  event: TokenEvent,
  service: TokenService,
  clock: ServerClock,
  longestMs = LONGEST_WAIT_MS,
): Promise<boolean> {
  service.dispatch(event);
  const waits = hasRequestInFlight(service);
  if (waits) await whenIdle(service, clock, longestMs);
  return waits;
}

function isFresh(state: TokenState, now: EpochMs): boolean {
  const token = validToken(state, now);
  return token !== undefined && !state.timeInDoubt && token.expiresAt - now >= COPY_PROMISE_MS;
}
