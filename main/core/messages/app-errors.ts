import { SAME_AGAIN, type None, type MessageTable } from './message.ts';

/** Mistakes of the app's own. */
export interface AppErrorConditions {
  /** A command failed of something that nobody foresaw. */
  unexpected: None;
  /** The same outside of any command. */
  surprise: None;
  /** Its page crashes each time it is loaded. */
  windowCrashed: None;
  /** Main gave the window no answer at all. */
  noAnswer: None;
  /** Neither the profile nor a temporary folder can be written, which Electron needs. */
  nowhereToWrite: None;
  /** `reason`: a setting of the environment that is not safe, in words; undefined if it is not known. */
  couldNotStart: { readonly reason: string | undefined };
}

/** Of these some are said where main's times are not at hand, so each is named by itself. */
export const APP_ERRORS = {
  unexpected: {
    tone: 'problem',
    title: 'Something went wrong here',
    happened: 'NERD Tray made a mistake.',
    works: 'Nothing is lost.',
    toDo: 'Try again.',
    action: SAME_AGAIN,
  },
  surprise: {
    tone: 'attention',
    title: 'Something went wrong in NERD Tray',
    works: 'NERD Tray goes on, and your session is kept.',
    toDo: 'If something looks wrong, quit it and start it again.',
  },
  windowCrashed: {
    tone: 'attention',
    title: 'The window has crashed',
    happened: 'It did so again and again, so it is closed.',
    works: 'NERD Tray goes on in the tray, copies included, and your session is kept.',
    toDo: 'Open it from there; if it happens again, quit NERD Tray and start it anew.',
  },
  noAnswer: {
    tone: 'problem',
    title: 'That did not work',
    happened: 'NERD Tray gave no answer.',
    works: 'Nothing is lost.',
    toDo: 'If it happens again, quit NERD Tray and start it anew.',
    action: SAME_AGAIN,
  },
  nowhereToWrite: {
    tone: 'problem',
    title: 'NERD Tray could not start',
    happened: 'It can’t write anything on this computer: the disk may be full or read-only.',
    works: 'What your keychain holds stays there.',
    toDo: 'Make room, then start NERD Tray again.',
    action: SAME_AGAIN,
  },
  couldNotStart: ({ reason }) => ({
    tone: 'problem',
    title: 'NERD Tray could not start',
    happened: reason ?? 'The reason is not known.',
    works: 'What your keychain holds stays there.',
    toDo:
      reason === undefined ? 'Start NERD Tray again.' : 'Correct or unset that setting, then start NERD Tray again.',
    action: SAME_AGAIN,
  }),
} satisfies MessageTable<AppErrorConditions>;
