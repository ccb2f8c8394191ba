import type { AppSnapshot } from '../../preload/contract/snapshot.ts';

/** The pages that the navigation leads to; `home` is the connect screen until there is a session. */
export const PAGES = ['home', 'activity', 'try', 'settings', 'help'] as const;

export type MainPage = (typeof PAGES)[number];
/** The pages of the navigation, and those that are reached from another page and lead back to it. */
export type Page = MainPage | 'replace' | 'keyPair' | 'proxy' | 'diagnostics' | 'check';

/** The page that the Back button leads to; undefined for the pages of the navigation. */
export function parentOf(page: Page): MainPage | undefined {
  switch (page) {
    case 'replace':
    case 'keyPair':
    case 'proxy':
      return 'home';
    case 'diagnostics':
    case 'check':
      return 'help';
    case 'home':
    case 'activity':
    case 'try':
    case 'settings':
    case 'help':
      return undefined;
  }
}

/** What the window shows: a page, or what stands in its place. */
export type Screen = 'starting' | 'reading' | 'connect' | 'status' | Exclude<Page, 'home'>;

/** The screen for a snapshot and the page that the user chose. */
export function screenOf(snapshot: AppSnapshot | undefined, page: Page): Screen {
  if (snapshot === undefined) return 'starting';
  if (page === 'proxy' && snapshot.proxyAsk !== undefined) return page;
  if (page !== 'home' && page !== 'replace' && page !== 'proxy') return page;
  if (snapshot.storage.kind === 'reading') return 'reading';
  if (snapshot.session.kind === 'signedOut') return 'connect';
  return page === 'replace' ? 'replace' : 'status';
}

/**
 * The page that a new snapshot leads to; undefined if the user stays where they are. `isConnecting` is true while an
 * entered credential is being tried.
 */
export function pageAfter(
  page: Page,
  before: AppSnapshot | undefined,
  after: AppSnapshot,
  isConnecting: boolean,
): Page | undefined {
  // A new credential or none ends the replacing, whichever way it came.
  const isReplaced =
    (page === 'replace' || page === 'keyPair') && before?.credential?.enteredAt !== after.credential?.enteredAt;
  // A proxy that asks for a password blocks everything else, but not what somebody reads or types on another page.
  const proxyAsks = after.proxyAsk !== undefined && before?.proxyAsk === undefined;
  if (proxyAsks && (isReplaced || page === 'home' || isConnecting)) return 'proxy';
  return isReplaced ? 'home' : undefined;
}
