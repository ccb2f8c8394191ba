import type { ProxyChange } from '../../../preload/contract/proxy.ts';

/** How a proxy asks for a name and a password (RFC 9110 §11.7.1). */
export interface ProxyChallenge {
  /** As Chromium writes it: `basic`, `digest`, `ntlm` or `negotiate`. */
  readonly scheme: string;
  /** What the proxy says of itself, as people are shown it. */
  readonly realm: string;
}

/** Weakest first, in the order in which Chromium chooses where a proxy offers several. One without a name here is weaker. */
const SCHEMES: readonly string[] = ['basic', 'digest', 'ntlm', 'negotiate'];

/** What of a challenge is not as agreed; undefined if a password that is for these challenges may answer it unasked. */
export function changeOf(asked: ProxyChallenge, agreed: readonly ProxyChallenge[]): ProxyChange | undefined {
  if (agreed.some((one) => one.realm === asked.realm && isAsStrong(asked.scheme, one.scheme))) return undefined;
  const isSameRealm = agreed.some(({ realm }) => realm === asked.realm);
  // NTLM has no realm, so that going from it to Basic changes both, and the weaker scheme is what matters.
  const isWeaker = agreed.length > 0 && agreed.every(({ scheme }) => !isAsStrong(asked.scheme, scheme));
  return isSameRealm || isWeaker ? 'scheme' : 'realm';
}

function isAsStrong(scheme: string, than: string): boolean {
  return scheme === than || SCHEMES.indexOf(scheme) > SCHEMES.indexOf(than);
}
