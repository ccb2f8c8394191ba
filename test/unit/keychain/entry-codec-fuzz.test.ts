import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe } from 'vitest';
import {
  decodeEntry,
  decodePendingKeyPair,
  decodeProxyEntry,
  encodeEntry,
  encodePendingKeyPair,
  encodeProxyEntry,
} from '../../../main/keychain/entry-codec.ts';
import { readPrivateKey } from '../../../main/keychain/rsa-key.ts';
import { parseReply, parseRequest } from '../../../main/keychain/worker/messages.ts';
import { anyValue, fuzz, isDoneOrThrows, isSameJson, jsonOf, nearly, PLANTED, torn } from '../../support/fuzz.ts';
import { makeTestPair } from '../../support/key-pair.ts';

const NOTED = { version: 1, id: 'a', enteredAt: 5 };
const ENTRIES = [
  { ...NOTED, kind: 'refreshToken', refreshToken: PLANTED },
  { ...NOTED, kind: 'demo', refreshToken: PLANTED },
  { ...NOTED, kind: 'keyPair', clientId: 'client', privateKey: PLANTED, kid: 'key-1' },
];
const PENDING = [{ version: 1, madeAt: 5, privateKey: PLANTED }];
const PROXY = [{ version: 1, host: 'proxy.example.com', port: 8080, name: 'grace', password: PLANTED }];

describe('whatever the keychain holds is nothing of ours, or is read as it would be written:', () => {
  fuzz('a credential', jsonOf(ENTRIES), (stored) => {
    const credential = decodeEntry(stored);
    return credential === undefined || isSameJson(decodeEntry(encodeEntry(credential)), credential);
  });
  fuzz('a key pair that waits', jsonOf(PENDING), (stored) => {
    const pair = decodePendingKeyPair(stored);
    return pair === undefined || isSameJson(decodePendingKeyPair(encodePendingKeyPair(pair)), pair);
  });
  fuzz('a proxy’s password', jsonOf(PROXY), (stored) => {
    const password = decodeProxyEntry(stored);
    return password === undefined || isSameJson(decodeProxyEntry(encodeProxyEntry(password)), password);
  });
});

describe('whatever goes between main and the keychain’s process', () => {
  const requests = [
    { call: 'read', id: 1, service: 'NERD Tray', account: 'refresh-token' },
    { call: 'write', id: 2, service: 'NERD Tray', account: 'refresh-token', text: PLANTED },
    { call: 'delete', id: 3, service: 'NERD Tray', account: 'refresh-token' },
  ];
  fuzz('is a request, or an error that repeats nothing', fc.oneof(nearly(requests), anyValue), (message) => {
    return isDoneOrThrows(() => parseRequest(message), 'not a request for the keychain');
  });
  const replies = [
    { ok: true, id: 1, text: PLANTED },
    { ok: true, id: 2, text: null },
    { ok: false, id: 3, why: 'locked' },
  ];
  fuzz('is a reply, or nothing', fc.oneof(nearly(replies), anyValue), (message) => {
    const reply = parseReply(message);
    return reply === undefined || isDeepStrictEqual(parseReply(structuredClone(reply)), reply);
  });
});

describe('whatever is given as a private key', () => {
  fuzz('is one, or a problem by its kind alone', torn(fc.constant(makeTestPair().pem)), (text) => {
    const read = readPrivateKey(text);
    return read.ok || Object.keys(read.problem).every((key) => key === 'kind' || key === 'bits');
  });
});
