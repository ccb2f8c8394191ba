import { expect, test } from 'vitest';
import { keychainProblem } from '../../../../main/keychain/worker/problem.ts';

test.each([
  ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
  ['The name :1.7 was not provided by any .service files', 'missing'],
  ['The session wrapping the secret does not exist', 'missing'],
  ['The given address is empty', 'missing'],
  ['Could not connect: No such file or directory', 'missing'],
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
  ['Unknown or unsupported transport “disabled” for address “disabled:”', 'missing'],
  ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'missing'],
  ['Failed to load keytar native addon, checked ["../build/Release"] on prebuilds/linux-x64', 'missing'],
  ['Cannot create an item in a locked collection', 'locked'],
  ['Timeout was reached', 'slow'],
  ['No keychain is available. You may need to restart your computer.', 'missing'],
  ['A default keychain could not be found.', 'missing'],
  ['User interaction is not allowed.', 'locked'],
  ['User canceled the operation.', 'locked'],
  ['The user name or passphrase you entered is not correct.', 'refused'],
  ['Access is denied.\r\n', 'refused'],
  ['A specified logon session does not exist. It may already have been terminated.\r\n', 'missing'],
  ['The stub received bad data.\r\n', 'failed'],
  ['Der Zugriff wurde verweigert', 'failed'],
])('%s → %s', (text, problem) => {
  expect(keychainProblem(new Error(text))).toBe(problem);
});

test('what is no error at all has failed', () => {
  expect(keychainProblem('Timeout was reached')).toBe('failed');
  expect(keychainProblem(undefined)).toBe('failed');
});
