import type { ActionButton } from '../../../preload/contract/message.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import type { RefreshFailure } from '../token/answer.ts';
import { CREDENTIALS, type AboutCredential } from './credentials.ts';
import { joined, type None, type MessageTable, type TimeContext } from './message.ts';
import { failureAction, failureText } from './request-failures.ts';
import { keychainText, type KeychainFacts } from './keychain.ts';

/** The end of the access token held, while that is valid. */
export interface HeldToken {
  readonly validUntil: EpochMs | undefined;
}

/** The conditions of the session as a whole. */
export interface SessionConditions {
  opening: None;
  notConnected: None;
  /** There may be a session, but the keychain cannot be read. */
  keychainClosed: KeychainFacts;
  fine: { readonly refreshAt: EpochMs; readonly expiresAt: EpochMs };
  /** Access tokens live so shortly that none is refreshed ahead of its end. */
  fetchedOnCopy: None;
  /** The credential is in memory only, by the user's choice. */
  memoryOnly: AboutCredential & KeychainFacts;
  /** An undefined `untilAt` means until the user resumes. */
  paused: HeldToken & { readonly untilAt: EpochMs | undefined };
  refreshing: HeldToken;
  /** The token held has expired, and the request for the next one is about to begin. */
  aboutToRefresh: AboutCredential;
  /** The token held has expired on the hour, and the next one is requested a moment later. */
  betweenTokens: { readonly nextTryAt: EpochMs };
  /** `heldUntil` is the moment until which NERD has asked to wait (Retry-After). */
  retrying: AboutCredential &
    HeldToken & {
      readonly failure: RefreshFailure;
      readonly retryAt: EpochMs;
      readonly heldUntil?: EpochMs | undefined;
    };
  /** NERD has asked to wait (Retry-After), and the session's own condition is another. */
  askedToWait: { readonly untilAt: EpochMs };
}

export const CONNECT: ActionButton = { kind: 'connect', label: 'Connect' };
const RESUME: ActionButton = { kind: 'resume', label: 'Resume' };
export const REFRESH: ActionButton = { kind: 'refreshNow', label: 'Try now' };
export const RETRY_KEYCHAIN: ActionButton = { kind: 'retryKeychain', label: 'Try the keychain again' };

function nextTry(retryAt: EpochMs, heldUntil: EpochMs | undefined, { now, times }: TimeContext): string {
  const next = times.moment(retryAt, now);
  if (heldUntil === undefined) return `The next try is at ${next}.`;
  const until = times.moment(heldUntil, now);
  return until === next
    ? `NERD asked to wait until ${next}. NERD Tray tries again then.`
    : `NERD asked to wait until ${until}. The next try is at ${next}.`;
}

export const NO_TOKEN = 'There is no working access token right now.';
/** Says that no access token works, and that the credential is kept. */
export const noTokenYet = ({ what }: AboutCredential): string =>
  `There is no working access token right now; your ${CREDENTIALS[what].name} is kept.`;

export const SESSION_MESSAGES: MessageTable<SessionConditions> = {
  opening: {
    tone: 'busy',
    title: 'Opening the keychain',
    sentence: 'Looking for what you connected with. Your computer may ask you to unlock the keychain.',
  },
  notConnected: {
    tone: 'calm',
    title: 'Not connected',
    sentence: 'Enter a refresh token once, and a fresh access token is always one click away.',
    action: CONNECT,
  },
  keychainClosed: (facts) => ({
    tone: 'problem',
    ...keychainText(facts),
    works: undefined,
    action: RETRY_KEYCHAIN,
  }),
  fine: ({ refreshAt, expiresAt }, { now, times }) => {
    const at = times.moment(refreshAt, now);
    const next = refreshAt < expiresAt ? `at ${at}, before this one ends` : `right after this one ends, at ${at}`;
    return {
      tone: 'calm',
      title: 'Everything is fine',
      sentence: `NERD Tray fetches the next access token ${next}.`,
    };
  },
  fetchedOnCopy: {
    tone: 'calm',
    title: 'Ready to copy',
    sentence: 'NERD’s access tokens last only some minutes now, so NERD Tray fetches one when you copy.',
  },
  memoryOnly: (facts) => {
    const { happened, toDo } = keychainText(facts);
    return {
      tone: 'attention',
      title: 'Kept until you quit',
      works: `Your ${CREDENTIALS[facts.what].name} is in memory only, and gone when NERD Tray quits.`,
      toDo: joined(happened, toDo),
      action: RETRY_KEYCHAIN,
    };
  },
  paused: ({ untilAt, validUntil }, context) => {
    const until = untilAt === undefined ? 'until you resume' : `until ${context.times.moment(untilAt, context.now)}`;
    return {
      tone: 'calm',
      title: 'Paused',
      sentence: joined(
        `NERD Tray fetches no access token ${until}, but for a copy that needs one.`,
        works(validUntil, context) ?? 'The last one has ended.',
      ),
      action: RESUME,
    };
  },
  refreshing: ({ validUntil }, context) => ({
    tone: 'busy',
    title: 'Refreshing',
    sentence: works(validUntil, context) ?? 'Asking NERD for an access token.',
  }),
  aboutToRefresh: (spoken) => ({ tone: 'busy', title: 'Refreshing', sentence: noTokenYet(spoken) }),
  betweenTokens: ({ nextTryAt }, { now, times }) => ({
    tone: 'busy',
    title: 'Refreshing',
    sentence: `The last access token has just ended. NERD Tray fetches the next one at ${times.moment(nextTryAt, now)}; Copy fetches it at once.`,
  }),
  retrying: ({ what, failure, retryAt, validUntil, heldUntil }, context) => ({
    tone: validUntil === undefined ? 'problem' : 'attention',
    ...failureText(failure),
    works: works(validUntil, context) ?? noTokenYet({ what }),
    toDo: nextTry(retryAt, heldUntil, context),
    action: failureAction(failure) ?? REFRESH,
  }),
  askedToWait: ({ untilAt }, { now, times }) => ({
    tone: 'attention',
    title: `NERD asked to wait until ${times.moment(untilAt, now)}`,
    happened: 'Until then NERD Tray sends nothing, even if you click.',
    works: 'A valid access token can still be copied.',
    toDo: 'Try again after that.',
  }),
};

/** Says until when the token held works; undefined if none does. */
export function works(validUntil: EpochMs | undefined, { now, times }: TimeContext): string | undefined {
  return validUntil === undefined ? undefined : `Your access token works until ${times.moment(validUntil, now)}.`;
}
