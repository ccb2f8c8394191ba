import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../time/time.ts';
import type { AccessToken, GrantedAnswer } from './state.ts';

/** No exchange takes longer, so a `Date` that lies later than this after the asking is not of this exchange. */
const LONGEST_EXCHANGE_MS: DurationMs = MINUTE_MS;
/** Ends that differ by less are the same end, told in whole seconds by answers that took a while. */
const SAME_END_MS: DurationMs = MINUTE_MS;

/** The end that the server itself has stated, in the token or beside it, however odd; undefined if it has stated none. */
export function statedExpiry(answer: GrantedAnswer, askedAt: EpochMs): EpochMs | undefined {
  if (answer.jwtExpiresAt !== undefined) return answer.jwtExpiresAt;
  return answer.expiresInMs === undefined ? undefined : askedAt + answer.expiresInMs;
}

/**
 * The token of an answer to what was asked at `askedAt`, with the earliest end that anything speaks for: what the server
 * has stated, counted from the asking or as a moment, and NERD's documented hour. A time that is off, the server's or
 * ours, can so only make a token end too early, which costs a request; too late, it would be copied dead.
 */
export function givenToken(answer: GrantedAnswer, askedAt: EpochMs): AccessToken {
  const { accessToken: value, jwtExpiresAt: namedAt, jwtIssuedAt: issuedAt, expiresInMs, dateAt } = answer;
  if (namedAt === undefined && expiresInMs === undefined) {
    const hourAt = topOfHour(answer, askedAt);
    // An hour by our own clock is no moment of the server's: set back, it ends no later for it.
    const isServers = dateAt !== undefined && isOfExchange(dateAt, askedAt);
    return { value, expiresAt: hourAt, countedEndAt: hourAt, serverEndAt: isServers ? hourAt : undefined };
  }
  const counted = [HOUR_MS];
  if (expiresInMs !== undefined) counted.push(expiresInMs);
  if (namedAt !== undefined && issuedAt !== undefined) counted.push(namedAt - issuedAt);
  // Where the server's time and ours differ, and it is not known which is right.
  if (namedAt !== undefined && dateAt !== undefined && dateAt < namedAt && !isOfExchange(dateAt, askedAt)) {
    counted.push(namedAt - dateAt);
  }
  const countedEndAt = askedAt + Math.min(...counted);
  return { value, expiresAt: Math.min(namedAt ?? Infinity, countedEndAt), countedEndAt, serverEndAt: namedAt };
}

/** With no end stated, NERD's documented rule is all there is: the token ends at the top of the hour. */
function topOfHour({ dateAt }: GrantedAnswer, askedAt: EpochMs): EpochMs {
  const next = (at: EpochMs): EpochMs => (Math.floor(at / HOUR_MS) + 1) * HOUR_MS;
  if (dateAt === undefined) return next(askedAt);
  // Of the hour that it was on NERD's own clock: the answer may have crossed the hour on its way.
  if (isOfExchange(dateAt, askedAt)) return next(dateAt);
  return askedAt + Math.min(next(askedAt) - askedAt, next(dateAt) - dateAt);
}

/** Whether the server's time can be right as ours goes. It is in whole seconds. */
function isOfExchange(dateAt: EpochMs, askedAt: EpochMs): boolean {
  return dateAt > askedAt - 2 * SECOND_MS && dateAt <= askedAt + LONGEST_EXCHANGE_MS;
}

/**
 * The end of the token from before, if it says how much a new one gains. One that ended much later shows a server that is
 * no measure, now or then.
 */
export function comparableEnd(before: AccessToken | undefined, given: AccessToken): EpochMs | undefined {
  return before !== undefined && before.expiresAt - given.expiresAt < SAME_END_MS ? before.expiresAt : undefined;
}

/**
 * Which of the token held and the one just given is held from here on: of two that live at `now`, the one that ends later.
 * `now` is undefined while the time is in doubt, and with it whether the one held lives.
 */
export function laterOf(held: AccessToken | undefined, given: AccessToken, now: EpochMs | undefined): AccessToken {
  if (held === undefined) return given;
  // Issued again, a token lives no longer than it did before.
  if (held.value === given.value) return { ...held, turnedDown: undefined };
  const lives = now !== undefined && held.turnedDown !== true && held.expiresAt > now;
  return lives && held.expiresAt > given.expiresAt ? held : given;
}
