import type { EpochMs } from '../../../preload/contract/time.ts';
import { isJwt, jwtClaims, jwtExpiresAt } from '../token/jwt.ts';

/** The claims of which an access token has at least one (RFC 9068 §2.2), Okta's own (`cid`, `scp`) among them. */
const TELLING_CLAIMS = ['exp', 'scp', 'scope', 'cid', 'client_id', 'aud'];

/** The end of an access token, if it states one; undefined if the text is none. A JWT may say that it refreshes. */
export function isAccessToken(token: string): { readonly expiresAt: EpochMs | undefined } | undefined {
  if (!isJwt(token)) return undefined;
  const claims = jwtClaims(token) ?? {};
  const kind = [claims['typ'], claims['token_use'], claims['token_type']];
  if (kind.some((value) => typeof value === 'string' && /refresh|offline/iu.test(value))) return undefined;
  return TELLING_CLAIMS.some((claim) => claim in claims) ? { expiresAt: jwtExpiresAt(token) } : undefined;
}

/** The first access token anywhere in a text, wrapped over lines or not; undefined if there is none. */
export function accessTokenIn(text: string): { readonly expiresAt: EpochMs | undefined } | undefined {
  for (const form of [text, text.replaceAll(/\s/gu, '')])
    for (const [word] of form.matchAll(/eyJ[\w+/=-]{1,8192}\.[\w+/=-]{1,12288}\.[\w+/=-]{1,8192}/gu)) {
      const access = isAccessToken(word);
      if (access !== undefined) return access;
    }
  return undefined;
}
