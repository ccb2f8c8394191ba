import { isAccessToken } from './access-token.ts';
import { asMeant, unwrapped, withoutInvisible } from './pasted-text.ts';

/** Why a text is not accepted as a private key. */
export type KeyProblem =
  | { readonly kind: Exclude<KeyProblemKind, 'short'> }
  /** `bits` is the length of its modulus. */
  | { readonly kind: 'short'; readonly bits: number };

export type KeyProblemKind =
  | 'empty'
  | 'tooLarge'
  | 'zip'
  | 'binary'
  | 'notPem'
  | 'encrypted'
  | 'publicKey'
  | 'certificate'
  | 'ssh'
  | 'notRsa'
  | 'rsaPss'
  | 'short'
  | 'broken';

/**
 * The private key in a text, as base64 of the DER form that its label names: PKCS#1 (RFC 8017) or PKCS#8 (RFC 5208).
 */
export type PrivateKeyInput =
  | { readonly ok: true; readonly form: 'pkcs1' | 'pkcs8'; readonly base64: string }
  | { readonly ok: false; readonly problem: KeyProblem };

/** This is far above any key that is in use: one of 16,384 bits has 13,000 characters. */
export const LONGEST_KEY_TEXT = 65_536;
/** Kensho's guide makes keys of this length, and RFC 7518 §3.3 asks for no less. */
export const FEWEST_BITS = 2048;

/** The PEM labels (RFC 7468) of other things than an RSA private key, the more telling ones first. */
const OTHERS: readonly (readonly [RegExp, Exclude<KeyProblemKind, 'short'>])[] = [
  [/ENCRYPTED PRIVATE KEY$/u, 'encrypted'],
  [/^(?:OPENSSH|SSH2)\b/u, 'ssh'],
  [/^(?:EC|DSA|ED25519) PRIVATE KEY$/u, 'notRsa'],
  [/CERTIFICATE|^PKCS7$|^CMS$/u, 'certificate'],
  [/PUBLIC KEY$/u, 'publicKey'],
];

/**
 * Parses the private key in a text that a person entered. Line breaks may be missing or written as `\n`, and spaces and
 * other PEM blocks may stand around the key: only the content of its block decides.
 */
export function parsePrivateKey(text: string): PrivateKeyInput {
  if (text.startsWith('PK\u0003\u0004')) return problem('zip');
  if (text.length > LONGEST_KEY_TEXT) return problem('tooLarge');
  // eslint-disable-next-line no-control-regex -- a key's text has no control characters but white space
  if (/[\u0000-\u0008\u000e-\u001f\ufffd]/u.test(text)) return problem('binary');
  const plain = asMeant(text)
    .replaceAll(/\\r|\\n/gu, '\n')
    .trim();
  if (plain === '') return problem('empty');
  const blocks = Array.from(plain.matchAll(/-----BEGIN ([^-\n]+)-----(.*?)-----END \1-----/gsu), (match) => ({
    label: match[1] ?? '',
    body: match[2] ?? '',
  }));
  const key = blocks.find(({ label }) => label === 'PRIVATE KEY' || label === 'RSA PRIVATE KEY');
  if (key !== undefined) return fromBlock(key);
  const other = OTHERS.find(([pattern]) => blocks.some(({ label }) => pattern.test(label)));
  return problem(other?.[1] ?? outsidePem(plain));
}

function fromBlock({ label, body }: { readonly label: string; readonly body: string }): PrivateKeyInput {
  // RFC 1421 §4.6.1.1 defines this header, and OpenSSL's traditional form still has it.
  if (/^\s*Proc-Type:\s*4\s*,\s*ENCRYPTED/u.test(body)) return problem('encrypted');
  const base64 = body.replaceAll(/\s/gu, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(base64) || base64.length % 4 !== 0) return problem('broken');
  return { ok: true, form: label === 'PRIVATE KEY' ? 'pkcs8' : 'pkcs1', base64 };
}

/** Says what a text without a complete PEM block is. */
function outsidePem(text: string): Exclude<KeyProblemKind, 'short'> {
  if (/^(?:ssh-|ecdsa-)\S+ /u.test(text)) return 'publicKey';
  if (text.startsWith('PuTTY-User-Key-File')) return 'ssh';
  return text.includes('PRIVATE KEY-----') ? 'broken' : 'notPem';
}

function problem(kind: Exclude<KeyProblemKind, 'short'>): PrivateKeyInput {
  return { ok: false, problem: { kind } };
}

/** Okta's identifiers have 20 characters, and no server's has more than this. */
const LONGEST_ID = 256;

/**
 * Parses a Client ID or a key ID from what was typed or pasted, without quotes and separators around it. Undefined if
 * the text cannot be one (RFC 6749 appendix A.1).
 */
export function parseIdentifier(text: string): string | undefined {
  const id = unwrapped(withoutInvisible(text));
  if (isAccessToken(id) !== undefined) return undefined;
  return id.length <= LONGEST_ID && /^[\x21-\x7e]+$/u.test(id) ? id : undefined;
}
