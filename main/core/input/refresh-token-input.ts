import type { EpochMs } from '../../../preload/contract/time.ts';
import { accessTokenIn, isAccessToken } from './access-token.ts';
import { isTelling, labelledTokens } from './labelled-tokens.ts';
import { asMeant, unwrapped } from './pasted-text.ts';

/** Refresh tokens are short strings; 16 KiB is far beyond any text that one is copied with. */
const LONGEST_PASTE = 16 * 1024;
/** Outside these a text is seldom a refresh token: guessing one must be hopeless, and it has to fit into a URL. */
const FEWEST_CHARACTERS = 16;
const MOST_CHARACTERS = 2048;

/** Why a text was not taken as a refresh token before NERD was asked. */
export type PasteProblem =
  'empty' | 'tooLong' | 'none' | 'several' | 'controlCharacters' | 'notAscii' | 'privateKey' | 'accessToken';

export type RefreshTokenInput =
  | { readonly ok: true; readonly refreshToken: string }
  /** It may be one, and a person may say so. */
  | { readonly ok: false; readonly problem: 'unusual'; readonly refreshToken: string }
  /** `expiresAt` is the end of an access token that was pasted by mistake, if it says so. */
  | { readonly ok: false; readonly problem: PasteProblem; readonly expiresAt: EpochMs | undefined };

/**
 * Finds the one refresh token in what a person typed or pasted: by itself, wrapped over lines, in quotes or brackets, or
 * named as such in a text of any kind. Nothing else of the text is given back.
 */
export function parseRefreshToken(text: string): RefreshTokenInput {
  if (text.length > LONGEST_PASTE) return problem('tooLong');
  // eslint-disable-next-line no-control-regex -- white space is the only control character that a copied text has
  if (/[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffd]/u.test(text)) return problem('controlCharacters');
  const plain = asMeant(text);
  if (holdsPrivateKey(plain)) return problem('privateKey');
  // A quote inside a string of JSON or of a shell.
  const found = candidateIn(plain.replaceAll(/\\(["'`/])/gu, '$1'));
  return typeof found === 'string' ? judged(found) : found;
}

/** PEM, PuTTY's and JSON's forms, and the first bytes of PKCS#1 and PKCS#8 without their frame. */
function holdsPrivateKey(text: string): boolean {
  if (/PRIVATE KEY-----|PuTTY-User-Key-File/u.test(text)) return true;
  if (/"kty"\s*:/u.test(text) && /"d"\s*:/u.test(text)) return true;
  return /(?:^|[^A-Za-z0-9+/])MII[A-Za-z0-9+/]{3}IBA[A-Za-z0-9+/]/u.test(text);
}

/** The candidate, or why there is none. */
function candidateIn(text: string): string | RefreshTokenInput {
  const labelled = labelledTokens(text);
  const named = labelled.refresh.length > 0 ? labelled.refresh : labelled.plain;
  if (named.length > 1) return problem('several');
  if (named[0] !== undefined) return named[0];
  const access = accessTokenIn(text);
  if (access !== undefined) return { ok: false, problem: 'accessToken', expiresAt: access.expiresAt };
  if (labelled.access.length > 0) return problem('accessToken');
  return bareCandidate(text);
}

/** What stands there without a name has to stand alone. */
function bareCandidate(text: string): string | RefreshTokenInput {
  const bare = unwrapped(
    unwrapped(text)
      .replace(/^(?:authorization|(?:[\w $:-]{0,40}(?:refresh|nerd)[ _-]?)?token)\s*["'`]?\s*[:=]/iu, '')
      .replace(/^\s*bearer\s+/iu, ''),
  );
  if (bare === '') return problem('empty');
  const words = [...new Set(bare.split(/\s+/u).map(unwrapped))].filter((word) => word !== '');
  const [only] = words;
  if (words.length === 1 && only !== undefined) return isCode(only, bare !== unwrapped(text)) ? problem('none') : only;
  const joined = words.join('');
  if (isWrapped(bare.split(/\s*[\r\n]\s*/u)) && isTelling(joined)) return joined;
  return problem(words.every(isTelling) ? 'several' : 'none');
}

/** Quotes and brackets within a word are code's; after a name, what has the name in it stands for a value. */
function isCode(word: string, isNamed: boolean): boolean {
  return /["'`()[\]{}<>]/u.test(word) || (isNamed && /refresh[ _-]?token/iu.test(word));
}

/** Whether these are the lines of one word: all but the last are equally long, and the last is shorter. */
function isWrapped(lines: readonly string[]): boolean {
  const [first, ...further] = lines;
  const last = further.at(-1);
  if (first === undefined || last === undefined || first.length < 8 || lines.some((line) => /\s/u.test(line)))
    return false;
  return last.length < first.length && further.slice(0, -1).every((line) => line.length === first.length);
}

function judged(token: string): RefreshTokenInput {
  if (!/^[\x21-\x7e]+$/u.test(token)) return problem(/\s/u.test(token) ? 'none' : 'notAscii');
  const access = isAccessToken(token);
  if (access !== undefined) return { ok: false, problem: 'accessToken', expiresAt: access.expiresAt };
  return isUsual(token) ? { ok: true, refreshToken: token } : { ok: false, problem: 'unusual', refreshToken: token };
}

/** Whether it has a token's length and letters (token68, RFC 7235 §2.1), and is no path of a file. */
function isUsual(token: string): boolean {
  if (token.length < FEWEST_CHARACTERS || token.length > MOST_CHARACTERS) return false;
  return /^[A-Za-z0-9._~+/-]+=*$/u.test(token) && !/^[.~]{0,2}\//u.test(token);
}

function problem(kind: PasteProblem): RefreshTokenInput {
  return { ok: false, problem: kind, expiresAt: undefined };
}
