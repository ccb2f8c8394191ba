import type { None, Table } from './message.ts';

/** What is said on a desktop without a tray. */
export interface TraySituations {
  /** `desktop`: XDG_CURRENT_DESKTOP, a colon-separated list. */
  noTray: { readonly desktop: string | undefined };
  /** The window was just closed. */
  goesOnUnseen: None;
  /** It was closed before, and nobody could be told where the app went. */
  wentOnUnseen: None;
}

export const TRAY: Table<TraySituations> = {
  noTray: ({ desktop }) => ({
    tone: 'attention',
    title: 'No tray for the icon',
    works: 'If you see no icon, all else works: start NERD Tray again to open this window, and quit it in Settings.',
    toDo: (desktop ?? '').toUpperCase().split(':').includes('GNOME')
      ? 'GNOME shows it with the extension “AppIndicator Support”.'
      : 'A panel shows it with a tray for StatusNotifier items.',
  }),
  goesOnUnseen: {
    tone: 'attention',
    title: 'NERD Tray goes on without its window',
    happened: 'There is no tray here for its icon.',
    works: 'It goes on as before.',
    toDo: 'Start NERD Tray again to open the window.',
  },
  wentOnUnseen: {
    tone: 'attention',
    title: 'NERD Tray has been running',
    works: 'When you closed this window, NERD Tray went on without it.',
    toDo: 'Start NERD Tray again to open the window, as you just did; quit it in Settings.',
  },
};
