import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { searchFolders, searchStream } from '../../support/secret-search.ts';

const SECRET = { name: 'the token', value: 'Zq7_k-Q29w/Lm3~tE8+aB=x' };
const PLAIN = Buffer.from(SECRET.value);
const UTF16 = Buffer.from(SECRET.value, 'utf16le');

describe('bytes that are no text are found', () => {
  const value = Buffer.from('00ff8081fe7f30820102a3c4d5e6f708192a3b4c5d6e7f90', 'hex');
  test.each<[string, Buffer | string]>([
    ['plain', value],
    ['in hex', value.toString('hex')],
    ['in base64 behind 1 byte', Buffer.concat([Buffer.alloc(1), value, Buffer.alloc(5)]).toString('base64')],
    ['in base64url behind 2 bytes', Buffer.concat([Buffer.alloc(2), value, Buffer.alloc(5)]).toString('base64url')],
  ])('%s', async (_name, planted) => {
    const bytes = Buffer.concat([Buffer.from('before '), Buffer.from(planted), Buffer.from(' after')]);
    expect(await searchStream('here', [bytes], [{ name: 'the key', value }])).not.toEqual([]);
    expect(await searchStream('here', [bytes], [{ name: 'another', value: Buffer.from(value).reverse() }])).toEqual([]);
  });
});

describe('a secret is found', () => {
  test.each<[string, Buffer | string]>([
    ['plain', PLAIN],
    ['percent-encoded', encodeURIComponent(SECRET.value)],
    [
      'percent-encoded in small letters',
      encodeURIComponent(SECRET.value).replace(/%2F/u, '%2f').replace(/%2B/u, '%2b').replace(/%3D/u, '%3d'),
    ],
    ['percent-encoded throughout', [...PLAIN].map((byte) => `%${byte.toString(16)}`).join('')],
    [
      'percent-encoded throughout in capitals',
      [...PLAIN].map((byte) => `%${byte.toString(16).toUpperCase()}`).join(''),
    ],
    ['in hex', PLAIN.toString('hex')],
    ['in capital hex', PLAIN.toString('hex').toUpperCase()],
    ['in UTF-16LE', UTF16],
    ['in UTF-16BE', Buffer.from(UTF16).swap16()],
    ['in base64', PLAIN.toString('base64')],
    ...[1, 2, 3, 4, 5].flatMap((before): [string, string][] => {
      const longer = Buffer.concat([Buffer.alloc(before, 'n'), PLAIN, Buffer.from('after')]);
      return [
        [`in base64 behind ${before} bytes`, longer.toString('base64')],
        [`in base64url behind ${before} bytes`, longer.toString('base64url')],
      ];
    }),
  ])('%s', async (_name, planted) => {
    const bytes = Buffer.concat([Buffer.from('before '), Buffer.from(planted), Buffer.from(' after')]);
    expect(await searchStream('here', [bytes], [SECRET])).not.toEqual([]);
  });

  test('across the border of two pieces, wherever that lies', async () => {
    const bytes = Buffer.concat([Buffer.from('..'), PLAIN, Buffer.from('..')]);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const findings = await searchStream('here', [bytes.subarray(0, cut), bytes.subarray(cut)], [SECRET]);
      expect(findings).toEqual([{ place: 'here', secret: 'the token', encoding: 'plain' }]);
    }
  });

  test('in a file below the folder, and not in one that is skipped', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'search-'));
    try {
      await writeFile(join(folder, 'planted'), `x${SECRET.value}x`);
      await writeFile(join(folder, 'keyring'), SECRET.value);
      const { findings, files } = await searchFolders([folder], [SECRET], (path) => path.endsWith('keyring'));
      expect(findings).toMatchObject([{ place: join(folder, 'planted') }]);
      expect(files).toEqual([join(folder, 'planted')]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('what is no secret is not found', async () => {
  const almost = Buffer.from(SECRET.value.slice(0, -1));
  expect(await searchStream('here', [almost, Buffer.from('y')], [SECRET])).toEqual([]);
});
