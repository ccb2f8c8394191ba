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
