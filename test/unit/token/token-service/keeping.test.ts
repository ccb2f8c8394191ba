import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { SlowSecrets } from '../../../support/slow-secrets.ts';
import { failed, granted, STORED, TEN, world } from '../../../support/token-world.ts';

describe('a refresh token that is entered again', () => {
  test('is the same credential, so its week goes on', async () => {
    const { account, answer, clock, connected, secrets } = world();
    await connected(TEN + HOUR_MS);
    clock.jump(MINUTE_MS);
    void account.connect({ kind: STORED.kind, refreshToken: STORED.refreshToken });
    await answer(granted(TEN + HOUR_MS));
    expect(secrets.slots.get('refreshToken')).toEqual(STORED);
  });

  test.each([
    ['another one', 'other-token', 'refreshToken'],
    ['the demo account’s', STORED.refreshToken, 'demo'],
  ] as const)('is a new one if it is %s', async (_name, refreshToken, kind) => {
    const { account, answer, clock, connected, service } = world();
    await connected(TEN + HOUR_MS);
    clock.jump(MINUTE_MS);
    void account.connect({ kind, refreshToken });
    await answer(granted(TEN + HOUR_MS));
    expect(service.session).toEqual({ id: 'id-1', kind, refreshToken, enteredAt: TEN + MINUTE_MS });
  });
});

describe('while a token is tried', () => {
  test('there is nothing to keep yet', async () => {
    const { account, answer, secrets, service } = world();
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
    const { account, secrets } = world();
    void account.connect({ kind: 'refreshToken', refreshToken: 'new-token' });
    expect(await account.retryKeychain()).toEqual({ ok: true });
    expect(secrets.calls.every((call) => call.startsWith('read'))).toBe(true);
    expect(secrets.calls).not.toEqual([]);
  });
});

test('a session that is in the keychain is read again from there, not written', async () => {
  const { account, connected, secrets } = world();
  await connected(TEN + HOUR_MS);
  secrets.calls.length = 0;
  expect(await account.retryKeychain()).toEqual({ ok: true });
  expect(secrets.calls).toEqual(['read demo', 'read refreshToken', 'read pendingCredential', 'read keyPair']);
});

test('a session in memory that the keychain still does not take stays there, and that is told', async () => {
  const { account, answer, secrets, service } = world();
  secrets.problem = 'locked';
  void account.connect({ kind: 'refreshToken', refreshToken: 'new-token' });
  await answer(granted(TEN + HOUR_MS));
  account.keepInMemory();
  secrets.problem = 'slow';
  expect(await account.retryKeychain()).toEqual({ ok: false, why: 'slow' });
  expect(service.state.storage).toEqual({ kind: 'memory', why: 'locked' });
});

describe('forget', () => {
  test('reads nothing back: there is no session from before', async () => {
    const { account, connected, secrets } = world();
    await connected(TEN + HOUR_MS);
    secrets.calls.length = 0;
    expect(await account.forget()).toEqual({ ok: true });
    expect(secrets.calls).toEqual(['remove refreshToken']);
  });

  test('of a demo account that the keychain does not let go of leaves it on', async () => {
    const secrets = new SlowSecrets();
    const { account, answer, service } = world(secrets);
    void account.connect({ kind: 'demo', refreshToken: 'demo-token' });
    await answer(granted(TEN + HOUR_MS));
    secrets.stuck.add('demo');
    secrets.calls.length = 0;
    expect(await account.forget()).toEqual({ ok: false, why: 'refused' });
    expect(service.session?.kind).toBe('demo');
    expect(secrets.calls).toEqual([]);
  });

  test('tells if a token kept for later could not be deleted, and the session is gone all the same', async () => {
    const secrets = new SlowSecrets();
    const { account, answer, connected, service } = world(secrets);
    await connected(TEN + HOUR_MS);
    void account.connect({ kind: 'refreshToken', refreshToken: 'later' });
    await answer(failed('network'));
    await account.saveForLater();
    secrets.stuck.add('pendingCredential');
    expect(await account.forget()).toEqual({ ok: false, why: 'refused' });
    expect(service.session).toBeUndefined();
    expect(secrets.slots.has('pendingCredential')).toBe(true);
    expect(await account.discardCandidate()).toEqual({ ok: false, why: 'refused' });
    expect(service.state.candidate).toBeDefined();
  });
});
