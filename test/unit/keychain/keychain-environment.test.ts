import { expect, test } from 'vitest';
import { keychainEnvironment } from '../../../main/keychain/keychain-environment.ts';

test('the keychain’s process is given where the session is, and nothing else of what the user’s session holds', () => {
  const env = {
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    HOME: '/home/ann',
    NODE_OPTIONS: '--require /tmp/evil.js',
    https_proxy: 'http://ann:secret@proxy',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'de_DE.UTF-8',
    LANGUAGE: 'de',
  };
  expect(keychainEnvironment(env)).toEqual({
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    HOME: '/home/ann',
    LC_ALL: 'C.UTF-8',
  });
});
