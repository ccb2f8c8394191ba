import { toMessage } from '../../main/core/messages/message.ts';
import { APP_ERRORS } from '../../main/core/messages/app-errors.ts';
import { ONLY_FROM_WINDOW } from '../../main/core/messages/copying.ts';

/** The one message that main cannot send: it gave no answer. */
export const NO_ANSWER = toMessage(APP_ERRORS.noAnswer);

/** Main's answer went to who had asked, the tray or a shortcut; the window that opens for it says the same. */
export const COPY_HERE = toMessage(ONLY_FROM_WINDOW);
