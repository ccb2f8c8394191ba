import type { ActionButton, EpochMs, Message } from '../../../preload/contract/snapshot.ts';
import type { TimeFormat } from '../time/time-format.ts';

/** When something is said, and how times are told then. */
export interface TimeContext {
  readonly now: EpochMs;
  readonly times: TimeFormat;
}

/** Its words need nothing more to be known. */
export type None = unknown;

/** What a failure is called and what happened; the condition adds what still works and what to do. */
export interface FailureText {
  readonly title: string;
  readonly happened: string;
}

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
export type MessageParts = Fine | Trouble;

/** The words for one condition: fixed, or made of its facts. */
export type MessageEntry<Facts> = MessageParts | ((facts: Facts, context: TimeContext) => MessageParts);

/** One entry for each condition: a condition without words does not compile. */
export type MessageTable<Conditions> = { readonly [Kind in keyof Conditions]: MessageEntry<Conditions[Kind]> };

/** Makes the message: what happened, what still works, what to do, in this order. */
export function toMessage(parts: MessageParts): Message {
  const { tone, title } = parts;
  if (!isTrouble(parts)) return { tone, title, sentence: parts.sentence, action: parts.action };
  const sentence = joined(parts.happened, parts.works, parts.toDo);
  const action = parts.action === SAME_AGAIN ? undefined : parts.action;
  const message = { tone, title, sentence, action };
  return parts.other !== undefined ? { ...message, other: parts.other } : message;
}

export function isTrouble(parts: MessageParts): parts is Trouble {
  return parts.tone === 'attention' || parts.tone === 'problem';
}

/** Sentences after one another; those that are undefined are not said. */
export function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}
