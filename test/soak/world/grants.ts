import { jwt } from '../../support/core/tokens.ts';
import type { Conditions } from './conditions.ts';
import type { GrantOddity, ServerTrouble } from './happening-kinds.ts';
import type { Random } from './random.ts';
import { interpret, type InterpretedReply } from './replies.ts';
import { DAY, MINUTE, SECOND } from './units.ts';

/** An access token that the server grants, and how it describes it. */
export interface TokenGrant {
  /** When it is granted, in true time. */
  readonly at: number;
  /** The JWT ID, which makes each token different. */
  readonly jti: string;
  /** When it truly expires. */
  readonly expiresAt: number;
  /** How long the reply says that it lives, in ms. If undefined, it says the truth. */
  readonly statedLifetimeMs: number | undefined;
  /** The earlier token that is issued once more, if one is. */
  readonly reissuedToken: string | undefined;
  /** The new refresh token, where the server rotates them. */
  readonly refreshToken: string | undefined;
  readonly oddity: GrantOddity | undefined;
  /** Since when the replies are odd. A cache has kept its `Date` header from then. */
  readonly oddSinceAt: number;
}

/** How far the `Date` header of a cached reply is behind. */
const DATE_LAGS_MS = [40 * MINUTE, 120 * MINUTE] as const;
const CENTURY_MS = 36_525 * DAY;
/** The last Unix time with ten digits, on 2286-11-20: servers use it for a token that never expires. */
const LAST_TEN_DIGIT_SECOND = 9_999_999_999;

/**
 * Gives how odd a grant is in this trouble. It is undefined where the app would have no way to notice, since no
 * promise can hold there.
 */
export function oddityOf({ sendsDateHeader, tokens }: Conditions, how: ServerTrouble): GrantOddity | undefined {
  if (how === 'dateBehind' || how === 'dateBehindWithAge') return sendsDateHeader ? how : undefined;
  // NERD's documented rule has to hold here, since the app has nothing else to go by.
  const isByRule = tokens.expiryRule === 'hour' || tokens.expiryRule === 'onTheHour' || tokens.expiryRule === 'long';
  if (how === 'farEnd') return isByRule && tokens.expiryStatedBy === 'exp' ? how : undefined;
  if (how === 'worseToken') return tokens.expiryStatedBy === 'exp' ? how : undefined;
  if (how === 'oddlyWritten') return tokens.expiryStatedBy === 'nothing' ? undefined : how;
  return how === 'issuedAgain' ? how : undefined;
}

/** Gives NERD's reply with this token, written as the conditions and the oddity demand. */
export function grantReply(
  conditions: Conditions,
  grant: TokenGrant,
  random: Random,
): { readonly accessToken: string; readonly reply: InterpretedReply } {
  const { at, expiresAt, oddity } = grant;
  const isOddlyWritten = oddity === 'oddlyWritten';
  const accessToken = grant.reissuedToken ?? newToken(conditions, grant, random);
  const seconds = Math.floor((grant.statedLifetimeMs ?? expiresAt - at) / SECOND);
  const body = {
    access_token: accessToken,
    ...(conditions.tokens.expiryStatedBy === 'expiresIn' && { expires_in: isOddlyWritten ? String(seconds) : seconds }),
    ...(grant.refreshToken !== undefined && { refresh_token: grant.refreshToken }),
  };
  const statedTime = timeStatedBy(conditions, oddity);
  const date = dateHeaders(conditions, grant, random);
  const headers = { 'content-type': 'application/json', ...(conditions.sendsDateHeader && date) };
  const meaning = {
    kind: 'granted',
    accessToken,
    statedLifetimeMs: conditions.tokens.expiryStatedBy === 'expiresIn' ? seconds * SECOND : undefined,
    statesExpiry: conditions.tokens.expiryStatedBy !== 'nothing' && oddity !== 'farEnd',
    statedTime,
    falseTimeAt: statedTime === 'false' ? Date.parse(date.date) : undefined,
  } as const;
  return { accessToken, reply: interpret({ status: 200, headers, body: JSON.stringify(body) }, meaning, at) };
}

/**
 * A token that has already expired, or lives for years, shows that the server has the wrong time. Its `Date` counts
 * for nothing then.
 */
function timeStatedBy({ sendsDateHeader }: Conditions, oddity: GrantOddity | undefined): 'true' | 'false' | 'nothing' {
  if (!sendsDateHeader || oddity === 'worseToken' || oddity === 'farEnd') return 'nothing';
  return oddity === 'dateBehind' ? 'false' : 'true';
}

function newToken({ tokens, statesIssuedAt }: Conditions, grant: TokenGrant, random: Random): string {
  const { at, expiresAt, jti, oddity } = grant;
  if (tokens.expiryStatedBy !== 'exp') return `opaque-${jti}`;
  const issuedClaim = statesIssuedAt ? { iat: Math.floor(at / SECOND) } : {};
  const exp = expiresAt / SECOND;
  if (oddity === 'farEnd') {
    return jwt({
      jti,
      ...issuedClaim,
      exp: random.pick([LAST_TEN_DIGIT_SECOND, Math.floor((at + CENTURY_MS) / SECOND)]),
    });
  }
  if (oddity !== 'oddlyWritten') return jwt({ jti, ...issuedClaim, exp });
  const token = jwt({ jti, ...issuedClaim, exp: random.pick<number | string>([String(exp), exp + 0.25, exp]) });
  return random.chance(0.5) ? token : plainBase64(token);
}

/** Gives the same JWT in plain base64 with padding, as some servers write it. */
function plainBase64(token: string): string {
  const parts = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('base64'));
  return parts.join('.');
}

/**
 * Gives the `Date` header of NERD or of a cache. A cache's is behind by a constant time where the token's `iat` can
 * reveal that. Elsewhere it stays at the same moment, which no clock does. With the right `Age` header the sum of
 * both is the true time.
 */
function dateHeaders(
  { statesIssuedAt, seed }: Conditions,
  { at, oddity, oddSinceAt }: TokenGrant,
  random: Random,
): { readonly date: string; readonly age?: string } {
  if (oddity !== 'dateBehind' && oddity !== 'dateBehindWithAge') return { date: httpDate(at) };
  const lagMs = DATE_LAGS_MS[Math.abs(seed) % DATE_LAGS_MS.length] ?? DATE_LAGS_MS[0];
  const dateAt = oddity === 'dateBehindWithAge' || statesIssuedAt ? at - lagMs : oddSinceAt - lagMs;
  const ageS = Math.floor(at / SECOND) - Math.floor(dateAt / SECOND);
  if (oddity === 'dateBehindWithAge') return { date: httpDate(dateAt), age: String(ageS) };
  // A cache may state an age that is much too small.
  return { date: httpDate(dateAt), ...(random.chance(0.3) && { age: '1' }) };
}

function httpDate(at: number): string {
  return new Date(at).toUTCString();
}
