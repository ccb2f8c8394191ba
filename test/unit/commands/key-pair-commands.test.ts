import { beforeAll, describe, expect, test } from 'vitest';
import { KEY_EMAIL } from '../../../main/core/messages/key-email.ts';
import { createCommandFixture } from '../../support/command-fixture.ts';
import { makeTestPair, type TestPair } from '../../support/key-pair.ts';
import { failed, granted, TEN } from '../../support/token-fixture.ts';

let pair: TestPair;
beforeAll(() => {
  pair = makeTestPair();
});

const connectTaken = { kind: 'connectKeyPair', clientId: 'client-1', key: 'taken' } as const;
/** Making a real key takes a while that no fake clock counts. */
const made = async (fixture: ReturnType<typeof createCommandFixture>) => {
  fixture.pairStore.value = { madeAt: TEN, privateKey: pair.der.toString('base64') };
  await fixture.dispatch({ kind: 'savePublicKey' });
  fixture.done.splice(0);
};

describe('a private key', () => {
  test('that was pasted is described by its size alone, and connects with its Client ID and key ID', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    expect(await fixture.dispatch({ kind: 'takeKey', text: pair.pem })).toEqual({
      ok: true,
      key: { bits: 2048, fileName: undefined },
    });
    const result = fixture.dispatch({ ...connectTaken, kid: 'key-1' });
    await fixture.answer(granted(TEN + 3_600_000));
    expect(await result).toEqual({ ok: true });
    expect(fixture.secrets.slots.get('keyPair')).toMatchObject(pair.credential('client-1', 'key-1'));
    // It is let go of then.
    expect(await fixture.dispatch(connectTaken)).toEqual({
      ok: false,
      reason: 'field',
      message: fixture.messageOf({ kind: 'keyMissing' }),
    });
  });

  test('stays taken while NERD refuses it, until it is dropped or the window is closed', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    await fixture.dispatch({ kind: 'takeKey', text: pair.pem });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      // A person's requests are five seconds apart.
      await fixture.clock.advance(5000);
      const result = fixture.dispatch(connectTaken);
      await fixture.answer(failed('refused'));
      expect(await result).toMatchObject({ ok: false, reason: 'refused' });
    }
    const isMissing = { ok: false, reason: 'field', message: fixture.messageOf({ kind: 'keyMissing' }) };
    expect(await fixture.dispatch({ kind: 'dropKey' })).toEqual({ ok: true });
    expect(await fixture.dispatch(connectTaken)).toEqual(isMissing);
    await fixture.dispatch({ kind: 'takeKey', text: pair.pem });
    fixture.windowClosed();
    expect(await fixture.dispatch(connectTaken)).toEqual(isMissing);
  });

  test.each([
    ['a text that is none', { kind: 'takeKey', text: 'no key' }],
    ['a file that cannot be read', { kind: 'chooseKeyFile' }],
  ] as const)('is let go of for %s, which is what the window shows', async (_name, command) => {
    const fixture = createCommandFixture();
    await fixture.dispatch({ kind: 'takeKey', text: pair.pem });
    fixture.ports.keyFile = { kind: 'failed' };
    expect(await fixture.dispatch(command)).toMatchObject({ ok: false, reason: 'field' });
    expect(await fixture.dispatch(connectTaken)).toMatchObject({ message: fixture.messageOf({ kind: 'keyMissing' }) });
    expect(fixture.endpoint.requests).toEqual([]);
  });

  test('that is none is answered at the field', async () => {
    const fixture = createCommandFixture();
    expect(await fixture.dispatch({ kind: 'takeKey', text: 'no key' })).toMatchObject({ ok: false, reason: 'field' });
  });

  test('comes from a file by name, or not at all', async () => {
    const fixture = createCommandFixture();
    expect(await fixture.dispatch({ kind: 'chooseKeyFile' })).toEqual({ ok: true });
    fixture.ports.keyFile = { kind: 'failed' };
    expect(await fixture.dispatch({ kind: 'chooseKeyFile' })).toEqual({
      ok: false,
      reason: 'field',
      message: fixture.messageOf({ kind: 'keyFileNotRead' }),
    });
    fixture.ports.keyFile = { kind: 'chosen', name: 'nerd.pem', text: pair.pkcs1 };
    expect(await fixture.dispatch({ kind: 'chooseKeyFile' })).toEqual({
      ok: true,
      key: { bits: 2048, fileName: 'nerd.pem' },
    });
  });
});

test.each([
  ['no Client ID', { clientId: ' ' }, 'clientIdMissing'],
  ['a strange Client ID', { clientId: 'two words' }, 'clientIdStrange'],
  ['a strange key ID', { kid: 'two words' }, 'keyIdStrange'],
] as const)('with %s NERD is not asked', async (_name, ids, kind) => {
  const fixture = createCommandFixture();
  await fixture.dispatch({ kind: 'takeKey', text: pair.pem });
  expect(await fixture.dispatch({ ...connectTaken, ...ids })).toEqual({
    ok: false,
    reason: 'field',
    message: fixture.messageOf({ kind }),
  });
  expect(fixture.endpoint.requests).toEqual([]);
});

describe('a pair of the app’s own', () => {
  test('is stored before its public key is saved', async () => {
    const fixture = createCommandFixture();
    expect(await fixture.dispatch({ kind: 'makeKeyPair' })).toEqual({ ok: true });
    expect(fixture.pairStore.value).toMatchObject({ madeAt: TEN });
    expect(fixture.done).toEqual(['-----BEGIN PUBLIC KEY-----']);
  });

  test('that the keychain does not take is not made', async () => {
    const fixture = createCommandFixture();
    fixture.pairStore.problem = 'locked';
    expect(await fixture.dispatch({ kind: 'makeKeyPair' })).toEqual({
      ok: false,
      message: fixture.messageOf({ kind: 'pairNotMade', why: 'locked', system: 'gnome' }),
    });
    expect(fixture.done).toEqual([]);
  });

  test('that waits already is not made anew: its public key is saved once more', async () => {
    const fixture = createCommandFixture();
    await made(fixture);
    const { value } = fixture.pairStore;
    expect(await fixture.dispatch({ kind: 'makeKeyPair' })).toEqual({ ok: true });
    expect(fixture.pairStore.value).toBe(value);
    expect(fixture.done).toEqual(['-----BEGIN PUBLIC KEY-----']);
    fixture.ports.publicKeyFile = 'failed';
    expect(await fixture.dispatch({ kind: 'savePublicKey' })).toEqual({
      ok: false,
      message: fixture.messageOf({ kind: 'publicKeyNotSaved' }),
    });
  });

  test('connects with what the keychain holds, or says that it holds none', async () => {
    const fixture = createCommandFixture();
    await fixture.service.readKeychain();
    const connectMade = { ...connectTaken, key: 'made' } as const;
    expect(await fixture.dispatch(connectMade)).toEqual({
      ok: false,
      reason: 'field',
      message: fixture.messageOf({ kind: 'pairNotThere' }),
    });
    fixture.pairStore.problem = 'locked';
    expect(await fixture.dispatch(connectMade)).toEqual({
      ok: false,
      reason: 'field',
      message: fixture.messageOf({ kind: 'pairNotRead', why: 'locked', system: 'gnome' }),
    });
    fixture.pairStore.problem = undefined;
    await made(fixture);
    const result = fixture.dispatch(connectMade);
    await fixture.answer(granted(TEN + 3_600_000));
    expect(await result).toEqual({ ok: true });
    expect(fixture.secrets.slots.get('keyPair')).toMatchObject(pair.credential('client-1'));
  });

  test('is discarded, unless the keychain holds on to it', async () => {
    const fixture = createCommandFixture();
    await made(fixture);
    fixture.pairStore.problem = 'locked';
    expect(await fixture.dispatch({ kind: 'discardKeyPair' })).toEqual({
      ok: false,
      message: fixture.messageOf({ kind: 'pairNotDeleted', why: 'locked', system: 'gnome' }),
    });
    fixture.pairStore.problem = undefined;
    expect(await fixture.dispatch({ kind: 'discardKeyPair' })).toEqual({ ok: true });
    expect(fixture.pairStore.value).toBeUndefined();
  });
});

test('the email to Kensho is copied, or that is said', async () => {
  const fixture = createCommandFixture();
  expect(await fixture.dispatch({ kind: 'copyKeyEmail' })).toEqual({ ok: true });
  expect(fixture.clipboard.text).toBe(KEY_EMAIL);
  fixture.clipboard.works = false;
  expect(await fixture.dispatch({ kind: 'copyKeyEmail' })).toEqual({
    ok: false,
    message: fixture.messageOf({ kind: 'emailNotCopied' }),
  });
});
