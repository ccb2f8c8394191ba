import { describe, expect, test } from 'vitest';
import { LONGEST_KEY_TEXT, parseIdentifier, parsePrivateKey } from '../../../../main/core/input/private-key-input.ts';
import { fc, test as property } from '../../../support/core/property.ts';

const block = (label: string, body: string): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

describe('what is no private key of the right form is called what it is', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['white space', ' \r\n\t', 'empty'],
    ['far too much', 'A'.repeat(LONGEST_KEY_TEXT + 1), 'tooLarge'],
    ['a zip file', 'PK\u0003\u0004\u0014\u0000', 'zip'],
    ['a large zip file', `PK\u0003\u0004${'x'.repeat(LONGEST_KEY_TEXT)}`, 'zip'],
    ['DER', '0\u0082\u0004\ufffd\u0002\u0001\u0000', 'binary'],
    ['a text of something else', 'Dear Kensho, here is my key', 'notPem'],
    ['a refresh token', 'dGhpcyBpcyBubyBrZXk', 'notPem'],
    ['a web key', '{"kty":"RSA","d":"AQAB"}', 'notPem'],
    ['PKCS#8 with a password', block('ENCRYPTED PRIVATE KEY', 'MIIE'), 'encrypted'],
    [
      'PKCS#1 with a password',
      block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\nMIIE'),
      'encrypted',
    ],
    ['a public key', block('PUBLIC KEY', 'MIIB'), 'publicKey'],
    ['a public key in PKCS#1', block('RSA PUBLIC KEY', 'MIIB'), 'publicKey'],
    ['a public key of OpenSSH', 'ssh-rsa AAAAB3Nza ada@example.com', 'publicKey'],
    ['a certificate', block('CERTIFICATE', 'MIID'), 'certificate'],
    ['a request for one', block('CERTIFICATE REQUEST', 'MIIC'), 'certificate'],
    ['OpenSSH', block('OPENSSH PRIVATE KEY', 'b3Bl'), 'ssh'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none', 'ssh'],
    ['EC', block('EC PRIVATE KEY', 'MHcC'), 'notRsa'],
    ['EC with its parameters', `${block('EC PARAMETERS', 'Bggq')}${block('EC PRIVATE KEY', 'MHcC')}`, 'notRsa'],
    ['a key without its end', '-----BEGIN PRIVATE KEY-----\nMIIEvQ', 'broken'],
    ['a key without its beginning', 'MIIEvQ\n-----END PRIVATE KEY-----', 'broken'],
    ['a key with two ends', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'broken'],
    ['a key with a word in it', block('PRIVATE KEY', 'MII?'), 'broken'],
    ['a key that has lost a character', block('PRIVATE KEY', 'MIIEv'), 'broken'],
    ['a key with nothing in it', block('PRIVATE KEY', ''), 'broken'],
  ])('%s', (_name, text, kind) => {
    expect(parsePrivateKey(text)).toEqual({ ok: false, problem: { kind } });
  });
});

test('of several blocks the private key is taken', () => {
  const bundle = `${block('CERTIFICATE', 'MIID')}${block('PRIVATE KEY', 'MIIE')}${block('PUBLIC KEY', 'MIIB')}`;
  expect(parsePrivateKey(bundle)).toEqual({ ok: true, form: 'pkcs8', base64: 'MIIE' });
});

const white = fc.stringMatching(/^[ \t\r\n]{0,3}$/u);
const label = fc.constantFrom('PRIVATE KEY', 'RSA PRIVATE KEY');
const pieces = fc.array(fc.stringMatching(/^(?:[A-Za-z0-9+/]{4}){1,16}$/u), { minLength: 1, maxLength: 30 });

property(
  'however it is broken into lines and indented, a key is the same',
  [label, pieces, fc.array(white, { minLength: 1 }), fc.constantFrom('', '\ufeff', '  ', '\n\n'), fc.string()],
  (name, lines, breaks, before, noise) => {
    const body = lines.map((line, index) => `${breaks[index % breaks.length] ?? ''}${line}`).join('');
    const around = noise.replaceAll(/[^ -,.-~]/gu, '');
    const text = `${before}${around}\n-----BEGIN ${name}-----${body}\n-----END ${name}-----${around}`;
    const form = name === 'PRIVATE KEY' ? 'pkcs8' : 'pkcs1';
    expect(parsePrivateKey(text)).toEqual({ ok: true, form, base64: lines.join('') });
    // As it stands in a setting of one line.
    expect(parsePrivateKey(text.replaceAll('\n', String.raw`\n`))).toEqual({ ok: true, form, base64: lines.join('') });
  },
);

property('whatever comes, it is a key or a problem', [fc.string({ unit: 'binary', maxLength: 400 })], (text) => {
  const read = parsePrivateKey(text);
  if (read.ok) expect(read.base64).toMatch(/^[A-Za-z0-9+/]+={0,2}$/u);
});

test.each([
  ['0oa1b2c3', '0oa1b2c3'],
  [' "0oa1b2c3",\n', '0oa1b2c3'],
  ['0oa 1b2', undefined],
  ['', undefined],
  ['ünlikely', undefined],
  ['x'.repeat(257), undefined],
])('an identifier in %o', (text, id) => {
  expect(parseIdentifier(text)).toBe(id);
});
