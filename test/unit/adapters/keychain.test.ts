// What a real keyring does not do: keep something else than it was told, or not be loadable at all.
import { expect, test } from 'vitest';
import { createKeychain, type Keytar } from '../../../main/adapters/keychain.ts';
import type { Credential, SecretStore } from '../../../main/ports.ts';

const CREDENTIAL: Credential = { id: 'one', kind: 'refreshToken', refreshToken: 'r', enteredAt: 1 };
const FAILED = { ok: false, why: 'failed' };

/** A keychain that answers `kept`, whatever is written or deleted. */
function stubborn(kept: string | null): SecretStore {
  const keytar: Keytar = {
    getPassword: () => Promise.resolve(kept),
    setPassword: () => Promise.resolve(),
    deletePassword: () => Promise.resolve(true),
  };
  return createKeychain({ service: 'test', loadKeytar: () => Promise.resolve(keytar) });
}

test('an entry that does not come back as it was written has not been stored', async () => {
  expect(await stubborn(null).write('session', CREDENTIAL)).toEqual(FAILED);
  expect(await stubborn('{"version":1}').write('session', CREDENTIAL)).toEqual(FAILED);
});

test('an entry that is still there has not been removed', async () => {
  expect(await stubborn('left').remove('session')).toEqual(FAILED);
});

test('a machine on which keytar cannot be loaded has no keychain', async () => {
  const loadKeytar = () => Promise.reject<Keytar>(new Error('Failed to load keytar native addon, checked []'));
  const secrets = createKeychain({ service: 'test', loadKeytar });
  expect(await secrets.read('session')).toEqual({ ok: false, why: 'missing' });
  expect(secrets.isBusy()).toBe(false);
});
