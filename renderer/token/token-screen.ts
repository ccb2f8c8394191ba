import { formatCopy } from '../../main/core/copy/copy-formats.ts';
import type { CopyFormat } from '../../preload/contract/settings.ts';
import type { SessionSnapshot } from '../../preload/contract/session.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import type { EpochMs } from '../../preload/contract/time.ts';

/** Stands in for the access token, which the window never has. No copy format quotes or escapes it. */
const STAND_IN = 'eyJ-access-token';
const MASK = '•'.repeat(8);

/**
 * The subject of the Token page's heading. Everything else on the page is smaller while it is not `calm`.
 * calm: all is as it should be · trouble: what the message says · candidate: what came of an entered refresh token ·
 * warning: the week's end comes near.
 */
export type Headline = 'calm' | 'trouble' | 'candidate' | 'warning';

/** The subject of the heading: trouble comes first, then a candidate, then a warning. */
export function headlineOf({ message, pause, candidateMessage, warning }: AppSnapshot): Headline {
  if (message.tone === 'attention' || message.tone === 'problem') return 'trouble';
  // A pause is the user's own wish, so its message stays in view.
  if (pause !== undefined && (candidateMessage !== undefined || warning !== undefined)) return 'trouble';
  if (candidateMessage !== undefined) return 'candidate';
  return warning === undefined ? 'calm' : 'warning';
}

/**
 * Whether a copy can work. It refreshes first where that helps, which it no longer does once NERD has refused the refresh
 * token and the access token has expired.
 */
export function copyCanWork(session: SessionSnapshot, now: EpochMs): boolean {
  if (session.kind === 'signedOut') return false;
  return session.kind !== 'rejected' || (session.expiresAt !== undefined && session.expiresAt > now);
}

/** What a copy would put on the clipboard, its access token masked. */
export function maskedCopy(format: CopyFormat, apiUrl: string): string {
  return formatCopy(format, STAND_IN, apiUrl).replaceAll(STAND_IN, MASK).trimEnd();
}
