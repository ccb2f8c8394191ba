import type { DurationMs, EpochMs } from '../../preload/contract/snapshot.ts';
import { jwtExpiresAt } from '../core/token/jwt.ts';
import { statedExpiry } from '../core/token/refresh-times.ts';
import { DAY_MS, MINUTE_MS } from '../core/time/time.ts';
import type { Effect } from '../core/token/events.ts';
import type { TokenAnswer } from '../core/token/state.ts';
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

/** An answer, and by how much its own time has moved ours. */
export interface TokenRequestResult {
  readonly answer: TokenAnswer;
  readonly shiftMs: DurationMs;
}

/** No exchange takes longer; what seems to is a clock that was set meanwhile. */
const LONGEST_EXCHANGE_MS: DurationMs = MINUTE_MS;
/** NERD's longest span is a week. */
const LONGEST_LIFE_MS: DurationMs = 7 * DAY_MS;

/** From here on a corrected clock is worth remembering: it moves what is shown of the past. */
const REMEMBERED_FROM_MS: DurationMs = MINUTE_MS;

/** Makes one request, takes the time from a good answer, and notes how it went and how long it took. Never rejects. */
export async function requestToken(
  { clock, endpoint, log, history }: TokenRequestPorts,
  credential: Credential,
  { requestInFlight, background }: Effect,
): Promise<TokenRequestResult> {
  const startedAt = clock.now();
  const answer = withJwtExpiry(await answerTo(endpoint, credential, startedAt));
  const tookMs = Math.min(Math.max(clock.now() - startedAt, 0), LONGEST_EXCHANGE_MS);
  const result = answer.ok ? 'granted' : answer.failure.kind;
  log.event('asked', { result, tookMs });
  const dateAt = serverTimeOf(answer);
  const shiftMs = dateAt === undefined ? 0 : clock.learnTime({ dateAt, tookMs });
  if (shiftMs !== 0) log.event('timeCorrected', { shiftMs, skewMs: clock.skewMs });
  if (Math.abs(shiftMs) >= REMEMBERED_FROM_MS) {
    history.record({ kind: 'clock', shiftMs, skewMs: clock.skewMs, applied: false });
  }
  history.record({ kind: 'refresh', of: requestInFlight.of, own: background, result, tookMs });
  // With no time of the server's, the answer came after the request: of what goes by the hour, the earlier one is safe.
  const dated = answer.ok && answer.dateAt === undefined ? { ...answer, dateAt: startedAt } : answer;
  return { answer: dated, shiftMs };
}

/** A surprise takes the same road as a failure. */
async function answerTo(endpoint: TokenEndpoint, credential: Credential, now: EpochMs): Promise<TokenAnswer> {
  try {
    return await endpoint.refresh(credential, now);
  } catch {
    return { ok: false, failure: { kind: 'unexpected' } };
  }
}

/** The end that the token states is read here, once, for everybody who asks for it later. */
function withJwtExpiry(answer: TokenAnswer): TokenAnswer {
  return answer.ok ? { ...answer, jwtExpiresAt: jwtExpiresAt(answer.accessToken) } : answer;
}

/** The answer's own time, if it agrees with its token: one that had ended then, or lives for years, tells of a wrong server. */
function serverTimeOf(answer: TokenAnswer): EpochMs | undefined {
  if (!answer.ok || answer.dateAt === undefined) return undefined;
  const expiresAt = statedExpiry(answer, answer.dateAt);
  const lifeMs = expiresAt === undefined ? MINUTE_MS : expiresAt - answer.dateAt;
  return lifeMs > 0 && lifeMs <= LONGEST_LIFE_MS ? answer.dateAt : undefined;
}
