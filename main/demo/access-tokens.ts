import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';
import { HOUR_MS, SECOND_MS } from '../core/time/time.ts';

/** How long an access token lives: a span from when it was made, or up to the next full hour as NERD's do. */
export type TokenLife = { readonly kind: 'span'; readonly lifeMs: DurationMs } | { readonly kind: 'onTheHour' };

/** The user that the tokens are issued to; their claim `sub` is the email address. */
export interface DemoUser {
  readonly email: string;
  readonly uid: string;
  readonly scopes: readonly string[];
}

/** Signs and checks the demo server's access tokens: JWTs with RS256 (RFC 7519, RFC 7518 §3.3). */
export interface AccessTokens {
  /** Gives a new access token. */
  make(now: EpochMs, life: TokenLife): string;
  /** True if this demo server signed it and it has not expired. */
  isValid(token: string, now: EpochMs): boolean;
  /** The key that it signs with: PKCS#8 in PEM. It opens nothing but a demo server. */
  readonly signingKey: string;
}

/** Gives when a token made at `now` expires, as `exp` has it: in whole seconds since the epoch. */
export function expiryInSeconds(now: EpochMs, life: TokenLife): number {
  const endsAt = life.kind === 'span' ? now + life.lifeMs : (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  return Math.floor(endsAt / SECOND_MS);
}

async function newKey(): Promise<KeyObject> {
  return (await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function isSigned(token: string, publicKey: KeyObject): boolean {
  const [header, payload, signature, more] = token.split('.');
  if (header === undefined || payload === undefined || signature === undefined || more !== undefined) return false;
  return verify('sha256', Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
}

function expOf(token: string): number {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(payload) as { exp: number }).exp;
}

/** Makes a key of its own unless one is given as PEM; nothing it signs is valid at the real NERD. */
export async function createAccessTokens(issuer: string, account: DemoUser, given?: string): Promise<AccessTokens> {
  const privateKey = given === undefined ? await newKey() : createPrivateKey(given);
  const publicKey = createPublicKey(privateKey);
  const header = encoded({ alg: 'RS256', kid: randomBytes(8).toString('base64url') });

  return {
    signingKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    make(now, life) {
      const payload = encoded({
        ver: 1,
        jti: `AT.${randomBytes(24).toString('base64url')}`,
        iss: issuer,
        aud: 'nerd',
        iat: Math.floor(now / SECOND_MS),
        exp: expiryInSeconds(now, life),
        cid: 'nerd-demo-server',
        uid: account.uid,
        scp: account.scopes,
        sub: account.email,
      });
      const signature = sign('sha256', Buffer.from(`${header}.${payload}`), privateKey).toString('base64url');
      return `${header}.${payload}.${signature}`;
    },
    isValid(token, now) {
      return isSigned(token, publicKey) && now < expOf(token) * SECOND_MS;
    },
  };
}
