/** A proxy, as Chromium names it. */
export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

/** A proxy that wants a name and a password. */
export interface ProxyAsk extends ProxyAddress {
  /** What it says of itself: plain text, cut short, empty if it says nothing. */
  readonly realm: string;
  /** It rejected the name and password that it was last given. */
  readonly refused: boolean;
}
