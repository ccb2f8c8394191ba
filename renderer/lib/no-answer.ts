import { inWords } from '../../main/core/words/entry.ts';
import { MISTAKES } from '../../main/core/words/mistakes.ts';

/** The one message that main cannot send: it gave no answer. */
export const NO_ANSWER = inWords(MISTAKES.noAnswer);
