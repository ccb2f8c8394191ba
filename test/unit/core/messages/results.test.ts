import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/snapshot.ts';
import { copiedCondition, noTokenCondition, pasteCondition } from '../../../../main/core/messages/conditions.ts';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import { keychainText } from '../../../../main/core/messages/keychain.ts';
import { messageOf, type Condition } from '../../../../main/core/messages/messages.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { COPY_LABELS } from '../../../../main/core/copy/copy-labels.ts';
import { ALL_PROBLEMS, CONTEXT, ELEVEN, NOW } from '../../../support/core/states.ts';

const told = (condition: Condition): Message => messageOf(condition, CONTEXT);

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of what was pasted', () => {
  expect(
    lines({
      empty: told(pasteCondition('empty', undefined)),
      tooLong: told(pasteCondition('tooLong', undefined)),
      controlCharacters: told(pasteCondition('controlCharacters', undefined)),
      'access token': told(pasteCondition('accessToken', undefined)),
      'access token, good': told(pasteCondition('accessToken', ELEVEN)),
      'access token, ended': told(pasteCondition('accessToken', NOW)),
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
  const without = (session: Condition): Message => told(noTokenCondition(session, CONTEXT));
  expect(
    lines({
      long: told(copiedCondition(5 * MINUTE_MS)),
      short: told(copiedCondition(5 * MINUTE_MS - 1)),
      clipboard: told({ kind: 'clipboardFailed' }),
      diagnostics: told({ kind: 'diagnosticsNotCopied' }),
      ended: told({ kind: 'copiedHasEnded', endedAt: NOW }),
      problem: without({
        kind: 'retrying',
        what: 'refreshToken',
        failure: { kind: 'network' },
        retryAt: ELEVEN,
        validUntil: undefined,
      }),
      attention: without({ kind: 'refusedOnce', what: 'refreshToken', retryAt: ELEVEN, validUntil: undefined }),
      busy: without({ kind: 'refreshing', validUntil: undefined }),
      calm: without({ kind: 'fetchedOnCopy' }),
      paused: without({ kind: 'paused', untilAt: undefined, validUntil: undefined }),
      'not connected': without({ kind: 'notConnected' }),
    }),
  ).toMatchInlineSnapshot(`
    "long: calm | Copied · lasts 5 min | The access token is in the clipboard.
    short: attention | Copied · lasts 4 min | The access token is in the clipboard. NERD gives none that lasts longer right now.
    clipboard: problem | Not copied | The clipboard did not take the access token. Another program may be holding it. The access token itself works. Try again.
    diagnostics: problem | Not copied | The clipboard did not take the diagnostics. Another program may be holding it. You can still read them here. Try again.
    ended: attention | The access token you copied has ended | It ended at 10:18. [Copy a fresh one: copyAccessToken]
    problem: problem | Not copied | NERD Tray could not reach NERD. This computer may be offline. There is no working access token right now; your refresh token is kept. The next try is at 11:00. [Try now: refreshNow]
    attention: problem | Not copied | NERD refused your refresh token just now. There is no working access token right now; your refresh token is kept. NERD Tray asks once more at 11:00 before it believes that. [Try now: refreshNow]
    busy: problem | Not copied | There is no working access token yet. Try again in a moment.
    calm: problem | Not copied | There is no working access token yet. Try again in a moment.
    paused: problem | Not copied | There is no working access token yet. Try again in a moment. [Resume: resume]
    not connected: problem | Not copied | Connect first: NERD Tray has no refresh token. [Connect: connect]"
  `);
});

test('of what a command can fail of', () => {
  const locked = { why: 'locked', system: 'gnome' } as const;
  expect(
    lines({
      overtaken: told({ kind: 'overtaken' }),
      'kept in memory': told({ kind: 'waitingInMemory', what: 'refreshToken', ...locked }),
      'not deleted': told({ kind: 'notDeleted', what: 'refreshToken', ...locked, connected: false }),
      'not deleted, session': told({ kind: 'notDeleted', what: 'refreshToken', ...locked, connected: true }),
      'keychain again': told({ kind: 'keychainFailedAgain', ...locked }),
      setting: told({ kind: 'settingNotSaved' }),
      'settings file': told({ kind: 'settingsSetAside', name: 'settings.set-aside-1.json' }),
      unexpected: told({ kind: 'unexpected' }),
      surprise: told({ kind: 'surprise' }),
      'no answer': told({ kind: 'noAnswer' }),
      'no room to start': told({ kind: 'nowhereToWrite' }),
      start: told({ kind: 'couldNotStart', reason: undefined }),
      'start, known': told({ kind: 'couldNotStart', reason: 'A setting is unsafe.' }),
    }),
  ).toMatchInlineSnapshot(`
    "overtaken: calm | Not tried any further | Another one was entered meanwhile.
    kept in memory: attention | The keychain is locked | The refresh token is kept in memory only, until you quit. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    not deleted: problem | The keychain is locked | The refresh token could not be deleted from the keychain. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    not deleted, session: problem | The keychain is locked | The refresh token could not be deleted from the keychain. Your session goes on as before. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    keychain again: problem | The keychain is locked | The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    setting: attention | Not saved | The setting holds until you quit, but could not be saved: the disk may be full or read-only. Make room, then change it again.
    settings file: attention | Your settings could not be read | They were broken or from a newer version, so NERD Tray starts with its defaults. The old ones are kept beside them as “settings.set-aside-1.json”. What your keychain holds is not touched. Choose them anew in Settings.
    unexpected: problem | Something went wrong here | NERD Tray made a mistake. Nothing is lost. Try again.
    surprise: attention | Something went wrong in NERD Tray | NERD Tray goes on, and your session is kept. If something looks wrong, quit it and start it again.
    no answer: problem | That did not work | NERD Tray gave no answer. Nothing is lost. If it happens again, quit NERD Tray and start it anew.
    no room to start: problem | NERD Tray could not start | It can’t write anything on this computer: the disk may be full or read-only. What your keychain holds stays there. Make room, then start NERD Tray again.
    start: problem | NERD Tray could not start | The reason is not known. What your keychain holds stays there. Start NERD Tray again.
    start, known: problem | NERD Tray could not start | A setting is unsafe. What your keychain holds stays there. Correct or unset that setting, then start NERD Tray again."
  `);
});

test('of what a copy can be', () => {
  expect(COPY_LABELS).toMatchInlineSnapshot(`
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
      const { title, happened, toDo } = keychainText({ why, system });
      return `${system}, ${why}: ${title} | ${happened} ${toDo}`;
    }),
  );
  expect(all.join('\n')).toMatchInlineSnapshot(`
    "gnome, missing: No keychain found | This computer offers no keychain to keep secrets in. Install “gnome-keyring”, sign out and in again, then try again.
    gnome, locked: The keychain is locked | The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    gnome, refused: The keychain said no | The login keyring did not let NERD Tray in. Allow it there, then try again.
    gnome, slow: The keychain is not answering | The login keyring has not answered in time. It may be waiting for you in another window. Try again.
    gnome, unreadable: The keychain entry cannot be read | What the login keyring holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    gnome, tooLarge: Too long for the keychain | The login keyring keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    gnome, failed: The keychain did not work | The login keyring gave an error that NERD Tray does not know. Try again.
    kde, missing: No keychain found | This computer offers no keychain to keep secrets in. Turn on KWallet in System Settings, with its Secret Service, then try again.
    kde, locked: The keychain is locked | KWallet is locked. Open the wallet in KWalletManager, then try again.
    kde, refused: The keychain said no | KWallet did not let NERD Tray in. Allow it there, then try again.
    kde, slow: The keychain is not answering | KWallet has not answered in time. It may be waiting for you in another window. Try again.
    kde, unreadable: The keychain entry cannot be read | What KWallet holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    kde, tooLarge: Too long for the keychain | KWallet keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    kde, failed: The keychain did not work | KWallet gave an error that NERD Tray does not know. Try again.
    linux, missing: No keychain found | This computer offers no keychain to keep secrets in. Install and start a keyring such as “gnome-keyring” or KeePassXC with its Secret Service, then try again.
    linux, locked: The keychain is locked | The keyring is locked. Unlock it with the program that keeps it, then try again.
    linux, refused: The keychain said no | The keyring did not let NERD Tray in. Allow it there, then try again.
    linux, slow: The keychain is not answering | The keyring has not answered in time. It may be waiting for you in another window. Try again.
    linux, unreadable: The keychain entry cannot be read | What the keyring holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    linux, tooLarge: Too long for the keychain | The keyring keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    linux, failed: The keychain did not work | The keyring gave an error that NERD Tray does not know. Try again.
    windows, missing: No keychain found | This computer offers no keychain to keep secrets in. Start the service “Credential Manager” in Services, then try again.
    windows, locked: The keychain is locked | The Windows Credential Manager is locked. Sign in to Windows again, then try again.
    windows, refused: The keychain said no | The Windows Credential Manager did not let NERD Tray in. Allow it there, then try again.
    windows, slow: The keychain is not answering | The Windows Credential Manager has not answered in time. It may be waiting for you in another window. Try again.
    windows, unreadable: The keychain entry cannot be read | What the Windows Credential Manager holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    windows, tooLarge: Too long for the keychain | The Windows Credential Manager keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    windows, failed: The keychain did not work | The Windows Credential Manager gave an error that NERD Tray does not know. Try again.
    macos, missing: No keychain found | This computer offers no keychain to keep secrets in. Open Keychain Access, check that the login keychain is there, then try again.
    macos, locked: The keychain is locked | The macOS keychain is locked. Unlock it in Keychain Access, then try again.
    macos, refused: The keychain said no | The macOS keychain did not let NERD Tray in. Allow it there, then try again.
    macos, slow: The keychain is not answering | The macOS keychain has not answered in time. It may be waiting for you in another window. Try again.
    macos, unreadable: The keychain entry cannot be read | What the macOS keychain holds for NERD Tray is not in a form that this version can read. It stays as it is until you connect anew.
    macos, tooLarge: Too long for the keychain | The macOS keychain keeps no more than 2.5 KB in one entry, and this one is longer. Use a key of 2,048 bits, which fits.
    macos, failed: The keychain did not work | The macOS keychain gave an error that NERD Tray does not know. Try again."
  `);
});
