import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serviceNameFor } from '../../../main/adapters/keychain.ts';
import { decodeEntry, encodeEntry } from '../../../main/adapters/keychain-entry.ts';
import type { Credential } from '../../../main/ports.ts';

const credentials: fc.Arbitrary<Credential> = fc.record({
  id: fc.string({ minLength: 1 }),
  kind: fc.constantFrom('refreshToken', 'demo'),
  refreshToken: fc.string({ minLength: 1, unit: 'binary' }),
  enteredAt: fc.nat(),
});

test('whatever is encoded decodes to the same', () => {
  fc.assert(
    fc.property(credentials, (credential) => {
      expect(decodeEntry(encodeEntry(credential))).toEqual(credential);
    }),
  );
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

test('each profile has a service name of its own', () => {
  const home = '/home/ann/.config/NERD Tray';
  expect(serviceNameFor(home, home)).toBe('NERD Tray');
  expect(serviceNameFor('/tmp/demo', home)).toBe('NERD Tray (/tmp/demo)');
});
