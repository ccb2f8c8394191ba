import type { ActionButton, Message } from '../../../preload/contract/message.ts';
import type { EpochMs } from '../../../preload/contract/time.ts';
import type { TimeFormat } from '../time/time-format.ts';

/** The moment of a message, and how times are written in it. */
export interface TimeContext {
  readonly now: EpochMs;
  readonly times: TimeFormat;
}

/** The condition has no parameters. */
export type None = unknown;

/** What a failure is called and what happened; the condition adds what still works and what to do. */
export interface FailureText {
  readonly title: string;
  readonly happened: string;
}

/** No button is needed: the one that was just used is still there, and is what helps. */
export const SAME_AGAIN = 'sameAgain';

/** The parts of a message while nothing is wrong. */
interface Fine {
  readonly tone: 'calm' | 'busy';
  readonly title: string;
  readonly sentence: string;
  readonly action?: ActionButton | undefined;
}

interface Wrong {
  readonly title: string;
  /** What happened, where the title does not say it. */
  readonly happened?: string | undefined;
  /** What still works; undefined only where nothing that worked is touched. */
  readonly works: string | undefined;
  /** A second way out. */
  readonly other?: ActionButton;
}

/** The parts of a message that is worth knowing. Either the text or a button says what to do. */
type Attention = Wrong & { readonly tone: 'attention' } & (
    | { readonly toDo: string; readonly action?: ActionButton | undefined }
    | { readonly toDo?: undefined; readonly action: ActionButton }
  );

/** The parts of a message that needs the user, who always has a button for it. */
type Problem = Wrong & {
  readonly tone: 'problem';
  readonly toDo?: string | undefined;
  readonly action: ActionButton | typeof SAME_AGAIN;
};

export type Trouble = Attention | Problem;
export type MessageParts = Fine | Trouble;

/** The message of one condition: fixed, or made of the condition's parameters. */
export type MessageEntry<Facts> = MessageParts | ((facts: Facts, context: TimeContext) => MessageParts);

/** One entry for each condition: a condition without a message does not compile. */
export type MessageTable<Conditions> = { readonly [Kind in keyof Conditions]: MessageEntry<Conditions[Kind]> };

/** Joins the parts into a message: what happened, what still works, what to do, in this order. */
export function toMessage(parts: MessageParts): Message {
  const { tone, title } = parts;
  if (!isTrouble(parts)) return { tone, title, sentence: parts.sentence, action: parts.action };
  const sentence = joined(parts.happened, parts.works, parts.toDo);
  const action = parts.action === SAME_AGAIN ? undefined : parts.action;
  const message = { tone, title, sentence, action };
  return parts.other !== undefined ? { ...message, other: parts.other } : message;
}

/** Whether the message tells of something wrong. */
export function isTrouble(parts: MessageParts): parts is Trouble {
  return parts.tone === 'attention' || parts.tone === 'problem';
}

/** Joins sentences, and leaves out those that are undefined. */
export function joined(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}
