import type { ActionButton } from '../../../preload/contract/message.ts';
import type { DurationMs, EpochMs } from '../../../preload/contract/time.ts';
import { span } from '../time/time-format.ts';
import { SAME_AGAIN, type None, type MessageTable, type Trouble } from './message.ts';
import { CONNECT } from './session.ts';

/** The conditions of a copy, and of what was copied. */
export interface CopyingConditions {
  copied: { readonly lastsMs: DurationMs };
  /** The copied token expires soon, and NERD grants none that expires later. */
  copiedShort: { readonly lastsMs: DurationMs };
  /** There is no valid access token; `because` is the session's own message. */
  notCopied: { readonly because: Trouble };
  nothingToCopy: None;
  /** No access token has come yet; `action` is what the session's message offers, if anything. */
  noTokenYet: { readonly action: ActionButton | undefined };
  clipboardFailed: None;
  onlyFromWindow: None;
  /** The clipboard could not be cleared. */
  notCleared: None;
  /** Another program, a clipboard manager, has put the cleared access token back twice. */
  putBack: None;
  diagnosticsNotCopied: None;
  /** Both shortcuts are as people write them; `inUse` is the one that goes on working. */
  shortcutTaken: ShortcutFacts;
  shortcutOnWayland: ShortcutFacts;
  copiedHasEnded: { readonly endedAt: EpochMs };
}

interface ShortcutFacts {
  readonly wanted: string;
  readonly inUse: string | undefined;
}

/**
 * The message where only a focused window can copy, and the copy came from elsewhere. The window uses it by itself too.
 */
export const ONLY_FROM_WINDOW: Trouble = {
  tone: 'attention',
  title: 'Copy it in this window',
  happened: 'On this desktop (Wayland) only a window in use can copy.',
  works: 'The access token itself works.',
  toDo: 'Press Copy in NERD Tray’s window. With wl-copy installed (Debian’s wl-clipboard) it works from everywhere.',
  action: { kind: 'copyAccessToken', label: 'Copy' },
};

const IN_CLIPBOARD = 'The access token is in the clipboard.';
const NOT_COPIED = 'Not copied';

export const COPYING_MESSAGES: MessageTable<CopyingConditions> = {
  copied: ({ lastsMs }) => ({ tone: 'calm', title: lasts(lastsMs), sentence: IN_CLIPBOARD }),
  copiedShort: ({ lastsMs }) => ({
    tone: 'attention',
    title: lasts(lastsMs),
    works: IN_CLIPBOARD,
    toDo: 'NERD gives none that lasts longer right now.',
  }),
  notCopied: ({ because: { happened, works, toDo, action } }) => ({
    tone: 'problem',
    title: NOT_COPIED,
    happened,
    works,
    toDo,
    action: action ?? SAME_AGAIN,
  }),
  nothingToCopy: {
    tone: 'problem',
    title: NOT_COPIED,
    works: undefined,
    toDo: 'Connect first: NERD Tray has no refresh token.',
    action: CONNECT,
  },
  noTokenYet: ({ action }) => ({
    tone: 'problem',
    title: NOT_COPIED,
    happened: 'There is no working access token yet.',
    works: undefined,
    toDo: 'Try again in a moment.',
    action: action ?? SAME_AGAIN,
  }),
  clipboardFailed: {
    tone: 'problem',
    title: NOT_COPIED,
    happened: 'The clipboard did not take the access token. Another program may be holding it.',
    works: 'The access token itself works.',
    toDo: 'Try again.',
    action: SAME_AGAIN,
  },
  onlyFromWindow: ONLY_FROM_WINDOW,
  notCleared: {
    tone: 'problem',
    title: 'Still in the clipboard',
    happened: 'The clipboard could not be cleared, so the access token may still be there.',
    works: 'NERD Tray goes on as before.',
    toDo: 'Try again, or copy something else over it.',
    action: { kind: 'clearClipboard', label: 'Clear it now' },
  },
  putBack: {
    tone: 'problem',
    title: 'Back in the clipboard',
    happened: 'NERD Tray cleared your access token twice, and another program put it back.',
    works: 'Your session isn’t affected.',
    toDo: 'Delete it in your clipboard manager, then clear it here.',
    action: { kind: 'clearClipboard', label: 'Clear now' },
  },
  diagnosticsNotCopied: {
    tone: 'problem',
    title: NOT_COPIED,
    happened: 'The clipboard did not take the diagnostics. Another program may be holding it.',
    works: 'You can still read them here.',
    toDo: 'Try again.',
    action: SAME_AGAIN,
  },
  shortcutTaken: (facts) => ({
    tone: 'attention',
    title: `${facts.wanted} cannot be used`,
    happened: 'Another program has it.',
    works: whatCopies(facts),
    toDo: 'Choose another one in Settings.',
  }),
  shortcutOnWayland: (facts) => ({
    tone: 'attention',
    title: `${facts.wanted} cannot be used`,
    happened: 'On Wayland the desktop gives such keys to no program.',
    works: whatCopies(facts),
    toDo: 'Turn it off in Settings.',
  }),
  copiedHasEnded: ({ endedAt }, { now, times }) => ({
    tone: 'attention',
    title: 'The access token you copied has ended',
    happened: `It ended at ${times.moment(endedAt, now)}.`,
    works: undefined,
    action: { kind: 'copyAccessToken', label: 'Copy a fresh one' },
  }),
};

function whatCopies({ inUse }: ShortcutFacts): string {
  return inUse === undefined ? 'Tray and window copy as before.' : `${inUse} goes on working.`;
}

function lasts(lastsMs: DurationMs): string {
  return `Copied · lasts ${span(lastsMs)}`;
}
