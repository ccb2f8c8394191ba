import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { jwtTimes } from '../core/token/jwt.ts';
import type { ServerTime } from '../core/token/clock-skew.ts';
import { DAY_MS, MINUTE_MS } from '../core/time/time.ts';
import { statedExpiry } from '../core/token/token-life.ts';
import type { Effect } from '../core/token/events.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import type { Credential } from '../ports/credentials.ts';
import type { TokenEndpoint } from '../ports/nerd.ts';
import type { Log } from '../ports/storage.ts';
import type { History } from './history-recorder.ts';
import type { ServerClock } from './server-clock.ts';

export interface TokenRequestPorts {
  readonly clock: ServerClock;
  readonly endpoint: TokenEndpoint;
  readonly log: Log;
  readonly history: Pick<History, 'record'>;
}

/** An answer, when its request was sent, and by how much its own time has moved ours. */
export interface TokenRequestResult {
  readonly answer: TokenAnswer;
  /** On the time as it is believed after the answer, by the steady count of how long it took. */
  readonly requestedAt: EpochMs;
  readonly shiftMs: DurationMs;
}

/** No request takes longer; where one seems to, a clock was set meanwhile. */
const LONGEST_EXCHANGE_MS: DurationMs = MINUTE_MS;
/** NERD's longest span is a week. */
const LONGEST_LIFE_MS: DurationMs = 7 * DAY_MS;

/** A correction of the clock by at least this is recorded, since it moves moments that were shown before. */
const REMEMBERED_FROM_MS: DurationMs = MINUTE_MS;

/** Makes one request, takes the time from a granted answer, and records the result and how long it took. Never rejects. */
export async function requestToken(
  { clock, endpoint, log, history }: TokenRequestPorts,
  credential: Credential,
  { requestInFlight, background }: Effect,
): Promise<TokenRequestResult> {
  const startedAt = clock.now();
  const startedMs = clock.uptime();
  const answer = withJwtTimes(await answerTo(endpoint, credential, startedAt));
  const tookMs = Math.min(Math.max(clock.now() - startedAt, 0), LONGEST_EXCHANGE_MS);
  const result = answer.ok ? 'granted' : answer.failure.kind;
  log.event('asked', { result, tookMs });
  const serverTime = serverTimeOf(answer);
  const shiftMs = serverTime === undefined ? 0 : clock.learnTime({ ...serverTime, tookMs });
  if (shiftMs !== 0) log.event('timeCorrected', { shiftMs, skewMs: clock.skewMs });
  if (Math.abs(shiftMs) >= REMEMBERED_FROM_MS) {
    history.record({ kind: 'clock', shiftMs, skewMs: clock.skewMs, applied: false });
  }
  history.record({ kind: 'refresh', of: requestInFlight.of, own: background, result, tookMs });
  return { answer, requestedAt: clock.now() - Math.max(clock.uptime() - startedMs, 0), shiftMs };
}

/** Gives the endpoint's answer; anything thrown becomes a failure. */
async function answerTo(endpoint: TokenEndpoint, credential: Credential, now: EpochMs): Promise<TokenAnswer> {
  try {
    return await endpoint.refresh(credential, now);
  } catch {
    return { ok: false, failure: { kind: 'unexpected' } };
  }
}

/** Reads the token's own statements about its life, here and only once. */
function withJwtTimes(answer: TokenAnswer): TokenAnswer {
  if (!answer.ok) return answer;
  const { issuedAt, expiresAt } = jwtTimes(answer.accessToken);
  return { ...answer, jwtIssuedAt: issuedAt, jwtExpiresAt: expiresAt };
}

/** The answer's own time, if it agrees with its token: a token that had ended by then, or lives for years, shows a server whose time is wrong. */
function serverTimeOf(answer: TokenAnswer): Omit<ServerTime, 'tookMs'> | undefined {
  if (!answer.ok || answer.dateAt === undefined) return undefined;
  const expiresAt = statedExpiry(answer, answer.dateAt);
  const lifeMs = expiresAt === undefined ? MINUTE_MS : expiresAt - answer.dateAt;
  if (lifeMs <= 0 || lifeMs > LONGEST_LIFE_MS) return undefined;
  return { dateAt: answer.dateAt, issuedAt: answer.jwtIssuedAt };
}
