import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makePrivateKey, publicKeyPem, readPrivateKey } from '../../../main/keychain/rsa-key.ts';

const { privateKey: rsa, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1' = 'pkcs8'): string =>
  key.export({ type, format: 'pem' }).toString();
const base64 = rsa.export({ type: 'pkcs8', format: 'der' }).toString('base64');
const problemOf = (text: string) => readPrivateKey(text);

test.each(['pkcs1', 'pkcs8'] as const)('a key as %s is taken, and kept as PKCS#8', (type) => {
  expect(readPrivateKey(pem(rsa, type))).toEqual({ ok: true, privateKey: base64, bits: 2048 });
});

test.each([
  ['invisible characters', (text: string) => `\ufeff${text.replace('\n', '\n\u200b').replace('M', 'M\u00ad')}`],
  ['a mail’s quotation', (text: string) => text.replaceAll(/^/gmu, '> ')],
])('a key is taken out of %s', (_name, around) => {
  expect(readPrivateKey(around(pem(rsa)))).toEqual({ ok: true, privateKey: base64, bits: 2048 });
});

describe('real keys of other kinds are refused by name', () => {
  const encrypted = { cipher: 'aes-256-cbc', passphrase: 'x' };
  test.each<[string, string, unknown]>([
    ['1024 bits', pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), { kind: 'short', bits: 1024 }],
    ['P-256 as PKCS#8', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey), { kind: 'notRsa' }],
    ['P-256 as SEC1', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'sec1'), { kind: 'notRsa' }],
    ['Ed25519', pem(generateKeyPairSync('ed25519').privateKey), { kind: 'notRsa' }],
    ['RSA-PSS', pem(generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey), { kind: 'rsaPss' }],
    ['a password', rsa.export({ type: 'pkcs8', format: 'pem', ...encrypted }).toString(), { kind: 'encrypted' }],
    [
      'a password, PKCS#1',
      rsa.export({ type: 'pkcs1', format: 'pem', ...encrypted }).toString(),
      { kind: 'encrypted' },
    ],
    ['the public key', publicKey.export({ type: 'spki', format: 'pem' }).toString(), { kind: 'publicKey' }],
    ['DER', rsa.export({ type: 'pkcs8', format: 'der' }).toString(), { kind: 'binary' }],
    ['a changed key', pem(rsa).replace(/\n.{20}/u, '\nAAAAAAAAAAAAAAAAAAAA'), { kind: 'broken' }],
    ['PKCS#1 under the name of PKCS#8', pem(rsa, 'pkcs1').replaceAll('RSA ', ''), { kind: 'broken' }],
  ])('%s', (_name, text, problem) => {
    expect(problemOf(text)).toEqual({ ok: false, problem });
  });
});

test('a pair that is made here is taken back, and its public half is what Kensho asks for', async () => {
  const made = await makePrivateKey();
  const key = createPrivateKey({ key: Buffer.from(made, 'base64'), format: 'der', type: 'pkcs8' });
  expect(readPrivateKey(pem(key))).toEqual({ ok: true, privateKey: made, bits: 2048 });
  expect(publicKeyPem(base64)).toBe(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  expect(publicKeyPem(made)).toMatch(/^-----BEGIN PUBLIC KEY-----\n/u);
});
