import type { Trouble } from './message.ts';

/** Where only a window in use can copy, and the copy was asked for from elsewhere. The window says it by itself too. */
export const ONLY_FROM_WINDOW: Trouble = {
  tone: 'attention',
  title: 'Copy it in this window',
  happened: 'On this desktop (Wayland) only a window in use can copy.',
  works: 'The access token itself works.',
  toDo: 'Press Copy in NERD Tray’s window. With wl-copy installed (Debian’s wl-clipboard) it works from everywhere.',
  action: { kind: 'copyAccessToken', label: 'Copy' },
};
