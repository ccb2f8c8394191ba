import type { TokenClaim } from '../../../preload/contract/annotation.ts';
import type { EpochMs } from '../../../preload/contract/snapshot.ts';
import { jwtClaims } from '../token/jwt.ts';
import { plainText } from '../input/plain-text.ts';
import { SECOND_MS } from '../time/time.ts';

/** Moments in seconds since the epoch (RFC 7519 §4.1; OpenID Connect Core §2 has `auth_time`). */
const MOMENTS = ['exp', 'iat', 'nbf', 'auth_time'];
const MOST_CLAIMS = 50;
const LONGEST_VALUE = 400;

/**
 * The claims of a JWT, in its own order, with times as `moment` words them; undefined if it is no JWT. They are read
 * without verifying them, and the signature is no part of them.
 */
export function tokenClaims(token: string, moment: (at: EpochMs) => string): readonly TokenClaim[] | undefined {
  const claims = jwtClaims(token);
  if (claims === undefined) return undefined;
  return Object.entries(claims)
    .slice(0, MOST_CLAIMS)
    .map(([name, value]) => ({
      name: plainText(name, LONGEST_VALUE),
      value: plainText(
        MOMENTS.includes(name) && isMoment(value) ? moment(value * SECOND_MS) : claimText(value),
        LONGEST_VALUE,
      ),
    }));
}

/** What every calendar knows: ECMA-262 ends at 8.64e15 ms. */
function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function claimText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return JSON.stringify(value);
}
