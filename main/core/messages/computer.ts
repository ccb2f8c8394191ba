import type { DurationMs } from '../../../preload/contract/time.ts';
import { span } from '../time/time-format.ts';
import { MINUTE_MS } from '../time/time.ts';
import { CREDENTIALS, type AboutCredential } from './credentials.ts';
import { sessionGoesOn } from './token-input.ts';
import { joined, SAME_AGAIN, type None, type MessageTable } from './message.ts';
import { keychainText, type KeychainFacts } from './keychain.ts';

/** What can be wrong with this computer: its clock, its disk, its keychain, or that its desktop has no tray. */
export interface ComputerConditions {
  /** This computer's clock is `skewMs` ahead of NERD's. */
  clockWrong: { readonly skewMs: DurationMs };
  /** `name` is the name under which a settings file that could not be read was set aside. */
  settingsSetAside: { readonly name: string };
  settingNotSaved: None;
  /** Nothing that the app persists can be written. */
  settingsNotPersisted: None;
  /** `on` is what the user chose. */
  launchNotChanged: { readonly on: boolean };
  launchNeedsApproval: None;
  /** `connected` says that there is still a session. */
  notDeleted: AboutCredential & KeychainFacts & { readonly connected: boolean };
  keychainFailedAgain: KeychainFacts;
  /** `desktop` is XDG_CURRENT_DESKTOP, a colon-separated list. */
  noTray: { readonly desktop: string | undefined };
  /** The window was just closed on a desktop without a tray. */
  closedToBackground: None;
  /** The window was closed before, and no notification could say that the app goes on. */
  wasClosedToBackground: None;
}

export const COMPUTER_MESSAGES: MessageTable<ComputerConditions> = {
  clockWrong: ({ skewMs }) => {
    // NERD tells the time in whole seconds, so that three hours may look like a moment less.
    const offMs = Math.round(Math.abs(skewMs) / MINUTE_MS) * MINUTE_MS;
    return {
      tone: 'attention',
      title: `This computer’s clock is ${span(offMs)} ${skewMs > 0 ? 'fast' : 'slow'}`,
      works: 'NERD Tray goes by NERD’s time, so your access token stays fresh, and the times shown here are right.',
      toDo: 'Set the clock, since other programs go by it.',
    };
  },
  settingsSetAside: ({ name }) => ({
    tone: 'attention',
    title: 'Your settings could not be read',
    happened: `They were broken or from a newer version, so NERD Tray starts with its defaults. The old ones are kept beside them as “${name}”.`,
    works: 'What your keychain holds is not touched.',
    toDo: 'Choose them anew in Settings.',
  }),
  settingNotSaved: {
    tone: 'attention',
    title: 'Not saved',
    works: 'The setting holds until you quit, but could not be saved: the disk may be full or read-only.',
    toDo: 'Make room, then change it again.',
  },
  settingsNotPersisted: {
    tone: 'attention',
    title: 'Nothing can be saved here now',
    happened: 'NERD Tray can’t write to its folder: the disk may be full or read-only.',
    works: 'Your access token stays fresh. What changes is remembered until you quit, then forgotten.',
    toDo: 'Make room; it is saved with the next refresh.',
  },
  launchNotChanged: ({ on }) => ({
    tone: 'attention',
    title: 'Launch at login was not changed',
    happened: on
      ? 'Your system did not take the entry that starts NERD Tray when you log in: the disk may be full, or its folder read-only.'
      : 'The entry that starts NERD Tray when you log in could not be removed: its folder may be read-only.',
    works: 'All else works as before.',
    toDo: 'Put that right, then switch it again.',
  }),
  launchNeedsApproval: {
    tone: 'attention',
    title: 'Your Mac asks for your approval',
    works: 'NERD Tray is entered, but does not start at login yet.',
    toDo: 'Switch NERD Tray on in System Settings, under General, Login Items.',
  },
  notDeleted: (facts) => {
    const { title, happened, toDo } = keychainText(facts);
    return {
      tone: 'problem',
      title,
      happened: `The ${CREDENTIALS[facts.what].name} could not be deleted from the keychain.`,
      works: sessionGoesOn(facts.connected),
      toDo: joined(happened, toDo),
      action: SAME_AGAIN,
    };
  },
  keychainFailedAgain: (facts) => ({
    tone: 'problem',
    ...keychainText(facts),
    works: undefined,
    action: SAME_AGAIN,
  }),
  noTray: ({ desktop }) => ({
    tone: 'attention',
    title: 'No tray for the icon',
    works: 'If you see no icon, all else works: start NERD Tray again to open this window, and quit it in Settings.',
    toDo: (desktop ?? '').toUpperCase().split(':').includes('GNOME')
      ? 'GNOME shows it with the extension “AppIndicator Support”.'
      : 'A panel shows it with a tray for StatusNotifier items.',
  }),
  closedToBackground: {
    tone: 'attention',
    title: 'NERD Tray goes on without its window',
    happened: 'There is no tray here for its icon.',
    works: 'It goes on as before.',
    toDo: 'Start NERD Tray again to open the window.',
  },
  wasClosedToBackground: {
    tone: 'attention',
    title: 'NERD Tray has been running',
    works: 'When you closed this window, NERD Tray went on without it.',
    toDo: 'Start NERD Tray again to open the window, as you just did; quit it in Settings.',
  },
};
