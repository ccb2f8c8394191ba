import type { GrantedAnswer } from '../../../main/core/token/answer.ts';

/** Gives an unsigned JWT with these claims: core reads tokens without verifying them. */
export function jwt(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { alg: 'RS256', typ: 'JWT' },
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.c2lnbmF0dXJl`;
}

/** Gives a JWT that expires at this moment (ms since the epoch, in whole seconds). */
export function jwtUntil(expiresAt: number, more: Record<string, unknown> = {}): string {
  return jwt({ exp: expiresAt / 1000, ...more });
}

/** Gives an answer with a JWT that expires at this moment, as the token request passes it on. */
export function grantedUntil(expiresAt: number): GrantedAnswer {
  return { ok: true, accessToken: jwtUntil(expiresAt), jwtExpiresAt: expiresAt };
}
