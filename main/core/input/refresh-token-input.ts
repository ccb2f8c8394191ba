import type { EpochMs } from '../../../preload/contract/time.ts';
import { isJwt, jwtExpiresAt } from '../token/jwt.ts';

/** Refresh tokens are short strings; 16 KiB is far beyond any and keeps the keychain and the URL safe. */
const LONGEST_PASTE = 16 * 1024;

/** Why a text was not taken as a refresh token before NERD was asked. */
export type PasteProblem = 'empty' | 'tooLong' | 'controlCharacters' | 'accessToken';

export type RefreshTokenInput =
  | { readonly ok: true; readonly refreshToken: string }
  /** `expiresAt` is the end of an access token that was pasted by mistake, if it says so. */
  | { readonly ok: false; readonly problem: PasteProblem; readonly expiresAt: EpochMs | undefined };

/**
 * Parses the refresh token in what a person pasted. Line breaks, spaces, quotes, `Bearer ` and a whole
 * `REFRESH_TOKEN = "…"` line, as in NERD's Quickstart, are removed.
 */
export function parseRefreshToken(text: string): RefreshTokenInput {
  if (text.length > LONGEST_PASTE) return problem('tooLong');
  const token = stripAround(text).replace(/\s+/gu, '');
  if (token === '') return problem('empty');
  // Control and format characters (\p{C}) and anything outside printable ASCII cannot be in a token
  // (RFC 6749 appendix A.17: VSCHAR).
  if (!/^[\x21-\x7e]+$/u.test(token)) return problem('controlCharacters');
  if (isJwt(token)) return { ok: false, problem: 'accessToken', expiresAt: jwtExpiresAt(token) };
  return { ok: true, refreshToken: token };
}

function problem(kind: PasteProblem): RefreshTokenInput {
  return { ok: false, problem: kind, expiresAt: undefined };
}

/** White space, zero-width marks that come with text from web pages, quotes of all makes, and list punctuation. */
const AROUND = String.raw`(?:\s|\u200b|\u200c|\u200d|\u2060|\ufeff|["'\u0060\u201c\u201d\u2018\u2019\u00ab\u00bb,;])`;
const LEADING = new RegExp(
  // `export REFRESH_TOKEN=`, `"refresh_token": `, `Refresh Token:`, `Authorization: `, `Bearer `
  `^(?:${AROUND}|(?:(?:export|const|let|var)\\s+)?(?:refresh[ _-]?token|authorization)${AROUND}*[:=]|Bearer\\s)`,
  'iu',
);
const TRAILING = new RegExp(`${AROUND}$`, 'u');

function stripAround(text: string): string {
  let left = text;
  for (;;) {
    const shorter = left.replace(LEADING, '').replace(TRAILING, '');
    if (shorter === left) return left;
    left = shorter;
  }
}
