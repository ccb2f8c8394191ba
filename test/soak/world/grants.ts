import { jwt } from '../../support/core/tokens.ts';
import type { Conditions } from './conditions.ts';
import type { OddGrant, ServerTrouble } from './happenings.ts';
import type { Random } from './random.ts';
import { given, type Given } from './replies.ts';
import { DAY, MINUTE, SECOND } from './units.ts';

/** A token that the server gives, and how it describes it. */
export interface Grant {
  readonly at: number;
  /** Makes each token another one. */
  readonly jti: string;
  /** Its true end. */
  readonly expiresAt: number;
  /** How long it is said to live; undefined: until its end. */
  readonly lifeMs: number | undefined;
  /** The token that is issued once more. */
  readonly again: string | undefined;
  /** The new refresh token, where the server rotates. */
  readonly refreshToken: string | undefined;
  readonly odd: OddGrant | undefined;
  /** Since when the answers are odd: a cache has kept its `Date` from then. */
  readonly oddSince: number;
}

/** How far a `Date` is behind. */
const LAGS = [40 * MINUTE, 120 * MINUTE] as const;
const CENTURY = 36_525 * DAY;
/** 2286-11-20, the last moment of ten digits. */
const LAST_MOMENT = 9_999_999_999;

/** How odd a grant is in this trouble, if it gives one: only what somebody can know better is simulated. */
export function oddityOf({ sendsDate, tokens }: Conditions, how: ServerTrouble): OddGrant | undefined {
  if (how === 'dateBehind' || how === 'dateBehindWithAge') return sendsDate ? how : undefined;
  // NERD's documented rule has to hold, since nothing else is left.
  const isByRule = tokens.ends === 'hour' || tokens.ends === 'onTheHour' || tokens.ends === 'long';
  if (how === 'farEnd') return isByRule && tokens.says === 'exp' ? how : undefined;
  if (how === 'worseToken') return tokens.says === 'exp' ? how : undefined;
  if (how === 'oddlyWritten') return tokens.says === 'nothing' ? undefined : how;
  return how === 'issuedAgain' ? how : undefined;
}

/** NERD's reply with this token, as the conditions and the oddity write it. */
export function grantReply(
  conditions: Conditions,
  grant: Grant,
  random: Random,
): { readonly accessToken: string; readonly given: Given } {
  const { at, expiresAt, odd } = grant;
  const isOddlyWritten = odd === 'oddlyWritten';
  const accessToken = grant.again ?? newToken(conditions, grant, random);
  const seconds = Math.floor((grant.lifeMs ?? expiresAt - at) / SECOND);
  const body = {
    access_token: accessToken,
    ...(conditions.tokens.says === 'expiresIn' && { expires_in: isOddlyWritten ? String(seconds) : seconds }),
    ...(grant.refreshToken !== undefined && { refresh_token: grant.refreshToken }),
  };
  const time = timeTold(conditions, odd);
  const told = dateHeaders(conditions, grant, random);
  const headers = { 'content-type': 'application/json', ...(conditions.sendsDate && told) };
  const meant = {
    kind: 'granted',
    accessToken,
    statesLifeMs: conditions.tokens.says === 'expiresIn' ? seconds * SECOND : undefined,
    statesEnd: conditions.tokens.says !== 'nothing' && odd !== 'farEnd',
    time,
    falseTime: time === 'false' ? Date.parse(told.date) : undefined,
  } as const;
  return { accessToken, given: given({ status: 200, headers, body: JSON.stringify(body) }, meant, at) };
}

/** A token that has ended, or lives for years, shows a server whose time is wrong, so nothing is told then. */
function timeTold({ sendsDate }: Conditions, odd: OddGrant | undefined): 'true' | 'false' | 'nothing' {
  if (!sendsDate || odd === 'worseToken' || odd === 'farEnd') return 'nothing';
  return odd === 'dateBehind' ? 'false' : 'true';
}

function newToken({ tokens, saysIssued }: Conditions, grant: Grant, random: Random): string {
  const { at, expiresAt, jti, odd } = grant;
  if (tokens.says !== 'exp') return `opaque-${jti}`;
  const issued = saysIssued ? { iat: Math.floor(at / SECOND) } : {};
  const exp = expiresAt / SECOND;
  if (odd === 'farEnd') {
    return jwt({ jti, ...issued, exp: random.pick([LAST_MOMENT, Math.floor((at + CENTURY) / SECOND)]) });
  }
  if (odd !== 'oddlyWritten') return jwt({ jti, ...issued, exp });
  const written = jwt({ jti, ...issued, exp: random.pick<number | string>([String(exp), exp + 0.25, exp]) });
  return random.chance(0.5) ? written : plainBase64(written);
}

/** The same in plain base64 with padding, as some servers write it. */
function plainBase64(token: string): string {
  const parts = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('base64'));
  return parts.join('.');
}

/**
 * NERD's `Date`, or one that a cache has left: behind by as much all the time where the token's `iat` can tell, else
 * always the same moment, which no clock tells. With the right `Age` the sum is the true time.
 */
function dateHeaders(
  { saysIssued, seed }: Conditions,
  { at, odd, oddSince }: Grant,
  random: Random,
): { readonly date: string; readonly age?: string } {
  if (odd !== 'dateBehind' && odd !== 'dateBehindWithAge') return { date: httpDate(at) };
  const lagMs = LAGS[Math.abs(seed) % LAGS.length] ?? LAGS[0];
  const dateAt = odd === 'dateBehindWithAge' || saysIssued ? at - lagMs : oddSince - lagMs;
  const ageS = Math.floor(at / SECOND) - Math.floor(dateAt / SECOND);
  if (odd === 'dateBehindWithAge') return { date: httpDate(dateAt), age: String(ageS) };
  // A cache may tell an age that is much too small.
  return { date: httpDate(dateAt), ...(random.chance(0.3) && { age: '1' }) };
}

function httpDate(at: number): string {
  return new Date(at).toUTCString();
}
