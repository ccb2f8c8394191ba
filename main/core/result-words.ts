import type { PasteProblem } from '../../preload/contract/command.ts';
import type { DurationMs, EpochMs, KeychainProblem, Message } from '../../preload/contract/snapshot.ts';
import { keychainWords } from './keychain-words.ts';
import { message, type WordsContext } from './messages.ts';
import { COPY_PROMISE_MS } from './schedule.ts';
import { span } from './time-words.ts';

/** What is said at the field when a text is no refresh token. `expiresAt`: the end of an access token pasted by mistake. */
export function pasteMessage(
  problem: PasteProblem,
  expiresAt: EpochMs | undefined,
  { now, words }: WordsContext,
): Message {
  switch (problem) {
    case 'empty':
      return message(
        'attention',
        'Nothing to connect with',
        'There is no text here. Copy the refresh token from your Account page in NERD, then paste it.',
      );
    case 'tooLong':
      return message(
        'attention',
        'Too long for a refresh token',
        'A refresh token is one short line, and this is far longer. Copy just the refresh token from your Account page.',
      );
    case 'controlCharacters':
      return message(
        'attention',
        'Not a refresh token',
        'This text has characters that no refresh token has. Copy just the refresh token from your Account page.',
      );
    case 'accessToken':
      return message(
        'attention',
        'That is an access token',
        `${accessTokenLife(expiresAt, now, words)} NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you.`,
      );
  }
}

function accessTokenLife(expiresAt: EpochMs | undefined, now: EpochMs, words: WordsContext['words']): string {
  if (expiresAt === undefined) return 'This is an access token, which works for an hour at most.';
  if (expiresAt <= now) return 'This is an access token, and it has already ended.';
  return `This is an access token, which works for another ${span(expiresAt - now)}, until ${words.moment(expiresAt, now)}.`;
}

/** What is said of a copy that worked. */
export function copiedMessage(lastsMs: DurationMs): Message {
  const lasts = `Copied · lasts ${span(lastsMs)}`;
  if (lastsMs >= COPY_PROMISE_MS) return message('calm', lasts, 'The access token is in the clipboard.');
  return message(
    'attention',
    lasts,
    'The access token is in the clipboard. NERD gives none that lasts longer right now.',
  );
}

/** What is said when a copy found no working token; `why` is the message of the state, which knows the reason. */
export function noTokenMessage(why: Message): Message {
  if (why.tone !== 'busy' && why.tone !== 'calm') return message('problem', 'Not copied', why.sentence, why.action);
  const sentence =
    why.action?.kind === 'connect'
      ? 'Connect first: NERD Tray has no refresh token.'
      : 'There is no working access token yet. Try again in a moment.';
  return message('problem', 'Not copied', sentence, why.action);
}

export function clipboardMessage(): Message {
  return message(
    'problem',
    'Not copied',
    'The clipboard did not take the access token. Another program may be holding it. Try again.',
  );
}

/** What is said when a command needed the keychain and did not get it. */
export function keychainMessage(why: KeychainProblem, happened: string, { system }: WordsContext): Message {
  const { title, sentence } = keychainWords(why, system);
  return message('problem', title, `${happened} ${sentence}`.trim());
}
