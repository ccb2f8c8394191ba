/** A proxy, as Chromium names it. */
export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * What is not as it was when the proxy last got the password: it asks in a weaker way, or under another realm, or it is
 * no longer reached by TLS.
 */
export type ProxyChange = 'scheme' | 'realm' | 'encryption';

/** A proxy that wants a name and a password. */
export interface ProxyAsk extends ProxyAddress {
  /** How it wants to be given them, as Chromium writes it: `basic`, `digest`, `ntlm` or `negotiate`. */
  readonly scheme: string;
  /** What it says of itself: plain text, cut short, empty if it says nothing. */
  readonly realm: string;
  /** Whether it is reached by TLS, so that nobody on the way reads what it is given; undefined if that is not known. */
  readonly overTls?: boolean | undefined;
  /** It rejected the name and password that it was last given. */
  readonly refused: boolean;
  /** Why it is not given the password that it has accepted before. */
  readonly changed?: ProxyChange | undefined;
}
