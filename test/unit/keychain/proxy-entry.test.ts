import { expect, test } from 'vitest';
import { decodeProxyEntry, encodeProxyEntry } from '../../../main/keychain/proxy-entry.ts';

const PASSWORD = { host: 'proxy.example.com', port: 8080, name: 'grace', password: 'c"o:b\\ol' };

test('what is written is read back', () => {
  expect(decodeProxyEntry(encodeProxyEntry(PASSWORD))).toEqual(PASSWORD);
});

test.each([
  '',
  'cobol',
  '{}',
  JSON.stringify({ ...PASSWORD, version: 2 }),
  JSON.stringify({ ...PASSWORD, version: 1, port: -1 }),
])('%j is nothing that this version has written', (text) => {
  expect(decodeProxyEntry(text)).toBeUndefined();
});
