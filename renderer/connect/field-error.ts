import type { ConnectResult } from '../../preload/contract/command-results.ts';

/**
 * The sentence to show at the field. What came of an unreachable NERD or an unwilling keychain stands in the
 * candidate's own panel, with what can be done, and is not said twice.
 */
export function fieldError(
  failure: Extract<ConnectResult, { ok: false }> | undefined,
  hasCandidateMessage: boolean,
): string | undefined {
  if (failure === undefined) return undefined;
  const inPanel = failure.reason === 'unreachable' || failure.reason === 'notStored';
  return inPanel && hasCandidateMessage ? undefined : failure.message.sentence;
}
