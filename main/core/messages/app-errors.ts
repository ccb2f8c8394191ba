import { SAME_AGAIN, type None, type MessageTable } from './message.ts';

/** Errors of the app itself. */
export interface AppErrorConditions {
  /** A command failed with an unexpected error. */
  unexpected: None;
  /** An unexpected error came up outside of any command. */
  surprise: None;
  /** The window's page crashes each time it is loaded. */
  windowCrashed: None;
  /** Main gave the window no answer at all. */
  noAnswer: None;
  /** Neither the profile nor a temporary folder can be written, which Electron needs. */
  nowhereToWrite: None;
  /** The system lets no AppImage use Chromium's sandbox, so its starter has taken that away. */
  noSandbox: None;
  /** A second start has found the first one running, and got no answer from it. */
  alreadyStuck: None;
  /** `reason` is a sentence about an environment setting that is not safe; undefined if the reason is not known. */
  couldNotStart: { readonly reason: string | undefined };
}

/** The renderer and the start of main use some of these without a context, so each can be taken by its name. */
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
  noSandbox: {
    tone: 'problem',
    title: 'NERD Tray could not start',
    happened: 'Your system doesn’t let an AppImage protect its window, so it would run without protection.',
    works: 'What your keychain holds stays there.',
    toDo: 'Install NERD Tray from its .deb package instead, or allow unprivileged user namespaces.',
    action: SAME_AGAIN,
  },
  alreadyStuck: {
    tone: 'problem',
    title: 'NERD Tray isn’t answering',
    happened: 'It’s already running, but seems to be stuck.',
    works: 'Nothing is lost.',
    toDo: 'Try again in a minute. If it’s still stuck, end NERD Tray in your system’s task manager, then start it again.',
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
