import type { EpochMs, Message, StorageSnapshot, WeekSnapshot } from '../../preload/contract/snapshot.ts';
import { FAILURE_WORDS } from './failure-words.ts';
import { keychainWords, type KeychainSystem } from './keychain-words.ts';
import { goodToken, type Candidate, type Pause, type TokenState } from './state.ts';
import type { TimeWords } from './time-words.ts';
import { isWeekOver } from './week.ts';

export interface WordsContext {
  readonly now: EpochMs;
  readonly words: TimeWords;
  readonly system: KeychainSystem;
  /** The week of the session's refresh token, if it is known. */
  readonly week: WeekSnapshot | undefined;
}

type Action = NonNullable<Message['action']>;

const RESUME: Action = { kind: 'resume', label: 'Resume' };
const REFRESH: Action = { kind: 'refreshNow', label: 'Try now' };
const RETRY_KEYCHAIN: Action = { kind: 'retryKeychain', label: 'Try the keychain again' };

/** The one message for the state as a whole: what happened, what still works, what to do. */
export function stateMessage(state: TokenState, context: WordsContext): Message {
  const { session, storage } = state;
  if (session.kind === 'signedOut') return signedOutMessage(storage, context);
  const working = whatStillWorks(state, context);
  if (state.pause !== undefined && state.flight === undefined && session.kind !== 'rejected') {
    return pausedMessage(state.pause, working, context);
  }
  switch (session.kind) {
    case 'refreshing':
      return message('busy', 'Refreshing', working ?? 'Asking NERD for an access token.');
    case 'betweenTokens':
      return message('busy', 'Refreshing', afterTheHour(session.nextTryAt, context));
    case 'retrying': {
      if (session.failure.kind === 'refused') return doubtMessage(session.retryAt, working, context);
      const { title, sentence } = FAILURE_WORDS[session.failure.kind];
      const next = `The next try is at ${context.words.moment(session.retryAt, context.now)}.`;
      const tone = working === undefined ? 'problem' : 'attention';
      return message(tone, title, `${sentence} ${working ?? NOTHING_WORKS} ${next}`, REFRESH);
    }
    case 'rejected':
      return rejectedMessage(working, context);
    case 'active':
      if (session.refreshAt === undefined) return message('calm', 'Ready to copy', FETCHED_WHEN_COPIED);
      if (working === undefined) return message('busy', 'Refreshing', NOTHING_WORKS);
      if (storage.kind === 'memory') return memoryMessage(storage, context);
      return message('calm', 'Everything is fine', nextToken(session.refreshAt, session.held.expiresAt, context));
  }
}

/** Keeping fresh rests by the user's own choice, so nothing is wrong. */
function pausedMessage({ untilAt }: Pause, working: string | undefined, { now, words }: WordsContext): Message {
  const until = untilAt === undefined ? 'until you resume' : `until ${words.moment(untilAt, now)}`;
  const sentence = `NERD Tray fetches no access token ${until}, but for a copy that needs one. ${working ?? 'The last one has ended.'}`;
  return message('calm', 'Paused', sentence, RESUME);
}

const NOTHING_WORKS = 'There is no working access token right now; your refresh token is kept.';

function whatStillWorks(state: TokenState, { now, words }: WordsContext): string | undefined {
  const token = goodToken(state, now);
  return token && `Your access token works until ${words.moment(token.expiresAt, now)}.`;
}

/** A refusal around the week's end is called what it is; one before it is told as such. */
function rejectedMessage(working: string | undefined, { now, week }: WordsContext): Message {
  const over = week === undefined || isWeekOver(week, now);
  const title = over ? 'The week of your refresh token is over' : 'NERD has ended your refresh token';
  const why = over ? '' : 'NERD no longer accepts it, before its week was over; a newer one may have replaced it. ';
  const sentence = `${why}${working ?? 'There is no working access token right now.'} Copy a new refresh token from your Account page and enter it here.`;
  return message('problem', title, sentence, { kind: 'connect', label: 'Enter a new refresh token' });
}

const FETCHED_WHEN_COPIED = 'NERD’s access tokens last only some minutes now, so NERD Tray fetches one when you copy.';

function nextToken(refreshAt: EpochMs, expiresAt: EpochMs, { now, words }: WordsContext): string {
  const at = words.moment(refreshAt, now);
  return refreshAt < expiresAt
    ? `NERD Tray fetches the next access token at ${at}, before this one ends.`
    : `NERD Tray fetches the next access token right after this one ends, at ${at}.`;
}

function afterTheHour(nextTryAt: EpochMs, { now, words }: WordsContext): string {
  return `The last access token has just ended. NERD Tray fetches the next one at ${words.moment(nextTryAt, now)}; Copy fetches it at once.`;
}

/** A first "no", which may be a passing fault of the server. */
function doubtMessage(retryAt: EpochMs, working: string | undefined, { now, words }: WordsContext): Message {
  const sentence = `NERD refused your refresh token just now. ${working ?? NOTHING_WORKS} NERD Tray asks once more at ${words.moment(retryAt, now)} before it believes that.`;
  return message('attention', 'NERD said no, once', sentence, REFRESH);
}

function memoryMessage(storage: Extract<StorageSnapshot, { kind: 'memory' }>, { system }: WordsContext): Message {
  const { sentence } = keychainWords(storage.why, system);
  const kept = 'Your refresh token is in memory only, and gone when NERD Tray quits.';
  return message('attention', 'Kept until you quit', `${kept} ${sentence}`, RETRY_KEYCHAIN);
}

function signedOutMessage(storage: StorageSnapshot, { system }: WordsContext): Message {
  if (storage.kind === 'reading') return message('busy', 'Opening the keychain', 'Looking for your refresh token.');
  if (storage.kind === 'unavailable') {
    const { title, sentence } = keychainWords(storage.why, system);
    return message('problem', title, sentence, RETRY_KEYCHAIN);
  }
  return message(
    'calm',
    'Not connected',
    'Enter a refresh token once, and a fresh access token is always one click away.',
    {
      kind: 'connect',
      label: 'Connect',
    },
  );
}

/** The message for a token that was entered and is not the session's yet; none while it is being tried. */
export function candidateMessage(
  candidate: Candidate | undefined,
  connected: boolean,
  context: WordsContext,
): Message | undefined {
  const before = connected ? ' Your session goes on as before.' : '';
  switch (candidate?.kind) {
    case undefined:
    case 'trying':
      return undefined;
    case 'unreachable': {
      const { title, sentence } = FAILURE_WORDS[candidate.failure.kind];
      const offer = `The refresh token could not be tried, so it is not known whether it works.${before} You can keep it, and NERD Tray tries it later.`;
      return message('attention', title, `${sentence} ${offer}`, {
        kind: 'keepUntried',
        label: 'Keep it and try later',
      });
    }
    case 'untried': {
      const happened = candidate.failure && FAILURE_WORDS[candidate.failure.kind].sentence;
      const next = `The refresh token you kept is tried again at ${context.words.moment(candidate.retryAt, context.now)}.${before}`;
      return message(
        'attention',
        'A refresh token waits to be tried',
        happened === undefined ? next : `${happened} ${next}`,
      );
    }
    case 'notStored': {
      const { title, sentence } = keychainWords(candidate.why, context.system);
      const offer = `NERD accepted the refresh token, but it could not be stored.${before} ${sentence} Or use it until you quit; it is never written to a file.`;
      return message('problem', title, offer, { kind: 'keepInMemory', label: 'Use it until I quit' });
    }
    case 'refused':
      return refusedMessage(connected);
  }
}

/** NERD said no to a refresh token that was just entered, or kept for later. */
export function refusedMessage(connected: boolean): Message {
  const { title, sentence } = FAILURE_WORDS.refused;
  const before = connected ? ' Your session goes on as before.' : '';
  const sentences = `${sentence}${before} Copy the one that your Account page in NERD shows now.`;
  return message('problem', title, sentences, { kind: 'openNerd', label: 'Open NERD in the browser' });
}

export function message(tone: Message['tone'], title: string, sentence: string, action?: Action): Message {
  return { tone, title, sentence, action };
}
