import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { Page } from './pages.ts';

export type Screen = 'starting' | 'reading' | 'connect' | 'status' | Exclude<Page, 'home'>;

/** Which screen stands for a snapshot and the page the user chose. */
export function screenOf(snapshot: AppSnapshot | undefined, page: Page): Screen {
  if (snapshot === undefined) return 'starting';
  if (page === 'proxy' && snapshot.proxyAsk !== undefined) return page;
  if (page !== 'home' && page !== 'replace' && page !== 'proxy') return page;
  if (snapshot.storage.kind === 'reading') return 'reading';
  if (snapshot.session.kind === 'signedOut') return 'connect';
  return page === 'replace' ? 'replace' : 'status';
}
