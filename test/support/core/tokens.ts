import type { GrantedAnswer } from '../../../main/core/token/answer.ts';

/** An unsigned JWT with these claims: core reads tokens without verifying them. */
export function jwt(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'RS256', typ: 'JWT' },
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.c2lnbmF0dXJl`;
}

/** A JWT that ends at this moment (ms since epoch, whole seconds). */
export function jwtUntil(expiresAt: number, more: Record<string, unknown> = {}): string {
  return jwt({ exp: expiresAt / 1000, ...more });
}

/** An answer with a JWT that ends at this moment, as the token request hands it on. */
export function grantedUntil(expiresAt: number): GrantedAnswer {
  return { ok: true, accessToken: jwtUntil(expiresAt), jwtExpiresAt: expiresAt };
}
