import type { AppSnapshot } from '../../preload/contract/snapshot.ts';

export type Screen = 'starting' | 'reading' | 'connect' | 'replace' | 'settings' | 'status';

/** Which screen stands for a snapshot and the page the user chose. */
export function screenOf(snapshot: AppSnapshot | undefined, page: 'home' | 'replace' | 'settings'): Screen {
  if (snapshot === undefined) return 'starting';
  if (page === 'settings') return 'settings';
  if (snapshot.storage.kind === 'reading') return 'reading';
  if (snapshot.session.kind === 'signedOut') return 'connect';
  return page === 'replace' ? 'replace' : 'status';
}
