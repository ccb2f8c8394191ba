import type { ConnectResult } from '../../preload/contract/command-results.ts';

/**
 * The error to show at the field; undefined if there is none. That NERD was unreachable or the keychain did not store the
 * token is shown in the candidate's panel, with what can be done, and not a second time here.
 */
export function fieldError(
  failure: Extract<ConnectResult, { ok: false }> | undefined,
  hasCandidateMessage: boolean,
): string | undefined {
  if (failure === undefined) return undefined;
  const inPanel = failure.reason === 'unreachable' || failure.reason === 'notStored';
  return inPanel && hasCandidateMessage ? undefined : failure.message.sentence;
}
