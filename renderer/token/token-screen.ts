import { formatCopy } from '../../main/core/copy/copy-formats.ts';
import type { CopyFormat } from '../../preload/contract/copy-format.ts';
import type { AppSnapshot, EpochMs, SessionSnapshot } from '../../preload/contract/snapshot.ts';

/** Stands for the access token, which the window never has. No format quotes or escapes it. */
const STAND_IN = 'eyJ-access-token';
const MASK = '•'.repeat(8);

/**
 * What the Token page is about: its heading says it, and what else stands there is the smaller for it.
 * calm: all is as it should be · trouble: what the message says · candidate: what came of an entered refresh token ·
 * warning: the week's end comes near.
 */
export type Headline = 'calm' | 'trouble' | 'candidate' | 'warning';

/** A candidate or a warning is the news while all else is well. */
export function headlineOf({ message, pause, candidateMessage, warning }: AppSnapshot): Headline {
  if (message.tone === 'attention' || message.tone === 'problem') return 'trouble';
  // A pause is the user's own wish, and stays in sight.
  if (pause !== undefined && (candidateMessage !== undefined || warning !== undefined)) return 'trouble';
  if (candidateMessage !== undefined) return 'candidate';
  return warning === undefined ? 'calm' : 'warning';
}

/** Copying refreshes first where that can help; it cannot once NERD has refused the refresh token and the old token ended. */
export function copyCanWork(session: SessionSnapshot, now: EpochMs): boolean {
  if (session.kind === 'signedOut') return false;
  return session.kind !== 'rejected' || (session.expiresAt !== undefined && session.expiresAt > now);
}

/** What a copy would put on the clipboard, its access token masked. */
export function maskedCopy(format: CopyFormat, apiUrl: string): string {
  return formatCopy(format, STAND_IN, apiUrl).replaceAll(STAND_IN, MASK).trimEnd();
}
