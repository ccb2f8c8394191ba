import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { SlowSecrets } from '../../../support/slow-secrets.ts';
import { granted, STORED, TEN, createTokenFixture } from '../../../support/token-fixture.ts';

describe('a refresh token that is entered again', () => {
  test('is the same credential, so its week goes on', async () => {
    const { clock, connect, connected, secrets } = createTokenFixture();
    await connected(TEN + HOUR_MS);
    clock.sleep(MINUTE_MS);
    await connect({ kind: STORED.kind, refreshToken: STORED.refreshToken });
    expect(secrets.slots.get('refreshToken')).toEqual(STORED);
  });

  test.each([
    ['another one', 'other-token', 'refreshToken'],
    ['the demo account’s', STORED.refreshToken, 'demo'],
  ] as const)('is a new one if it is %s', async (_name, refreshToken, kind) => {
    const { clock, connect, connected, service } = createTokenFixture();
    await connected(TEN + HOUR_MS);
    clock.sleep(MINUTE_MS);
    await connect({ kind, refreshToken });
    expect(service.session).toEqual({ id: 'id-1', kind, refreshToken, enteredAt: TEN + MINUTE_MS });
  });
});

describe('while a token is tried', () => {
  test('there is nothing to keep yet', async () => {
    const { account, answer, secrets, service } = createTokenFixture();
    const outcome = account.connect({ kind: 'refreshToken', refreshToken: 'new-token' });
    const before = service.state;
    expect(await account.saveForLater()).toEqual({ ok: true });
    expect(account.keepInMemory()).toEqual({ ok: true });
    expect(service.state).toEqual(before);
    expect(secrets.calls).toEqual([]);
    await answer(granted(TEN + HOUR_MS));
    expect(await outcome).toEqual({ kind: 'connected' });
  });

  test('the keychain can be read again, and nothing is written', async () => {
    const { account, secrets } = createTokenFixture();
    void account.connect({ kind: 'refreshToken', refreshToken: 'new-token' });
    expect(await account.retryKeychain()).toEqual({ ok: true });
    expect(secrets.calls.every((call) => call.startsWith('read'))).toBe(true);
    expect(secrets.calls).not.toEqual([]);
  });
});

test('a session that is in the keychain is read again from there, not written', async () => {
  const { account, connected, secrets } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  secrets.calls.length = 0;
  expect(await account.retryKeychain()).toEqual({ ok: true });
  expect(secrets.calls).toEqual(['read demo', 'read refreshToken', 'read pendingCredential', 'read keyPair']);
});

test('a session in memory that the keychain still does not take stays there, and that is told', async () => {
  const { account, connectInMemory, secrets, service } = createTokenFixture();
  secrets.problem = 'locked';
  await connectInMemory('new-token');
  secrets.problem = 'slow';
  expect(await account.retryKeychain()).toEqual({ ok: false, why: 'slow' });
  expect(service.state.storage).toEqual({ kind: 'memory', why: 'locked' });
});

describe('forget', () => {
  test('reads nothing back: there is no session from before', async () => {
    const { account, connected, secrets } = createTokenFixture();
    await connected(TEN + HOUR_MS);
    secrets.calls.length = 0;
    expect(await account.forget()).toEqual({ ok: true });
    expect(secrets.calls).toEqual(['remove refreshToken']);
  });

  test('of a demo account that the keychain does not let go of leaves it on', async () => {
    const secrets = new SlowSecrets();
    const { account, connect, service } = createTokenFixture(secrets);
    await connect({ kind: 'demo', refreshToken: 'demo-token' });
    secrets.undeletable.add('demo');
    secrets.calls.length = 0;
    expect(await account.forget()).toEqual({ ok: false, why: 'refused' });
    expect(service.session?.kind).toBe('demo');
    expect(secrets.calls).toEqual([]);
  });

  test('tells if a token kept for later could not be deleted, and the session is gone all the same', async () => {
    const secrets = new SlowSecrets();
    const { account, connected, saveForLater, service } = createTokenFixture(secrets);
    await connected(TEN + HOUR_MS);
    await saveForLater('later');
    secrets.undeletable.add('pendingCredential');
    expect(await account.forget()).toEqual({ ok: false, why: 'refused' });
    expect(service.session).toBeUndefined();
    expect(secrets.slots.has('pendingCredential')).toBe(true);
    expect(await account.discardCandidate()).toEqual({ ok: false, why: 'refused' });
    expect(service.state.candidate).toBeDefined();
  });
});
