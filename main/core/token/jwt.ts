import type { EpochMs } from '../../../preload/contract/time.ts';
import { SECOND_MS } from '../time/time.ts';

/** A moment outside these is a mistake, not a date: 2001-09-09 and 2286-11-20, ten digits of seconds (RFC 7519 §4.1.4). */
const EARLIEST = 1_000_000_000;
const LATEST = 9_999_999_999;
const SECONDS = /^\d{10}(\.\d{1,9})?$/;
/** Access tokens of Okta are about 1 KiB; far beyond that nothing is parsed. */
const LONGEST_TOKEN = 64 * 1024;

/**
 * When a JWT says that it ends, read without verifying it: only NERD can verify, and it does on each call.
 * Undefined if the text is no JWT (RFC 7519, compact form) or has no sane `exp`.
 */
export function jwtExpiresAt(token: string): EpochMs | undefined {
  return jwtTimes(token).expiresAt;
}

/** When a JWT says that it was issued (`iat`) and that it ends (`exp`), each undefined where it has no sane one. */
export function jwtTimes(token: string): {
  readonly issuedAt: EpochMs | undefined;
  readonly expiresAt: EpochMs | undefined;
} {
  const claims = jwtClaims(token);
  return { issuedAt: numericDate(claims?.['iat']), expiresAt: numericDate(claims?.['exp']) };
}

/** A NumericDate (RFC 7519 §2), which may have a fraction; some servers write it as a string. */
function numericDate(claim: unknown): EpochMs | undefined {
  const seconds = typeof claim === 'string' && SECONDS.test(claim) ? Number(claim) : claim;
  if (typeof seconds !== 'number' || !(seconds >= EARLIEST && seconds <= LATEST)) return undefined;
  return Math.floor(seconds * SECOND_MS);
}

/** Whether a text has the form of a JWT: three base64url parts, the first two JSON objects. */
export function isJwt(token: string): boolean {
  const [header] = token.split('.');
  return header !== undefined && jsonObject(header) !== undefined && jwtClaims(token) !== undefined;
}

/** What a JWT says, read without verifying it; undefined if the text is none. */
export function jwtClaims(token: string): Record<string, unknown> | undefined {
  if (token.length > LONGEST_TOKEN) return undefined;
  const parts = token.split('.');
  const [, payload, signature] = parts;
  if (parts.length !== 3 || payload === undefined || signature === undefined || !BASE64URL.test(asBase64Url(signature)))
    return undefined;
  return jsonObject(payload);
}

function jsonObject(base64url: string): Record<string, unknown> | undefined {
  const text = decodeBase64Url(asBase64Url(base64url));
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // not JSON, so not a JWT: an expected answer, not a failure
  }
}

/** Some servers pad, or write plain base64 (RFC 4648 §4): the letters differ, the meaning does not. */
function asBase64Url(encoded: string): string {
  return encoded
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/**
 * Strict base64url without padding (RFC 7515 §2) to text. Core has no `atob` or `Buffer`, and both are lenient where
 * this must not be. Undefined for a wrong letter, a wrong length, bits left over, or bytes that are not UTF-8.
 */
export function decodeBase64Url(encoded: string): string | undefined {
  if (!BASE64URL.test(encoded) || encoded.length % 4 === 1) return undefined;
  let percent = '';
  let bits = 0;
  let held = 0;
  for (const letter of encoded) {
    held = (held << 6) | ALPHABET.indexOf(letter);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    percent += '%' + ((held >> bits) & 0xff).toString(16).padStart(2, '0');
    held &= (1 << bits) - 1;
  }
  if (held !== 0) return undefined;
  try {
    return decodeURIComponent(percent);
  } catch {
    return undefined; // not UTF-8
  }
}
