import { describe, expect, test } from 'vitest';
import type { Credential } from '../../../main/ports/credentials.ts';
import { facts, isSameSecret, withRotation } from '../../../main/token/credential.ts';
import { CredentialStore } from '../../../main/token/credential-store.ts';
import { MemoryLog } from '../../support/memory-ports.ts';
import { SlowSecrets } from '../../support/slow-secrets.ts';
import { STORED } from '../../support/token-fixture.ts';

const DEMO: Credential = { ...STORED, id: 'demo', kind: 'demo', refreshToken: 'demo-token' };
const PAIR: Credential = {
  id: 'pair',
  kind: 'keyPair',
  clientId: 'client',
  privateKey: 'key',
  enteredAt: STORED.enteredAt,
};
const LATER: Credential = { ...STORED, id: 'later', refreshToken: 'later-token' };

function parts() {
  const secrets = new SlowSecrets();
  const log = new MemoryLog();
  return { secrets, log, store: new CredentialStore(secrets, log) };
}

describe('the same secret', () => {
  test.each<[string, Credential, Credential, boolean]>([
    ['the same token', STORED, { ...STORED, id: 'other', enteredAt: 0 }, true],
    ['another token', STORED, LATER, false],
    ['the same token of another server', STORED, { ...DEMO, refreshToken: STORED.refreshToken }, false],
    ['the same pair', PAIR, { ...PAIR, id: 'other', enteredAt: 0 }, true],
    ['another Client ID', PAIR, { ...PAIR, clientId: 'other' }, false],
    ['another private key', PAIR, { ...PAIR, privateKey: 'other' }, false],
    ['another key ID', PAIR, { ...PAIR, kid: 'other' }, false],
    ['another kind', PAIR, STORED, false],
  ])('%s', (_name, one, other, same) => {
    expect(isSameSecret(one, other)).toBe(same);
    expect(isSameSecret(other, one)).toBe(same);
  });
});

describe('a credential beside the session’s', () => {
  test('that was in memory alone is found there, though the keychain has an older one', async () => {
    const { store, secrets } = parts();
    secrets.slots.set('keyPair', { ...PAIR, id: 'older' });
    store.noteReplaced(PAIR, STORED, { kind: 'memory', why: 'locked' });
    expect(await store.readOthers(['keyPair'])).toEqual([facts(PAIR)]);
    expect(await store.find('keyPair')).toEqual({
      ok: true,
      value: { credential: PAIR, storage: { kind: 'memory', why: 'locked' } },
    });
  });

  test('that the keychain holds is found there, and nothing where it holds none', async () => {
    const { store, secrets } = parts();
    secrets.slots.set('keyPair', PAIR);
    store.noteReplaced(PAIR, STORED, { kind: 'keychain' });
    expect(await store.readOthers(['keyPair', 'demo'])).toEqual([facts(PAIR)]);
    expect(await store.find('keyPair')).toEqual({
      ok: true,
      value: { credential: PAIR, storage: { kind: 'keychain' } },
    });
    expect(await store.find('demo')).toEqual({ ok: true, value: undefined });
    secrets.problem = 'locked';
    expect(await store.find('keyPair')).toEqual({ ok: false, why: 'locked' });
    expect(await store.readOthers(['keyPair'])).toEqual([]);
  });

  test('in memory is gone once it was deleted, or is the session’s again', async () => {
    const { store } = parts();
    const memory = { kind: 'memory', why: 'locked' } as const;
    store.noteReplaced(PAIR, STORED, memory);
    expect(await store.remove('keyPair')).toBeUndefined();
    expect(await store.readOthers([])).toEqual([]);
    store.noteReplaced(PAIR, STORED, memory);
    store.noteReplaced(STORED, PAIR, { kind: 'keychain' });
    expect(await store.readOthers([])).toEqual([]);
  });
});

describe('work in turn', () => {
  test('begins when the work before it has ended, also by failing', async () => {
    const { store } = parts();
    const steps: string[] = [];
    let end = (): void => undefined;
    const slow = new Promise<void>((resolve) => (end = resolve));
    const first = store.inTurn(async () => {
      steps.push('first');
      await slow;
      throw new Error('it failed');
    });
    const second = store.inTurn(() => {
      steps.push('second');
      return Promise.resolve('done');
    });
    await Promise.resolve();
    expect(steps).toEqual(['first']);
    end();
    await expect(first).rejects.toThrow('it failed');
    expect(await second).toBe('done');
  });
});

describe('what the keychain holds', () => {
  test('is the session, and beside it what was saved for later', async () => {
    const { store, secrets } = parts();
    secrets.slots.set('refreshToken', STORED).set('pendingCredential', LATER);
    expect(await store.readAll(undefined)).toEqual({
      ok: true,
      value: { session: STORED, pendingCredential: LATER, notRead: ['keyPair'] },
    });
  });

  test('is the demo account, if that was left on', async () => {
    const { store, secrets } = parts();
    secrets.slots.set('refreshToken', STORED).set('demo', DEMO);
    expect(await store.readAll(undefined)).toEqual({
      ok: true,
      value: { session: DEMO, pendingCredential: undefined, notRead: ['refreshToken', 'keyPair'] },
    });
    expect(secrets.calls).not.toContain('read refreshToken');
  });

  test.each(['demo', 'pendingCredential'] as const)(
    'an entry “%s” that cannot be read does not hide the session',
    async (slot) => {
      const { store, secrets, log } = parts();
      secrets.unreadable.set(slot, 'unreadable');
      secrets.slots.set('refreshToken', STORED);
      expect(await store.readAll(undefined)).toEqual({
        ok: true,
        value: { session: STORED, pendingCredential: undefined, notRead: ['keyPair'] },
      });
      expect(log.lines).toEqual([JSON.stringify({ name: 'entryNotRead', slot })]);
    },
  );

  test('the session that cannot be read is a problem, and so is a keychain that is locked', async () => {
    const { store, secrets, log } = parts();
    secrets.unreadable.set('refreshToken', 'unreadable');
    expect(await store.readAll(undefined)).toEqual({ ok: false, why: 'unreadable' });
    secrets.problem = 'locked';
    expect(await store.readAll(undefined)).toEqual({ ok: false, why: 'locked' });
    expect(log.lines).toEqual([]);
  });

  test.each(['refreshToken', 'demo', 'pendingCredential'] as const)(
    'an entry “%s” in a locked keyring hides no session of another kind, and is a problem where there is none',
    async (slot) => {
      const { store, secrets } = parts();
      secrets.unreadable.set(slot, 'keyringLocked');
      expect(await store.readAll(undefined)).toEqual({ ok: false, why: 'keyringLocked' });
      secrets.slots.set('keyPair', PAIR);
      expect(await store.readAll(undefined)).toMatchObject({ ok: true, value: { session: PAIR } });
    },
  );

  test('the credential in use is not passed over for another one while its keyring is locked', async () => {
    const { store, secrets } = parts();
    secrets.unreadable.set('refreshToken', 'keyringLocked');
    secrets.slots.set('keyPair', PAIR);
    expect(await store.readAll('refreshToken')).toEqual({ ok: false, why: 'keyringLocked' });
  });
});

test('newer is only what holds another token than the one asked with', async () => {
  const { store, secrets } = parts();
  expect(await store.readNewer(STORED)).toBeUndefined();
  secrets.slots.set('refreshToken', { ...STORED, id: 'renamed' });
  expect(await store.readNewer(STORED)).toBeUndefined();
  const newer = { ...STORED, refreshToken: 'newer' };
  secrets.slots.set('refreshToken', newer);
  expect(await store.readNewer(STORED)).toEqual(newer);
  secrets.problem = 'locked';
  expect(await store.readNewer(STORED)).toBeUndefined();
});

describe('a token saved for later', () => {
  test('is deleted once, and nothing is asked of the keychain where there is none', async () => {
    const { store, secrets } = parts();
    expect(await store.removePendingCredential()).toBeUndefined();
    await store.storePendingCredential(LATER);
    expect(secrets.slots.get('pendingCredential')).toEqual(LATER);
    expect(await store.removePendingCredential()).toBeUndefined();
    expect(await store.removePendingCredential()).toBeUndefined();
    expect(secrets.calls).toEqual(['write pendingCredential', 'remove pendingCredential']);
  });

  test('that could not be stored is not there to be deleted', async () => {
    const { store, secrets } = parts();
    secrets.problem = 'locked';
    expect(await store.storePendingCredential(LATER)).toEqual({ ok: false, why: 'locked' });
    secrets.calls.length = 0;
    expect(await store.removePendingCredential()).toBeUndefined();
    expect(secrets.calls).toEqual([]);
  });

  test('that the keychain does not let go of stays known, and the log tells', async () => {
    const { store, secrets, log } = parts();
    await store.storePendingCredential(LATER);
    secrets.problem = 'refused';
    expect(await store.removePendingCredential()).toBe('refused');
    expect(log.lines).toEqual([JSON.stringify({ name: 'entryNotRemoved', slot: 'pendingCredential', why: 'refused' })]);
    secrets.problem = undefined;
    expect(await store.removePendingCredential()).toBeUndefined();
    expect(secrets.slots.size).toBe(0);
  });
});

test('each kind of credential tells its facts without the secret', () => {
  const { id, enteredAt } = STORED;
  expect(facts(STORED)).toEqual({ id, kind: 'refreshToken', enteredAt, lasts: 'week', isLocal: false });
  expect(facts(DEMO)).toEqual({ id: 'demo', kind: 'demo', enteredAt, lasts: 'noExpiry', isLocal: true });
  expect(facts(PAIR)).toEqual({ id: 'pair', kind: 'keyPair', enteredAt, lasts: 'noExpiry', isLocal: false });
  expect(facts(undefined)).toBeUndefined();
});

test('a rotation changes the token alone, and where there is none the credential is the same', () => {
  const granted = { ok: true, accessToken: 'any' } as const;
  expect(withRotation(STORED, { ...granted, refreshToken: 'next' })).toEqual({ ...STORED, refreshToken: 'next' });
  for (const refreshToken of [undefined, STORED.refreshToken]) {
    expect(withRotation(STORED, { ...granted, refreshToken })).toBe(STORED);
  }
  expect(withRotation(STORED, { ok: false, failure: { kind: 'network' } })).toBe(STORED);
});
