import { expect, test } from 'vitest';
import { keychainText } from '../../../../main/core/messages/keychain.ts';
import { ALL_PROBLEMS } from '../../../support/core/every-state.ts';

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of locked keyrings', () => {
  const all = [[], ['Work'], ['Work', 'Old'], ['Work', 'Old', 'Older']].map((lockedKeyrings) => {
    const { title, happened, toDo } = keychainText({ why: 'keyringLocked', system: 'gnome', lockedKeyrings });
    return `${title} | ${happened} ${toDo}`;
  });
  expect(all.join('\n')).toMatchInlineSnapshot(`
    "A keyring is locked | NERD Tray has an entry in a locked keyring. Unlock it in “Passwords and Keys”, then try again.
    A keyring is locked | NERD Tray has an entry in the locked keyring “Work”. Unlock it in “Passwords and Keys”, then try again.
    A keyring is locked | NERD Tray has an entry in the locked keyrings “Work” and “Old”. Unlock them in “Passwords and Keys”, then try again.
    A keyring is locked | NERD Tray has an entry in “Work”, “Old” and more locked keyrings. Unlock them in “Passwords and Keys”, then try again."
  `);
});

test('of the keychains', () => {
  const systems = ['gnome', 'kde', 'linux', 'windows', 'macos'] as const;
  const all = systems.flatMap((system) =>
    ALL_PROBLEMS.map((why) => {
      const { title, happened, toDo } = keychainText({ why, system });
      return `${system}, ${why}: ${title} | ${happened} ${toDo}`;
    }),
  );
  expect(all.join('\n')).toMatchInlineSnapshot(`
    "gnome, missing: No keychain found | This computer offers no keychain to keep secrets in. Install “gnome-keyring”, sign out and in again, then try again.
    gnome, locked: The keychain is locked | The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    gnome, keyringLocked: A keyring is locked | NERD Tray has an entry in a locked keyring. Unlock it in “Passwords and Keys”, then try again.
    gnome, refused: The keychain said no | The login keyring did not let NERD Tray in. Allow it there, then try again.
    gnome, slow: The keychain is not answering | The login keyring has not answered in time. It may be waiting for you in another window. Try again.
    gnome, unreadable: The keychain entry cannot be read | What the login keyring holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    gnome, tooLarge: Too long for the keychain | The login keyring keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    gnome, failed: The keychain did not work | The login keyring gave an error that NERD Tray does not know. Try again.
    kde, missing: No keychain found | This computer offers no keychain to keep secrets in. Turn on KWallet in System Settings, with its Secret Service, then try again.
    kde, locked: The keychain is locked | KWallet is locked. Open the wallet in KWalletManager, then try again.
    kde, keyringLocked: A keyring is locked | NERD Tray has an entry in a locked keyring. Unlock it in KWalletManager, then try again.
    kde, refused: The keychain said no | KWallet did not let NERD Tray in. Allow it there, then try again.
    kde, slow: The keychain is not answering | KWallet has not answered in time. It may be waiting for you in another window. Try again.
    kde, unreadable: The keychain entry cannot be read | What KWallet holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    kde, tooLarge: Too long for the keychain | KWallet keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    kde, failed: The keychain did not work | KWallet gave an error that NERD Tray does not know. Try again.
    linux, missing: No keychain found | This computer offers no keychain to keep secrets in. Install and start a keyring such as “gnome-keyring” or KeePassXC with its Secret Service, then try again.
    linux, locked: The keychain is locked | The keyring is locked. Unlock it with the program that keeps it, then try again.
    linux, keyringLocked: A keyring is locked | NERD Tray has an entry in a locked keyring. Unlock it with the program that keeps it, then try again.
    linux, refused: The keychain said no | The keyring did not let NERD Tray in. Allow it there, then try again.
    linux, slow: The keychain is not answering | The keyring has not answered in time. It may be waiting for you in another window. Try again.
    linux, unreadable: The keychain entry cannot be read | What the keyring holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    linux, tooLarge: Too long for the keychain | The keyring keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    linux, failed: The keychain did not work | The keyring gave an error that NERD Tray does not know. Try again.
    windows, missing: No keychain found | This computer offers no keychain to keep secrets in. Start the service “Credential Manager” in Services, then try again.
    windows, locked: The keychain is locked | The Windows Credential Manager is locked. Sign in to Windows again, then try again.
    windows, keyringLocked: A keyring is locked | NERD Tray has an entry in a locked keyring. Unlock it in Credential Manager, then try again.
    windows, refused: The keychain said no | The Windows Credential Manager did not let NERD Tray in. Allow it there, then try again.
    windows, slow: The keychain is not answering | The Windows Credential Manager has not answered in time. It may be waiting for you in another window. Try again.
    windows, unreadable: The keychain entry cannot be read | What the Windows Credential Manager holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    windows, tooLarge: Too long for the keychain | The Windows Credential Manager keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    windows, failed: The keychain did not work | The Windows Credential Manager gave an error that NERD Tray does not know. Try again.
    macos, missing: No keychain found | This computer offers no keychain to keep secrets in. Open Keychain Access, check that the login keychain is there, then try again.
    macos, locked: The keychain is locked | The macOS keychain is locked. Unlock it in Keychain Access, then try again.
    macos, keyringLocked: A keyring is locked | NERD Tray has an entry in a locked keyring. Unlock it in Keychain Access, then try again.
    macos, refused: The keychain said no | The macOS keychain did not let NERD Tray in. Allow it there, then try again.
    macos, slow: The keychain is not answering | The macOS keychain has not answered in time. It may be waiting for you in another window. Try again.
    macos, unreadable: The keychain entry cannot be read | What the macOS keychain holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    macos, tooLarge: Too long for the keychain | The macOS keychain keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    macos, failed: The keychain did not work | The macOS keychain gave an error that NERD Tray does not know. Try again."
  `);
});
