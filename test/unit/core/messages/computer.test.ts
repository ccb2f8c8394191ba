import { expect, test } from 'vitest';
import type { Message } from '../../../../preload/contract/message.ts';
import { messageOf, type Condition } from '../../../../main/core/messages/messages.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { CONTEXT } from '../../../support/core/states.ts';

const told = (condition: Condition): Message => messageOf(condition, CONTEXT);

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of the keychain after a command, and of the settings', () => {
  const locked = { why: 'locked', system: 'gnome' } as const;
  expect(
    lines({
      'not deleted': told({ kind: 'notDeleted', what: 'refreshToken', ...locked, connected: false }),
      'not deleted, session': told({ kind: 'notDeleted', what: 'refreshToken', ...locked, connected: true }),
      'keychain again': told({ kind: 'keychainFailedAgain', ...locked }),
      setting: told({ kind: 'settingNotSaved' }),
      'settings file': told({ kind: 'settingsSetAside', name: 'settings.set-aside-1.json' }),
    }),
  ).toMatchInlineSnapshot(`
    "not deleted: problem | The keychain is locked | The refresh token could not be deleted from the keychain. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    not deleted, session: problem | The keychain is locked | The refresh token could not be deleted from the keychain. Your session goes on as before. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    keychain again: problem | The keychain is locked | The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.
    setting: attention | Not saved | The setting holds until you quit, but could not be saved: the disk may be full or read-only. Make room, then change it again.
    settings file: attention | Your settings could not be read | They were broken or from a newer version, so NERD Tray starts with its defaults. The old ones are kept beside them as “settings.set-aside-1.json”. What your keychain holds is not touched. Choose them anew in Settings."
  `);
});
