import { toMessage } from '../../main/core/messages/message.ts';
import { APP_ERRORS } from '../../main/core/messages/app-errors.ts';
import { ONLY_FROM_WINDOW } from '../../main/core/messages/copying.ts';

/** The one message that main cannot send: that it gave no answer. */
export const NO_ANSWER = toMessage(APP_ERRORS.noAnswer);

/** Shown in the window that opens because a copy from the tray or by the shortcut needs it. */
export const COPY_HERE = toMessage(ONLY_FROM_WINDOW);
