import { beforeAll, describe, expect, test } from 'vitest';
import { KEY_EMAIL } from '../../../main/core/messages/key-email.ts';
import { commandWorld } from '../../support/command-world.ts';
import { makeTestPair, type TestPair } from '../../support/key-pair.ts';
import { failed, granted, TEN } from '../../support/token-world.ts';

let pair: TestPair;
beforeAll(() => {
  pair = makeTestPair();
});

const connectTaken = { kind: 'connectKeyPair', clientId: 'client-1', key: 'taken' } as const;
/** Making a real key takes a while that no fake clock counts. */
const made = async (world: ReturnType<typeof commandWorld>) => {
  world.pairStore.value = { madeAt: TEN, privateKey: pair.der.toString('base64') };
  await world.dispatch({ kind: 'savePublicKey' });
  world.done.splice(0);
};

describe('a private key', () => {
  test('that was pasted is described by its size alone, and connects with its Client ID and key ID', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    expect(await world.dispatch({ kind: 'takeKey', text: pair.pem })).toEqual({
      ok: true,
      key: { bits: 2048, fileName: undefined },
    });
    const result = world.dispatch({ ...connectTaken, kid: 'key-1' });
    await world.answer(granted(TEN + 3_600_000));
    expect(await result).toEqual({ ok: true });
    expect(world.secrets.slots.get('keyPair')).toMatchObject(pair.credential('client-1', 'key-1'));
    // It is let go of then.
    expect(await world.dispatch(connectTaken)).toEqual({
      ok: false,
      reason: 'field',
      message: world.messageOf({ kind: 'keyMissing' }),
    });
  });

  test('stays taken while NERD refuses it, until it is dropped or the window is closed', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    await world.dispatch({ kind: 'takeKey', text: pair.pem });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      // A person's requests are five seconds apart.
      await world.clock.advance(5000);
      const result = world.dispatch(connectTaken);
      await world.answer(failed('refused'));
      expect(await result).toMatchObject({ ok: false, reason: 'refused' });
    }
    const isMissing = { ok: false, reason: 'field', message: world.messageOf({ kind: 'keyMissing' }) };
    expect(await world.dispatch({ kind: 'dropKey' })).toEqual({ ok: true });
    expect(await world.dispatch(connectTaken)).toEqual(isMissing);
    await world.dispatch({ kind: 'takeKey', text: pair.pem });
    world.windowClosed();
    expect(await world.dispatch(connectTaken)).toEqual(isMissing);
  });

  test.each([
    ['a text that is none', { kind: 'takeKey', text: 'no key' }],
    ['a file that cannot be read', { kind: 'chooseKeyFile' }],
  ] as const)('is let go of for %s, which is what the window shows', async (_name, command) => {
    const world = commandWorld();
    await world.dispatch({ kind: 'takeKey', text: pair.pem });
    world.ports.keyFile = { kind: 'failed' };
    expect(await world.dispatch(command)).toMatchObject({ ok: false, reason: 'field' });
    expect(await world.dispatch(connectTaken)).toMatchObject({ message: world.messageOf({ kind: 'keyMissing' }) });
    expect(world.endpoint.asked).toEqual([]);
  });

  test('that is none is answered at the field', async () => {
    const world = commandWorld();
    expect(await world.dispatch({ kind: 'takeKey', text: 'no key' })).toMatchObject({ ok: false, reason: 'field' });
  });

  test('comes from a file by name, or not at all', async () => {
    const world = commandWorld();
    expect(await world.dispatch({ kind: 'chooseKeyFile' })).toEqual({ ok: true });
    world.ports.keyFile = { kind: 'failed' };
    expect(await world.dispatch({ kind: 'chooseKeyFile' })).toEqual({
      ok: false,
      reason: 'field',
      message: world.messageOf({ kind: 'keyFileNotRead' }),
    });
    world.ports.keyFile = { kind: 'chosen', name: 'nerd.pem', text: pair.pkcs1 };
    expect(await world.dispatch({ kind: 'chooseKeyFile' })).toEqual({
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
  const world = commandWorld();
  await world.dispatch({ kind: 'takeKey', text: pair.pem });
  expect(await world.dispatch({ ...connectTaken, ...ids })).toEqual({
    ok: false,
    reason: 'field',
    message: world.messageOf({ kind }),
  });
  expect(world.endpoint.asked).toEqual([]);
});

describe('a pair of the app’s own', () => {
  test('is stored before its public key is saved', async () => {
    const world = commandWorld();
    expect(await world.dispatch({ kind: 'makeKeyPair' })).toEqual({ ok: true });
    expect(world.pairStore.value).toMatchObject({ madeAt: TEN });
    expect(world.done).toEqual(['-----BEGIN PUBLIC KEY-----']);
  });

  test('that the keychain does not take is not made', async () => {
    const world = commandWorld();
    world.pairStore.problem = 'locked';
    expect(await world.dispatch({ kind: 'makeKeyPair' })).toEqual({
      ok: false,
      message: world.messageOf({ kind: 'pairNotMade', why: 'locked', system: 'gnome' }),
    });
    expect(world.done).toEqual([]);
  });

  test('that waits already is not made anew: its public key is saved once more', async () => {
    const world = commandWorld();
    await made(world);
    const { value } = world.pairStore;
    expect(await world.dispatch({ kind: 'makeKeyPair' })).toEqual({ ok: true });
    expect(world.pairStore.value).toBe(value);
    expect(world.done).toEqual(['-----BEGIN PUBLIC KEY-----']);
    world.ports.publicKeyFile = 'failed';
    expect(await world.dispatch({ kind: 'savePublicKey' })).toEqual({
      ok: false,
      message: world.messageOf({ kind: 'publicKeyNotSaved' }),
    });
  });

  test('connects with what the keychain holds, or says that it holds none', async () => {
    const world = commandWorld();
    await world.service.readKeychain();
    const connectMade = { ...connectTaken, key: 'made' } as const;
    expect(await world.dispatch(connectMade)).toEqual({
      ok: false,
      reason: 'field',
      message: world.messageOf({ kind: 'pairNotThere' }),
    });
    world.pairStore.problem = 'locked';
    expect(await world.dispatch(connectMade)).toEqual({
      ok: false,
      reason: 'field',
      message: world.messageOf({ kind: 'pairNotRead', why: 'locked', system: 'gnome' }),
    });
    world.pairStore.problem = undefined;
    await made(world);
    const result = world.dispatch(connectMade);
    await world.answer(granted(TEN + 3_600_000));
    expect(await result).toEqual({ ok: true });
    expect(world.secrets.slots.get('keyPair')).toMatchObject(pair.credential('client-1'));
  });

  test('is discarded, unless the keychain holds on to it', async () => {
    const world = commandWorld();
    await made(world);
    world.pairStore.problem = 'locked';
    expect(await world.dispatch({ kind: 'discardKeyPair' })).toEqual({
      ok: false,
      message: world.messageOf({ kind: 'pairNotDeleted', why: 'locked', system: 'gnome' }),
    });
    world.pairStore.problem = undefined;
    expect(await world.dispatch({ kind: 'discardKeyPair' })).toEqual({ ok: true });
    expect(world.pairStore.value).toBeUndefined();
  });
});

test('the email to Kensho is copied, or that is said', async () => {
  const world = commandWorld();
  expect(await world.dispatch({ kind: 'copyKeyEmail' })).toEqual({ ok: true });
  expect(world.clipboard.text).toBe(KEY_EMAIL);
  world.clipboard.works = false;
  expect(await world.dispatch({ kind: 'copyKeyEmail' })).toEqual({
    ok: false,
    message: world.messageOf({ kind: 'emailNotCopied' }),
  });
});
