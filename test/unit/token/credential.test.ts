import { expect, test } from 'vitest';
import { facts, isSameSecret, withRotation } from '../../../main/token/credential.ts';
import type { Credential } from '../../../main/ports/credentials.ts';
import { granted, STORED, TEN } from '../../support/token-fixture.ts';

const PAIR: Credential = { id: 'pair', kind: 'keyPair', clientId: 'client-1', privateKey: 'key', enteredAt: TEN };

test('a rotated refresh token takes the place of the one before, in the same credential', () => {
  expect(withRotation(STORED, granted(TEN, { refreshToken: 'next' }))).toEqual({ ...STORED, refreshToken: 'next' });
});

test('an answer without another refresh token leaves the credential as it is', () => {
  expect(withRotation(STORED, granted(TEN))).toBe(STORED);
  expect(withRotation(STORED, granted(TEN, { refreshToken: STORED.refreshToken }))).toBe(STORED);
  expect(withRotation(STORED, { ok: false, failure: { kind: 'network' } })).toBe(STORED);
  expect(withRotation(PAIR, granted(TEN, { refreshToken: 'next' }))).toBe(PAIR);
});

test('the same secret is the same whenever it was entered; of another kind it is another', () => {
  expect(isSameSecret(STORED, { ...STORED, id: 'later', enteredAt: TEN } as Credential)).toBe(true);
  expect(isSameSecret(STORED, { kind: 'refreshToken', refreshToken: 'other' })).toBe(false);
  expect(isSameSecret(STORED, { kind: 'demo', refreshToken: STORED.refreshToken })).toBe(false);
});

test.each([{ clientId: 'client-2' }, { privateKey: 'other' }, { kid: 'key-7' }])(
  'a key pair with %j is another one',
  (change) => {
    expect(isSameSecret(PAIR, { ...PAIR })).toBe(true);
    expect(isSameSecret(PAIR, { ...PAIR, ...change })).toBe(false);
  },
);

test('the facts of a credential hold nothing secret', () => {
  expect(facts(STORED)).toEqual({
    id: 'stored',
    kind: 'refreshToken',
    enteredAt: TEN - 1000,
    lasts: 'week',
    isLocal: false,
  });
  expect(facts(PAIR)).toEqual({ id: 'pair', kind: 'keyPair', enteredAt: TEN, lasts: 'noExpiry', isLocal: false });
  expect(facts(undefined)).toBeUndefined();
});
