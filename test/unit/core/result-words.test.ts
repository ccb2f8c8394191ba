import { expect, test } from 'vitest';
import type { Message } from '../../../preload/contract/snapshot.ts';
import { keychainWords } from '../../../main/core/keychain-words.ts';
import {
  clipboardMessage,
  copiedMessage,
  keychainMessage,
  noTokenMessage,
  pasteMessage,
} from '../../../main/core/result-words.ts';
import { MINUTE_MS } from '../../../main/core/time.ts';
import { lines } from './message-lines.ts';
import { COPY_WORDS } from '../../../main/core/copy-words.ts';
import { ALL_PROBLEMS, CONTEXT, ELEVEN, NOW } from './states.ts';

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of what was pasted', () => {
  expect(
    lines({
      empty: pasteMessage('empty', undefined, CONTEXT),
      tooLong: pasteMessage('tooLong', undefined, CONTEXT),
      controlCharacters: pasteMessage('controlCharacters', undefined, CONTEXT),
      'access token': pasteMessage('accessToken', undefined, CONTEXT),
      'access token, good': pasteMessage('accessToken', ELEVEN, CONTEXT),
      'access token, ended': pasteMessage('accessToken', NOW, CONTEXT),
    }),
  ).toMatchInlineSnapshot(`
    "empty: attention | Nothing to connect with | There is no text here. Copy the refresh token from your Account page in NERD, then paste it.
    tooLong: attention | Too long for a refresh token | A refresh token is one short line, and this is far longer. Copy just the refresh token from your Account page.
    controlCharacters: attention | Not a refresh token | This text has characters that no refresh token has. Copy just the refresh token from your Account page.
    access token: attention | That is an access token | This is an access token, which works for an hour at most. NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you.
    access token, good: attention | That is an access token | This is an access token, which works for another 42 min, until 11:00. NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you.
    access token, ended: attention | That is an access token | This is an access token, and it has already ended. NERD Tray needs the other one, the refresh token on the same page: it lasts a week, and fetches access tokens for you."
  `);
});

test('of a copy', () => {
  const problem: Message = { tone: 'problem', title: 'Why', sentence: 'Because.', action: undefined };
  const connect = { kind: 'connect', label: 'Connect' } as const;
  expect(
    lines({
      long: copiedMessage(5 * MINUTE_MS),
      short: copiedMessage(5 * MINUTE_MS - 1),
      clipboard: clipboardMessage(),
      keychain: keychainMessage('locked', 'It was not kept.', CONTEXT),
      problem: noTokenMessage(problem),
      attention: noTokenMessage({ ...problem, tone: 'attention' }),
      busy: noTokenMessage({ ...problem, tone: 'busy' }),
      calm: noTokenMessage({ ...problem, tone: 'calm' }),
      'not connected': noTokenMessage({ ...problem, tone: 'calm', action: connect }),
    }),
  ).toMatchInlineSnapshot(`
    "long: calm | Copied · lasts 5 min | The access token is in the clipboard.
    short: attention | Copied · lasts 4 min | The access token is in the clipboard. NERD gives none that lasts longer right now.
    clipboard: problem | Not copied | The clipboard did not take the access token. Another program may be holding it. Try again.
    keychain: problem | The keychain is locked | It was not kept. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    problem: problem | Not copied | Because.
    attention: problem | Not copied | Because.
    busy: problem | Not copied | There is no working access token yet. Try again in a moment.
    calm: problem | Not copied | There is no working access token yet. Try again in a moment.
    not connected: problem | Not copied | Connect first: NERD Tray has no refresh token. [Connect: connect]"
  `);
});

test('of what a copy can be', () => {
  expect(COPY_WORDS).toMatchInlineSnapshot(`
    {
      "curl": {
        "command": "Copy curl call",
        "name": "a curl call",
      },
      "env": {
        "command": "Copy .env line",
        "name": "an .env line",
      },
      "header": {
        "command": "Copy HTTP header",
        "name": "an HTTP header",
      },
      "python": {
        "command": "Copy Python code",
        "name": "Python code",
      },
      "token": {
        "command": "Copy access token",
        "name": "the token alone",
      },
    }
  `);
});

test('of the keychains', () => {
  const systems = ['gnome', 'kde', 'linux', 'windows', 'macos'] as const;
  const all = systems.flatMap((system) =>
    ALL_PROBLEMS.map((why) => {
      const { title, sentence } = keychainWords(why, system);
      return `${system}, ${why}: ${title} | ${sentence}`;
    }),
  );
  expect(all.join('\n')).toMatchInlineSnapshot(`
    "gnome, missing: No keychain found | This computer offers no keychain to keep a refresh token in. Install “gnome-keyring”, sign out and in again, then try again or restart NERD Tray.
    gnome, locked: The keychain is locked | The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    gnome, refused: The keychain said no | The login keyring did not let NERD Tray in. Allow it there, then try again.
    gnome, slow: The keychain is not answering | The login keyring has not answered in time. It may be waiting for you in another window. Try again.
    gnome, unreadable: The keychain entry cannot be read | What the login keyring holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    gnome, failed: The keychain did not work | The login keyring gave an error that NERD Tray does not know. Try again.
    kde, missing: No keychain found | This computer offers no keychain to keep a refresh token in. Turn on KWallet in System Settings, with its Secret Service, then try again or restart NERD Tray.
    kde, locked: The keychain is locked | KWallet is locked. Open the wallet in KWalletManager, then try again.
    kde, refused: The keychain said no | KWallet did not let NERD Tray in. Allow it there, then try again.
    kde, slow: The keychain is not answering | KWallet has not answered in time. It may be waiting for you in another window. Try again.
    kde, unreadable: The keychain entry cannot be read | What KWallet holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    kde, failed: The keychain did not work | KWallet gave an error that NERD Tray does not know. Try again.
    linux, missing: No keychain found | This computer offers no keychain to keep a refresh token in. Install and start a keyring such as “gnome-keyring” or KeePassXC with its Secret Service, then try again or restart NERD Tray.
    linux, locked: The keychain is locked | The keyring is locked. Unlock it with the program that keeps it, then try again.
    linux, refused: The keychain said no | The keyring did not let NERD Tray in. Allow it there, then try again.
    linux, slow: The keychain is not answering | The keyring has not answered in time. It may be waiting for you in another window. Try again.
    linux, unreadable: The keychain entry cannot be read | What the keyring holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    linux, failed: The keychain did not work | The keyring gave an error that NERD Tray does not know. Try again.
    windows, missing: No keychain found | This computer offers no keychain to keep a refresh token in. Start the service “Credential Manager” in Services, then try again.
    windows, locked: The keychain is locked | The Windows Credential Manager is locked. Sign in to Windows again, then try again.
    windows, refused: The keychain said no | The Windows Credential Manager did not let NERD Tray in. Allow it there, then try again.
    windows, slow: The keychain is not answering | The Windows Credential Manager has not answered in time. It may be waiting for you in another window. Try again.
    windows, unreadable: The keychain entry cannot be read | What the Windows Credential Manager holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    windows, failed: The keychain did not work | The Windows Credential Manager gave an error that NERD Tray does not know. Try again.
    macos, missing: No keychain found | This computer offers no keychain to keep a refresh token in. Open Keychain Access, check that the login keychain is there, then try again.
    macos, locked: The keychain is locked | The macOS keychain is locked. Unlock it in Keychain Access, then try again.
    macos, refused: The keychain said no | The macOS keychain did not let NERD Tray in. Allow it there, then try again.
    macos, slow: The keychain is not answering | The macOS keychain has not answered in time. It may be waiting for you in another window. Try again.
    macos, unreadable: The keychain entry cannot be read | What the macOS keychain holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    macos, failed: The keychain did not work | The macOS keychain gave an error that NERD Tray does not know. Try again."
  `);
});
