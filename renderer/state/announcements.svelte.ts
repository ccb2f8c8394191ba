import type { Message } from '../../preload/contract/message.ts';
import type { AppSnapshot } from '../../preload/contract/snapshot.ts';
import { tokenText } from '../text/token-text.ts';
import { span } from '../../main/core/time/time-format.ts';

/** What the window's live region says to a screen reader. */
export class Announcer {
  /** A new id makes a screen reader say even the same text again. */
  announcement: { readonly id: number; readonly text: string } = $state.raw({ id: 0, text: '' });

  /** Says a text once. */
  announce(text: string): void {
    this.announcement = { id: this.announcement.id + 1, text };
  }

  /** Says what has changed between two snapshots. The end of a copy empties the region, so that the next is said again. */
  announceChange(before: AppSnapshot, after: AppSnapshot): void {
    const text = announcementOf(before, after);
    const copyIsOver = before.copied !== undefined && after.copied === undefined;
    if (text === undefined && !copyIsOver) return;
    this.announce(text ?? '');
  }
}

/**
 * What a screen reader announces of a change, once; undefined if it is not worth an interruption. A background refresh is
 * silent: only trouble and its end are announced.
 */
export function announcementOf(before: AppSnapshot, after: AppSnapshot): string | undefined {
  const parts = [
    copied(before, after),
    stateChange(before.message, after.message),
    candidateChange(before, after),
    warned(before, after),
    trayMissing(before, after),
  ];
  const texts = parts.filter((part) => part !== undefined);
  return texts.length === 0 ? undefined : texts.join(' ');
}

function copied(before: AppSnapshot, after: AppSnapshot): string | undefined {
  if (after.copied === undefined || before.copied !== undefined) return undefined;
  return `${tokenText.copied(span(after.copied.expiresAt - after.now))}.`;
}

function stateChange(before: Message, after: Message): string | undefined {
  if (after.title === before.title || after.tone === 'busy') return undefined;
  if (after.tone === 'calm' && before.tone === 'calm') return undefined;
  // The screen changes with the first token, and its heading is read then.
  if (after.tone === 'calm' && before.tone === 'busy') return undefined;
  return `${after.title}. ${after.sentence}`;
}

/** A warning is announced once, when it comes, although its text changes with each minute. */
function warned(before: AppSnapshot, { warning }: AppSnapshot): string | undefined {
  if (warning === undefined || before.warning !== undefined) return undefined;
  return `${warning.title}. ${warning.sentence}`;
}

function trayMissing(before: AppSnapshot, { trayMessage }: AppSnapshot): string | undefined {
  if (trayMessage === undefined || before.trayMessage !== undefined) return undefined;
  return `${trayMessage.title}. ${trayMessage.sentence}`;
}

function candidateChange(before: AppSnapshot, after: AppSnapshot): string | undefined {
  const message = after.candidateMessage;
  if (message === undefined || message.title === before.candidateMessage?.title) return undefined;
  return `${message.title}. ${message.sentence}`;
}
