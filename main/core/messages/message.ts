import type { ActionButton, EpochMs, Message } from '../../../preload/contract/snapshot.ts';
import type { TimeFormat } from '../time/time-format.ts';

/** When something is said, and how times are told then. */
export interface MessageParams {
  readonly now: EpochMs;
  readonly words: TimeFormat;
}

/** Its words need nothing more to be known. */
export type None = unknown;

/** The button that was just used is still there, and is what helps: no other is needed. */
export const SAME_AGAIN = 'sameAgain';

/** What is said while nothing is wrong. */
interface Fine {
  readonly tone: 'calm' | 'busy';
  readonly title: string;
  readonly sentence: string;
  readonly action?: ActionButton | undefined;
}

interface Wrong {
  readonly title: string;
  /** What happened, as far as the title does not say it yet. */
  readonly happened?: string | undefined;
  /** What still works; undefined only where nothing that worked is touched. */
  readonly works: string | undefined;
  /** A second way out. */
  readonly other?: ActionButton;
}

/** Worth knowing. What to do is said, or a button says it. */
type Attention = Wrong & { readonly tone: 'attention' } & (
    | { readonly toDo: string; readonly action?: ActionButton | undefined }
    | { readonly toDo?: undefined; readonly action: ActionButton }
  );

/** Needs the user, who always has a button for it. */
type Problem = Wrong & {
  readonly tone: 'problem';
  readonly toDo?: string | undefined;
  readonly action: ActionButton | typeof SAME_AGAIN;
};

export type Trouble = Attention | Problem;
export type Words = Fine | Trouble;

/** The words for one situation: fixed, or made of its facts. */
export type Entry<Facts> = Words | ((facts: Facts, telling: MessageParams) => Words);

/** One entry for each situation: a situation without words does not compile. */
export type Table<Situations> = { readonly [Kind in keyof Situations]: Entry<Situations[Kind]> };

/** Makes the message: what happened, what still works, what to do, in this order. */
export function toMessage(words: Words): Message {
  const { tone, title } = words;
  if (!isTrouble(words)) return { tone, title, sentence: words.sentence, action: words.action };
  const sentence = joined(words.happened, words.works, words.toDo);
  const action = words.action === SAME_AGAIN ? undefined : words.action;
  const message = { tone, title, sentence, action };
  return words.other !== undefined ? { ...message, other: words.other } : message;
}

export function isTrouble(words: Words): words is Trouble {
  return words.tone === 'attention' || words.tone === 'problem';
}

/** Sentences after one another; those that are undefined are not said. */
export function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}
