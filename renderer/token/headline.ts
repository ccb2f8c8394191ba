import type { AppSnapshot } from '../../preload/contract/snapshot.ts';

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
