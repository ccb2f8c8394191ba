/**
 * One thing that happens in a world, `atMs` after the start of the week. Each is complete in itself, so that a week
 * still makes sense with any of them left out. The names of kinds and fields are printed in the story of a broken
 * promise.
 */
export type Happening = { readonly atMs: number } & (
  | {
      readonly kind:
        'copy' | 'refreshNow' | 'enterNew' | 'enterWrong' | 'forget' | 'refuseOnce' | 'endEarly' | 'resume';
    }
  | { readonly kind: 'clicks'; readonly count: number; readonly gapMs: number }
  | { readonly kind: 'sleep'; readonly forMs: number; readonly told: boolean }
  | { readonly kind: 'frozen'; readonly forMs: number }
  | { readonly kind: 'off'; readonly forMs: number }
  | { readonly kind: 'crash'; readonly forMs: number }
  /** The process dies just before it takes its `effect`-th effect from here, as a write to the keychain is one. */
  | { readonly kind: 'crashAt'; readonly effect: number; readonly forMs: number }
  | { readonly kind: 'network'; readonly how: NetworkTrouble; readonly forMs: number; readonly hint: boolean }
  | { readonly kind: 'wrongHint'; readonly forMs: number }
  | { readonly kind: 'server'; readonly how: ServerTrouble; readonly forMs: number }
  | { readonly kind: 'clock'; readonly aheadMs: number }
  | { readonly kind: 'keychain'; readonly how: 'slow' | 'locked'; readonly forMs: number }
  | { readonly kind: 'pause'; readonly forMs: number | undefined }
  | { readonly kind: 'snooze'; readonly until: 'inAnHour' | 'tomorrow' | 'nextWeek' }
);

/**
 * What can be wrong with the network: requests fail at once, get no reply, meet a captive portal, fail half of the
 * time, or reach NERD while its reply is lost.
 */
export type NetworkTrouble = 'down' | 'hanging' | 'captive' | 'flaky' | 'answersLost';
/** What can be wrong with NERD's replies, or with those that come in its place. */
export type ServerTrouble = (typeof SERVER_TROUBLES)[number] | (typeof MIDDLEBOX_REPLIES)[number] | GrantOddity;
/** A way in which NERD grants a token, but describes the token or the time oddly. */
export type GrantOddity = (typeof GRANT_ODDITIES)[number];

/** All troubles of the network, to pick from. */
export const NETWORK_TROUBLES = ['down', 'hanging', 'captive', 'flaky', 'answersLost'] as const;
/** Troubles in which the server of NERD itself gives no proper reply. */
export const SERVER_TROUBLES = ['broken', 'hanging', 'slow', 'limited', 'limitedWithWait', 'nonsense'] as const;
/**
 * Replies that come from a firewall, proxy or load balancer on the way, or whose status and body contradict each
 * other.
 */
export const MIDDLEBOX_REPLIES = [
  'blockPage',
  'bareNo',
  'redirect',
  'brokenNamingError',
  'limitedNamingError',
] as const;
/** All oddities of a grant, to pick from. */
export const GRANT_ODDITIES = [
  'dateBehind',
  'dateBehindWithAge',
  'farEnd',
  'worseToken',
  'oddlyWritten',
  'issuedAgain',
] as const;
