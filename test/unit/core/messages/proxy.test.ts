import { expect, test } from 'vitest';
import { lines } from '../../../support/core/message-lines.ts';
import { messagesOf } from './samples.ts';

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of a proxy that asks for a name and a password', () => {
  const [rejected, asks] = messagesOf('proxyAsks');
  expect(
    lines({
      asks,
      rejected,
      'in memory': messagesOf('proxyInMemory')[0],
      'not deleted': messagesOf('proxyNotDeleted')[0],
    }),
  ).toMatchInlineSnapshot(`
    "asks: attention | The proxy wants a password | The proxy proxy.example.com:8080 wants a name and a password before it lets NERD Tray through to NERD. [Enter name and password: answerProxy]
    rejected: attention | The proxy did not accept the password | The proxy proxy.example.com:8080 did not accept the name and password. [Enter name and password: answerProxy]
    in memory: attention | No keychain found | The proxy lets NERD Tray through. Its name and password are in memory only, until you quit. This computer offers no keychain to keep secrets in. Install “gnome-keyring”, sign out and in again, then try again.
    not deleted: problem | No keychain found | The proxy’s name and password could not be deleted from the keychain. NERD Tray goes on using them. This computer offers no keychain to keep secrets in. Install “gnome-keyring”, sign out and in again, then try again."
  `);
});
