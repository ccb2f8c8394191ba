import type { ActionButton, EpochMs } from '../../../preload/contract/snapshot.ts';
import type { Refusal, RefreshFailure } from '../token/state.ts';
import { CREDENTIALS, refusalWords, type Spoken } from './credentials.ts';
import { joined, type None, type Table, type MessageParams, type Words } from './message.ts';
import { failureAction, failureWords } from './request-failures.ts';
import { keychainWords, type KeychainFacts } from './keychain.ts';

/** The end of the access token held, while it works. */
interface Good {
  readonly goodUntil: EpochMs | undefined;
}

/** What the state as a whole can be. */
export interface SessionSituations {
  opening: None;
  notConnected: None;
  /** There may be a session, but the keychain does not give it. */
  keychainClosed: KeychainFacts;
  fine: { readonly refreshAt: EpochMs; readonly expiresAt: EpochMs };
  /** Access tokens live so shortly that none is fetched ahead. */
  fetchedOnCopy: None;
  /** The credential is kept without the keychain, by the user's choice. */
  memoryOnly: Spoken & KeychainFacts;
  /** `untilAt` undefined: until it is resumed. */
  paused: Good & { readonly untilAt: EpochMs | undefined };
  refreshing: Good;
  /** The token held has ended, and the request for the next one is about to begin. */
  aboutToRefresh: Spoken;
  /** The hour is over; the next token is fetched a moment later. */
  betweenTokens: { readonly nextTryAt: EpochMs };
  retrying: Spoken & Good & { readonly failure: RefreshFailure; readonly retryAt: EpochMs };
  /** A first "no", which may be a passing fault of the server. */
  refusedOnce: Spoken & Good & { readonly retryAt: EpochMs };
  /** A refusal around the week's end is called what it is. */
  refusedAtWeeksEnd: Good;
  /** One before it is told as such. */
  refusedEarly: Good;
  /** One of a credential that nothing ends by itself. */
  refusedForGood: Spoken & Good & { readonly refusal?: Refusal | undefined };
}

export const CONNECT: ActionButton = { kind: 'connect', label: 'Connect' };
const RESUME: ActionButton = { kind: 'resume', label: 'Resume' };
const REFRESH: ActionButton = { kind: 'refreshNow', label: 'Try now' };
const ENTER_NEW: ActionButton = { kind: 'connect', label: 'Enter a new refresh token' };
export const RETRY_KEYCHAIN: ActionButton = { kind: 'retryKeychain', label: 'Try the keychain again' };

const NO_TOKEN = 'There is no working access token right now.';
const noTokenYet = ({ what }: Spoken): string =>
  `There is no working access token right now; your ${CREDENTIALS[what].name} is kept.`;

export const SESSION: Table<SessionSituations> = {
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
    ...keychainWords(facts),
    works: undefined,
    action: RETRY_KEYCHAIN,
  }),
  fine: ({ refreshAt, expiresAt }, { now, words }) => {
    const at = words.moment(refreshAt, now);
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
    const { happened, toDo } = keychainWords(facts);
    return {
      tone: 'attention',
      title: 'Kept until you quit',
      works: `Your ${CREDENTIALS[facts.what].name} is in memory only, and gone when NERD Tray quits.`,
      toDo: joined(happened, toDo),
      action: RETRY_KEYCHAIN,
    };
  },
  paused: ({ untilAt, goodUntil }, telling) => {
    const until = untilAt === undefined ? 'until you resume' : `until ${telling.words.moment(untilAt, telling.now)}`;
    return {
      tone: 'calm',
      title: 'Paused',
      sentence: joined(
        `NERD Tray fetches no access token ${until}, but for a copy that needs one.`,
        works(goodUntil, telling) ?? 'The last one has ended.',
      ),
      action: RESUME,
    };
  },
  refreshing: ({ goodUntil }, telling) => ({
    tone: 'busy',
    title: 'Refreshing',
    sentence: works(goodUntil, telling) ?? 'Asking NERD for an access token.',
  }),
  aboutToRefresh: (spoken) => ({ tone: 'busy', title: 'Refreshing', sentence: noTokenYet(spoken) }),
  betweenTokens: ({ nextTryAt }, { now, words }) => ({
    tone: 'busy',
    title: 'Refreshing',
    sentence: `The last access token has just ended. NERD Tray fetches the next one at ${words.moment(nextTryAt, now)}; Copy fetches it at once.`,
  }),
  retrying: ({ what, failure, retryAt, goodUntil }, telling) => ({
    tone: goodUntil === undefined ? 'problem' : 'attention',
    ...failureWords(failure),
    works: works(goodUntil, telling) ?? noTokenYet({ what }),
    toDo: `The next try is at ${telling.words.moment(retryAt, telling.now)}.`,
    action: failureAction(failure) ?? REFRESH,
  }),
  refusedOnce: ({ what, retryAt, goodUntil }, telling) => ({
    tone: 'attention',
    title: 'NERD said no, once',
    happened: `NERD refused your ${CREDENTIALS[what].name} just now.`,
    works: works(goodUntil, telling) ?? noTokenYet({ what }),
    toDo: `NERD Tray asks once more at ${telling.words.moment(retryAt, telling.now)} before it believes that.`,
    action: REFRESH,
  }),
  refusedAtWeeksEnd: (facts, telling) => refused(facts, telling, 'The week of your refresh token is over'),
  refusedEarly: (facts, telling) =>
    refused(
      facts,
      telling,
      'NERD has ended your refresh token',
      'NERD no longer accepts it, before its week was over; a newer one may have replaced it.',
    ),
  refusedForGood: ({ what, refusal, goodUntil }, telling) => ({
    tone: 'problem',
    ...refusalWords(what, refusal),
    works: works(goodUntil, telling) ?? NO_TOKEN,
    action: CREDENTIALS[what].action,
  }),
};

function refused({ goodUntil }: Good, telling: MessageParams, title: string, happened?: string): Words {
  return {
    tone: 'problem',
    title,
    happened,
    works: works(goodUntil, telling) ?? NO_TOKEN,
    toDo: 'Copy a new refresh token from your Account page and enter it here.',
    action: ENTER_NEW,
  };
}

function works(goodUntil: EpochMs | undefined, { now, words }: MessageParams): string | undefined {
  return goodUntil === undefined ? undefined : `Your access token works until ${words.moment(goodUntil, now)}.`;
}
