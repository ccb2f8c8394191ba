import type { ProxyAddress, ProxyChange } from '../../../preload/contract/proxy.ts';

/** How a proxy asks for a name and a password (RFC 9110 §11.7.1). */
export interface ProxyChallenge {
  /** As Chromium writes it: `basic`, `digest`, `ntlm` or `negotiate`. */
  readonly scheme: string;
  /** What the proxy says of itself, as people are shown it. */
  readonly realm: string;
  /** Whether the proxy is reached by TLS; undefined if that is not known. */
  readonly overTls?: boolean | undefined;
}

/** Weakest first, in the order in which Chromium chooses where a proxy offers several. One without a name here is weaker. */
const SCHEMES: readonly string[] = ['basic', 'digest', 'ntlm', 'negotiate'];

/** What of a challenge is not as agreed; undefined if a password that is for these challenges may answer it unasked. */
export function changeOf(asked: ProxyChallenge, agreed: readonly ProxyChallenge[]): ProxyChange | undefined {
  if (agreedTo(asked, agreed) !== undefined) return undefined;
  const ofRealm = agreed.filter(({ realm }) => realm === asked.realm);
  if (ofRealm.some(({ scheme }) => isAsStrong(asked.scheme, scheme))) return 'encryption';
  // NTLM has no realm, so that going from it to Basic changes both, and the weaker scheme is what matters.
  const isWeaker = agreed.length > 0 && agreed.every(({ scheme }) => !isAsStrong(asked.scheme, scheme));
  return ofRealm.length > 0 || isWeaker ? 'scheme' : 'realm';
}

/**
 * The agreed challenges, where the one that this challenge meets notes whether the proxy is reached by TLS. Entries that
 * do not say so yet take what they meet first.
 */
export function noteTls(asked: ProxyChallenge, agreed: readonly ProxyChallenge[]): readonly ProxyChallenge[] {
  const met = agreedTo(asked, agreed);
  if (met === undefined || met.overTls !== undefined || asked.overTls === undefined) return agreed;
  return agreed.map((one) => (one === met ? { ...one, overTls: asked.overTls } : one));
}

/**
 * Whether a proxy is reached by TLS, by the list of proxies that Chromium has for a request ("HTTPS a:443;PROXY b:80").
 * One that the list holds both with TLS and without could be either, and counts as without; undefined if it is not there.
 */
export function isReachedByTls(list: string, { host, port }: ProxyAddress): boolean | undefined {
  const kinds = list.split(';').flatMap((entry) => {
    const [kind = '', address] = entry.trim().split(/\s+/u);
    return address !== undefined && withoutBrackets(address) === withoutBrackets(`${host}:${port}`) ? [kind] : [];
  });
  return kinds.length === 0 ? undefined : kinds.every((kind) => kind === 'HTTPS' || kind === 'QUIC');
}

function agreedTo(asked: ProxyChallenge, agreed: readonly ProxyChallenge[]): ProxyChallenge | undefined {
  return agreed.find(
    (one) =>
      one.realm === asked.realm &&
      isAsStrong(asked.scheme, one.scheme) &&
      (one.overTls !== true || asked.overTls === true),
  );
}

function isAsStrong(scheme: string, than: string): boolean {
  return scheme === than || SCHEMES.indexOf(scheme) > SCHEMES.indexOf(than);
}

/** IPv6 addresses stand in brackets in some places and without in others. */
function withoutBrackets(address: string): string {
  return address.replaceAll(/[[\]]/gu, '').toLowerCase();
}
