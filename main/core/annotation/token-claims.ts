import type { TokenClaim } from '../../../preload/contract/annotation.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import { jwtClaims } from '../token/jwt.ts';
import { plainText } from '../input/plain-text.ts';
import { SECOND_MS } from '../time/time.ts';

/** The claims that are moments, in seconds since the epoch (RFC 7519 §4.1; OpenID Connect Core §2 has `auth_time`). */
const MOMENTS = ['exp', 'iat', 'nbf', 'auth_time'];
const MOST_CLAIMS = 50;
const LONGEST_VALUE = 400;
/** For a claim of lists in lists by the thousand, which JSON.parse reads and JSON.stringify cannot write. */
const TOO_DEEP = '[…]';

/**
 * Reads the claims of a JWT in their own order, with moments formatted by `moment`; undefined if the text is no JWT. The
 * claims are not verified, and the signature is left out.
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

/** Whether a claim is a moment that a Date can hold: ECMA-262 ends at 8.64e15 ms. */
function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function claimText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  try {
    return JSON.stringify(value);
  } catch {
    return TOO_DEEP;
  }
}
