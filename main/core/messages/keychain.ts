import type { KeychainProblem } from '../../../preload/contract/session.ts';

/** The system whose keychain a message is about; on Linux the desktop decides which program that is. */
export type KeychainSystem = 'gnome' | 'kde' | 'linux' | 'windows' | 'macos';

/** Derives the system from Node's platform name and XDG_CURRENT_DESKTOP, a colon-separated list. */
export function keychainSystem(platform: string, desktop: string | undefined): KeychainSystem {
  if (platform === 'win32') return 'windows';
  if (platform === 'darwin') return 'macos';
  const names = (desktop ?? '').toUpperCase().split(':');
  if (names.includes('KDE')) return 'kde';
  const gnomeLike = ['GNOME', 'UNITY', 'X-CINNAMON', 'MATE', 'BUDGIE', 'PANTHEON', 'XFCE'];
  return names.some((name) => gnomeLike.includes(name)) ? 'gnome' : 'linux';
}

const NAME: Readonly<Record<KeychainSystem, string>> = {
  gnome: 'the login keyring',
  kde: 'KWallet',
  linux: 'the keyring',
  windows: 'the Windows Credential Manager',
  macos: 'the macOS keychain',
};

const START: Readonly<Record<KeychainSystem, string>> = {
  gnome: 'Install “gnome-keyring”, sign out and in again, then try again.',
  kde: 'Turn on KWallet in System Settings, with its Secret Service, then try again.',
  linux: 'Install and start a keyring such as “gnome-keyring” or KeePassXC with its Secret Service, then try again.',
  windows: 'Start the service “Credential Manager” in Services, then try again.',
  macos: 'Open Keychain Access, check that the login keychain is there, then try again.',
};

const UNLOCK: Readonly<Record<KeychainSystem, string>> = {
  gnome: 'Unlock it in “Passwords and Keys”, then try again.',
  kde: 'Open the wallet in KWalletManager, then try again.',
  linux: 'Unlock it with the program that keeps it, then try again.',
  windows: 'Sign in to Windows again, then try again.',
  macos: 'Unlock it in Keychain Access, then try again.',
};

/** Where a locked keyring other than the usual one is unlocked; there are such on Linux only. */
const UNLOCK_WITH: Readonly<Record<KeychainSystem, string>> = {
  gnome: 'in “Passwords and Keys”',
  kde: 'in KWalletManager',
  linux: 'with the program that keeps it',
  windows: 'in Credential Manager',
  macos: 'in Keychain Access',
};

/** The computer's keychain, as far as messages need to know it. */
export interface KeychainContext {
  readonly system: KeychainSystem;
  /** The names of the locked keyrings that hold entries of the app, if any are known. */
  readonly lockedKeyrings?: readonly string[];
}

/** Why the keychain could not be used, and on which system. */
export interface KeychainFacts extends KeychainContext {
  readonly why: KeychainProblem;
}

/** The facts of this problem with this keychain. */
export function keychainFacts(why: KeychainProblem, { system, lockedKeyrings }: KeychainContext): KeychainFacts {
  return why === 'keyringLocked' && lockedKeyrings !== undefined ? { why, system, lockedKeyrings } : { why, system };
}

/** What happened and what to do; the condition adds what still works. */
export interface KeychainText {
  readonly title: string;
  readonly happened: string;
  readonly toDo: string;
}

/** The closed table of a keychain's failures, with the next step on this system. */
export function keychainText({ why, system, lockedKeyrings = [] }: KeychainFacts): KeychainText {
  const name = NAME[system];
  const Name = name.charAt(0).toUpperCase() + name.slice(1);
  switch (why) {
    case 'missing':
      return {
        title: 'No keychain found',
        happened: 'This computer offers no keychain to keep secrets in.',
        toDo: START[system],
      };
    case 'locked':
      return { title: 'The keychain is locked', happened: `${Name} is locked.`, toDo: UNLOCK[system] };
    case 'keyringLocked':
      return {
        title: 'A keyring is locked',
        happened: `NERD Tray has an entry in ${keyrings(lockedKeyrings)}.`,
        toDo: `Unlock ${lockedKeyrings.length > 1 ? 'them' : 'it'} ${UNLOCK_WITH[system]}, then try again.`,
      };
    case 'refused':
      return {
        title: 'The keychain said no',
        happened: `${Name} did not let NERD Tray in.`,
        toDo: 'Allow it there, then try again.',
      };
    case 'slow':
      return {
        title: 'The keychain is not answering',
        happened: `${Name} has not answered in time. It may be waiting for you in another window.`,
        toDo: 'Try again.',
      };
    case 'unreadable':
      return {
        title: 'The keychain entry cannot be read',
        happened: `What ${name} holds for NERD Tray is not in a form that this version can read.`,
        toDo: 'It stays as it is until you connect anew.',
      };
    case 'tooLarge':
      return {
        title: 'Too long for the keychain',
        happened: `${Name} keeps no more than 2.5 KB in one entry, and this one is longer.`,
        toDo: 'Use a key of 2,048 bits, which fits.',
      };
    case 'failed':
      return {
        title: 'The keychain did not work',
        happened: `${Name} gave an error that NERD Tray does not know.`,
        toDo: 'Try again.',
      };
  }
}

/** At most two are named, so that the sentence stays one. */
function keyrings(names: readonly string[]): string {
  const [first, second, ...others] = names;
  if (first === undefined) return 'a locked keyring';
  if (second === undefined) return `the locked keyring “${first}”`;
  return others.length === 0
    ? `the locked keyrings “${first}” and “${second}”`
    : `“${first}”, “${second}” and more locked keyrings`;
}
