import type { DurationMs, Message } from '../../preload/contract/snapshot.ts';
import { message } from './messages.ts';
import { span } from './time-words.ts';
import { MINUTE_MS } from './time.ts';

/** Under this a wrong clock is corrected for, and not worth a word. */
const NAMED_FROM_MS: DurationMs = 2 * MINUTE_MS;

/** What is said of this computer's clock, which is `skewMs` ahead of NERD's; nothing while it is about right. */
export function clockMessage(skewMs: DurationMs): Message | undefined {
  if (Math.abs(skewMs) <= NAMED_FROM_MS) return undefined;
  // NERD tells the time in whole seconds, so that three hours may look like a moment less.
  const offMs = Math.round(Math.abs(skewMs) / MINUTE_MS) * MINUTE_MS;
  const title = `This computer’s clock is ${span(offMs)} ${skewMs > 0 ? 'fast' : 'slow'}`;
  const sentence =
    'NERD Tray goes by NERD’s time, so your access token stays fresh, and the times shown here are right. Set the clock, since other programs go by it.';
  return message('attention', title, sentence);
}
