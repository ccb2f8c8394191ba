import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serviceNameFor } from '../../../main/keychain/keychain.ts';
import {
  ACCOUNTS,
  decodeEntry,
  decodePendingKeyPair,
  decodeProxyEntry,
  encodeEntry,
  encodePendingKeyPair,
  encodeProxyEntry,
} from '../../../main/keychain/entry-codec.ts';
import type { Credential } from '../../../main/ports/credentials.ts';

const text = fc.string({ minLength: 1, unit: 'binary' });
const noted = { id: fc.string({ minLength: 1 }), enteredAt: fc.nat() };
const credentials: fc.Arbitrary<Credential> = fc.oneof(
  fc.record({ ...noted, kind: fc.constantFrom('refreshToken', 'demo'), refreshToken: text }),
  fc.record(
    { ...noted, kind: fc.constant('keyPair' as const), clientId: text, privateKey: text, kid: text },
    { requiredKeys: ['id', 'enteredAt', 'kind', 'clientId', 'privateKey'] },
  ),
);

test('whatever is encoded decodes to the same', () => {
  fc.assert(
    fc.property(credentials, (credential) => {
      expect(decodeEntry(encodeEntry(credential))).toEqual(credential);
    }),
  );
});

test('entries of the first version are read as they were written, under the names they have', () => {
  const stored = '{"version":1,"id":"a","kind":"refreshToken","enteredAt":5,"refreshToken":"r"}';
  expect(decodeEntry(stored)).toEqual({ id: 'a', kind: 'refreshToken', enteredAt: 5, refreshToken: 'r' });
  expect(ACCOUNTS).toEqual({
    refreshToken: 'refresh-token',
    keyPair: 'key-pair',
    demo: 'demo-refresh-token',
    pendingCredential: 'untried-refresh-token',
  });
});

test('a key pair that waits is read as it was written, and nothing else is one', () => {
  const pair = { madeAt: 5, privateKey: 'key' };
  expect(decodePendingKeyPair(encodePendingKeyPair(pair))).toEqual(pair);
  expect(decodePendingKeyPair('{"version":2,"madeAt":5,"privateKey":"key"}')).toBeUndefined();
  expect(decodePendingKeyPair('{"version":1,"madeAt":5}')).toBeUndefined();
});

test('what lacks a field, or has a wrong one, is nothing of ours', () => {
  const good = { version: 1, id: 'a', kind: 'demo', enteredAt: 5, refreshToken: 'r' };
  expect(decodeEntry(JSON.stringify(good))).toBeDefined();
  for (const key of Object.keys(good)) {
    expect(decodeEntry(JSON.stringify({ ...good, [key]: undefined })), `without ${key}`).toBeUndefined();
    expect(decodeEntry(JSON.stringify({ ...good, [key]: null })), `${key} null`).toBeUndefined();
  }
  expect(decodeEntry(JSON.stringify({ ...good, version: 2 }))).toBeUndefined();
  expect(decodeEntry(JSON.stringify({ ...good, enteredAt: -1 }))).toBeUndefined();
  expect(decodeEntry('refresh')).toBeUndefined();
});

test('a moment that no Date can hold is nothing of ours', () => {
  const entry = { version: 1, id: 'a', kind: 'refreshToken', refreshToken: 'r' };
  const pair = { version: 1, privateKey: 'key' };
  const [last, later] = [8.64e15, 8.64e15 + 1];
  expect(decodeEntry(JSON.stringify({ ...entry, enteredAt: last }))).toBeDefined();
  expect(decodeEntry(JSON.stringify({ ...entry, enteredAt: later }))).toBeUndefined();
  expect(decodePendingKeyPair(JSON.stringify({ ...pair, madeAt: last }))).toBeDefined();
  expect(decodePendingKeyPair(JSON.stringify({ ...pair, madeAt: later }))).toBeUndefined();
});

test('each profile has a service name of its own', () => {
  const home = '/home/ann/.config/NERD Tray';
  expect(serviceNameFor(home, home)).toBe('NERD Tray');
  expect(serviceNameFor('/tmp/demo', home)).toBe('NERD Tray (/tmp/demo)');
});

const PASSWORD = { host: 'proxy.example.com', port: 8080, name: 'grace', password: 'c"o:b\\ol' };

test('a proxy’s password that is written is read back', () => {
  expect(decodeProxyEntry(encodeProxyEntry(PASSWORD))).toEqual(PASSWORD);
  const agreed = [{ scheme: 'digest', realm: '' }];
  expect(decodeProxyEntry(encodeProxyEntry({ ...PASSWORD, agreed }))).toEqual({ ...PASSWORD, agreed });
  const noted = [{ scheme: 'basic', realm: '', overTls: true }];
  expect(decodeProxyEntry(encodeProxyEntry({ ...PASSWORD, agreed: noted }))).toEqual({ ...PASSWORD, agreed: noted });
});

test.each([
  '',
  'cobol',
  '{}',
  JSON.stringify({ ...PASSWORD, version: 2 }),
  JSON.stringify({ ...PASSWORD, version: 1, port: -1 }),
  // Read as agreed with nobody it would be sent in no way; as agreed with the first, in any.
  JSON.stringify({ ...PASSWORD, version: 1, agreed: [] }),
  JSON.stringify({ ...PASSWORD, version: 1, agreed: [{ scheme: 'basic' }] }),
])('%j is no proxy’s password that this version has written', (stored) => {
  expect(decodeProxyEntry(stored)).toBeUndefined();
});
