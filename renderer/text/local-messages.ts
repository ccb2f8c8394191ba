import { inWords } from '../../main/core/messages/message.ts';
import { MISTAKES } from '../../main/core/messages/app-errors.ts';
import { ONLY_FROM_WINDOW } from '../../main/core/messages/only-from-window.ts';

/** The one message that main cannot send: it gave no answer. */
export const NO_ANSWER = inWords(MISTAKES.noAnswer);

/** Main's answer went to who had asked, the tray or a shortcut; the window that opens for it says the same. */
export const COPY_HERE = inWords(ONLY_FROM_WINDOW);
