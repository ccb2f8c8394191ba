import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/time.ts';
import type { GrantedAnswer } from './answer.ts';
import type { AccessToken } from './state.ts';

/** No request takes longer, so a `Date` that is later than this after it was sent does not belong to it. */
const LONGEST_EXCHANGE_MS: DurationMs = MINUTE_MS;
/** NERD's longest span. A token that says that it lives for longer is mistaken, and has said nothing. */
const LONGEST_LIFE_MS: DurationMs = 7 * DAY_MS;
/** Ends that differ by less are the same end, stated in whole seconds by answers that took a while. */
const SAME_END_MS: DurationMs = MINUTE_MS;

/** The end that the server itself has stated, in the token or beside it, however odd; undefined if it has stated none. */
export function statedExpiry(answer: GrantedAnswer, requestedAt: EpochMs): EpochMs | undefined {
  if (answer.jwtExpiresAt !== undefined) return answer.jwtExpiresAt;
  return answer.expiresInMs === undefined ? undefined : requestedAt + answer.expiresInMs;
}

/** The end that the server has stated, as {@link statedExpiry} gives it, where it can be one; else undefined. */
export function credibleExpiry(answer: GrantedAnswer, requestedAt: EpochMs): EpochMs | undefined {
  return statedExpiry({ ...answer, jwtExpiresAt: credibleJwtEnd(answer, requestedAt) }, requestedAt);
}

/** The token's own end, unless it is further off than NERD's longest span from any moment that may be its first. */
function credibleJwtEnd(
  { jwtExpiresAt, jwtIssuedAt, dateAt }: GrantedAnswer,
  requestedAt: EpochMs,
): EpochMs | undefined {
  if (jwtExpiresAt === undefined) return undefined;
  const beganAt = Math.max(requestedAt, jwtIssuedAt ?? requestedAt, dateAt ?? requestedAt);
  return jwtExpiresAt - beganAt > LONGEST_LIFE_MS ? undefined : jwtExpiresAt;
}

/**
 * The token of an answer to a request sent at `requestedAt`, with the earliest end that any statement gives: what the
 * server has stated, counted from the request or as a moment, and NERD's documented hour. A time that is off, the server's or
 * ours, can so only make a token end too early, which costs a request; too late, it would be copied dead.
 */
export function grantedToken(answer: GrantedAnswer, requestedAt: EpochMs): AccessToken {
  const { accessToken: value, jwtIssuedAt, expiresInMs, dateAt } = answer;
  const jwtExpiresAt = credibleJwtEnd(answer, requestedAt);
  if (jwtExpiresAt === undefined && expiresInMs === undefined) {
    const hourAt = topOfHour(answer, requestedAt);
    // The top of the hour by our own clock is no moment of the server's: it moves when that clock is corrected.
    const isServers = dateAt !== undefined && isOfExchange(dateAt, requestedAt);
    return { value, expiresAt: hourAt, countedEndAt: hourAt, serverEndAt: isServers ? hourAt : undefined };
  }
  const counted = [HOUR_MS];
  if (expiresInMs !== undefined) counted.push(expiresInMs);
  if (jwtExpiresAt !== undefined && jwtIssuedAt !== undefined) counted.push(jwtExpiresAt - jwtIssuedAt);
  // The server's time and ours differ, and it is not known which is right.
  if (
    jwtExpiresAt !== undefined &&
    dateAt !== undefined &&
    dateAt < jwtExpiresAt &&
    !isOfExchange(dateAt, requestedAt)
  ) {
    counted.push(jwtExpiresAt - dateAt);
  }
  const countedEndAt = requestedAt + Math.min(...counted);
  return {
    value,
    expiresAt: Math.min(jwtExpiresAt ?? Infinity, countedEndAt),
    countedEndAt,
    serverEndAt: jwtExpiresAt,
  };
}

/** With no end stated, NERD's documented rule is all there is: the token ends at the top of the hour. */
function topOfHour({ dateAt }: GrantedAnswer, requestedAt: EpochMs): EpochMs {
  const next = (at: EpochMs): EpochMs => (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
  if (dateAt === undefined) return next(requestedAt);
  // The hour by NERD's own clock counts: the answer may have crossed the hour on its way.
  if (isOfExchange(dateAt, requestedAt)) return next(dateAt);
  return requestedAt + Math.min(next(requestedAt) - requestedAt, next(dateAt) - dateAt);
}

/** Whether the server's time, which is in whole seconds, agrees with ours for a request sent at `requestedAt`. */
function isOfExchange(dateAt: EpochMs, requestedAt: EpochMs): boolean {
  return dateAt > requestedAt - 2 * SECOND_MS && dateAt <= requestedAt + LONGEST_EXCHANGE_MS;
}

/**
 * The end of the token from before, if it says how much a new one gains. One that ended much later shows a server that is
 * no measure, now or then.
 */
export function comparableEnd(before: AccessToken | undefined, granted: AccessToken): EpochMs | undefined {
  return before !== undefined && before.expiresAt - granted.expiresAt < SAME_END_MS ? before.expiresAt : undefined;
}

/**
 * Which of the token held and the one just granted is held from here on: of two that live at `now`, the one that ends later.
 * `now` is undefined while the time is in doubt, and with it whether the one held lives.
 */
export function longerLived(
  held: AccessToken | undefined,
  granted: AccessToken,
  now: EpochMs | undefined,
): AccessToken {
  if (held === undefined) return granted;
  if (held.value === granted.value) {
    // Issued again, a token lives no longer than it did before. But where only our rule has ended it and its own end is
    // still to come, NERD has just shown that it lives.
    const isOver = now !== undefined && held.expiresAt <= now;
    const hasOwnEnd = held.serverEndAt !== undefined && held.serverEndAt === granted.serverEndAt;
    return isOver && hasOwnEnd ? granted : { ...held, rejected: undefined };
  }
  const lives = now !== undefined && held.rejected !== true && held.expiresAt > now;
  return lives && held.expiresAt > granted.expiresAt ? held : granted;
}
