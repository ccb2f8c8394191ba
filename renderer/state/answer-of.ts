import type { Message } from '../../preload/contract/snapshot.ts';
import { NO_ANSWER } from '../text/local-messages.ts';

/** Main's answer; that it gave none is an answer too. */
export function answerOf<Result>(
  asked: Promise<Result>,
): Promise<Result | { readonly ok: false; readonly message: Message }> {
  return asked.catch(() => ({ ok: false, message: NO_ANSWER }));
}
