import { expect, test } from 'vitest';
import type { ConditionKind } from '../../../../main/core/messages/messages.ts';
import { lines } from '../../../support/core/message-lines.ts';
import { messagesOf, samplesOf } from './samples.ts';

// All that people read of this, in one place: whoever changes a word sees here what it becomes.

test('of what can be entered in place of a private key', () => {
  const named = samplesOf('keyNotTaken').map((sample, index) => {
    const name = sample.kind === 'keyNotTaken' ? sample.problem.kind : '';
    return [name, messagesOf('keyNotTaken')[index]] as const;
  });
  expect(lines(Object.fromEntries(named))).toMatchInlineSnapshot(`
    "empty: attention | There is no key here | This is empty. NERD Tray needs the private key as a PEM text, the file that begins with “-----BEGIN PRIVATE KEY-----”.
    tooLarge: attention | Too large for a key | This is far larger than any private key. NERD Tray needs the private key as a PEM text, the file that begins with “-----BEGIN PRIVATE KEY-----”.
    zip: attention | That is a zip file | This is a zip file. Unpack it first, then choose the private key in it: the file that begins with “-----BEGIN PRIVATE KEY-----”.
    binary: attention | Not a key as text | This is a binary file, perhaps a key in DER form or a key store. NERD Tray needs the private key as a PEM text, the file that begins with “-----BEGIN PRIVATE KEY-----”. OpenSSL makes it: “openssl pkey -inform DER -in FILE -out private.pem”.
    notPem: attention | That is not a private key | There is no private key in this text. NERD Tray needs the private key as a PEM text, the file that begins with “-----BEGIN PRIVATE KEY-----”.
    encrypted: attention | This private key has a password | This private key is encrypted, and NERD Tray asks for no password. Decrypt it with “openssl rsa -in FILE -out private.pem”, and give that; it goes into your keychain only.
    publicKey: attention | That is a public key | This is the public half, which goes to Kensho. NERD Tray needs the other half, which stays with you: the file that begins with “-----BEGIN PRIVATE KEY-----”.
    certificate: attention | That is a certificate | This is a certificate, or a request for one, and holds no private key. NERD Tray needs the private key as a PEM text, the file that begins with “-----BEGIN PRIVATE KEY-----”.
    ssh: attention | That is an SSH key | This private key is in the form of OpenSSH or PuTTY. Make a new pair for NERD alone; or turn a copy of this key into PEM with “ssh-keygen -p -N "" -m PEM -f COPY”.
    notRsa: attention | Not an RSA key | This private key is of another kind, such as EC or Ed25519. NERD takes RSA keys of 2,048 bits or more.
    rsaPss: attention | That is an RSA-PSS key | This private key is an RSA-PSS key, which can’t sign as NERD asks. Make a plain RSA key: “openssl genrsa -out private.pem 2048”.
    broken: attention | This key is broken | This begins like a private key, but is cut off or changed. Copy all of it, from “-----BEGIN” to the last “-----”.
    short: attention | This key is too short | This RSA key has 1024 bits, and 2048 are the fewest. NERD takes RSA keys of 2,048 bits or more. Make a new pair, and send its public key to Kensho."
  `);
});

test('of a key pair before it is tried, and of the other credentials', () => {
  const kinds: readonly ConditionKind[] = [
    ...(['keyFileNotRead', 'keyMissing', 'clientIdMissing', 'clientIdStrange', 'keyIdStrange'] as const),
    ...(['pairNotMade', 'publicKeyNotSaved', 'pairNotThere', 'pairNotRead', 'pairNotDeleted'] as const),
    ...(['emailNotCopied', 'notSwitched', 'otherCredentialGone'] as const),
  ];
  const first = kinds.map((kind) => [kind, messagesOf(kind)[0]] as const);
  expect(lines(Object.fromEntries(first))).toMatchInlineSnapshot(`
    "keyFileNotRead: attention | The file could not be read | NERD Tray could not read this file. Check that it is there and that you may read it, or paste the key.
    keyMissing: attention | The private key is missing | There is no private key yet. Choose its file, drop it here, or paste it.
    clientIdMissing: attention | The Client ID is missing | There is no Client ID yet. Kensho sends it after it has your public key.
    clientIdStrange: attention | Not a Client ID | A Client ID is one short word, and this is not. Copy just the Client ID that Kensho has sent.
    keyIdStrange: attention | Not a key ID | A key ID is one short word, and this is not. Leave it empty unless Kensho has given you one.
    pairNotMade: problem | No keychain found | The new key pair could not be stored, so it was thrown away. All else is as before. This computer offers no keychain to keep secrets in. Install “gnome-keyring”, sign out and in again, then try again.
    publicKeyNotSaved: attention | The public key was not saved | The file could not be written: the folder may be read-only, or the disk full. The pair is made, and its private key is in your keychain. Save the public key once more, in another folder.
    pairNotThere: attention | No key pair waits | The key pair that was made here is not in the keychain any more. All else is as before. Make a new one.
    pairNotRead: problem | No keychain found | This computer offers no keychain to keep secrets in. The key pair stays where it is. Install “gnome-keyring”, sign out and in again, then try again.
    pairNotDeleted: problem | No keychain found | The key pair could not be deleted from the keychain. It still waits for its Client ID. This computer offers no keychain to keep secrets in. Install “gnome-keyring”, sign out and in again, then try again.
    emailNotCopied: attention | Not copied | The clipboard did not take the text. Another program may be holding it. All else is as before. Try again.
    notSwitched: problem | No keychain found | Your refresh token could not be read. NERD Tray goes on as before. This computer offers no keychain to keep secrets in. Install “gnome-keyring”, sign out and in again, then try again.
    otherCredentialGone: attention | It is not kept any more | Your refresh token is not in the keychain any more. NERD Tray goes on as before. Enter it again to use it."
  `);
});
