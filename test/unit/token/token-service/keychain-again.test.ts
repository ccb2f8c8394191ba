import { describe, expect, test } from 'vitest';
import type { KeychainProblem } from '../../../../preload/contract/session.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { SlowSecrets } from '../../../support/slow-secrets.ts';
import { flush } from '../../../support/manual-clock.ts';
import { granted, STORED, TEN, world } from '../../../support/token-world.ts';
import { knownBy } from '../../../support/known-by.ts';

/** After trouble, the keychain is tried again by itself when something happens: a wake, a click, an opened window. */
describe('tried again by itself, a keychain that works', () => {
  test.each(['missing', 'locked', 'slow', 'failed'] as const)('after it was %s gives the session', async (why) => {
    const { account, answer, secrets, service } = world();
    secrets.slots.set('refreshToken', STORED);
    secrets.problem = why;
    await service.readKeychain();
    await account.tryKeychainAgain();
    expect(service.state.storage).toEqual({ kind: 'unavailable', why });
    secrets.problem = undefined;
    await account.tryKeychainAgain();
    await answer(granted(TEN + HOUR_MS));
    expect(service.state).toMatchObject({ session: { kind: 'active' }, storage: { kind: 'keychain' } });
  });

  test('takes a rotated refresh token that it had not taken', async () => {
    const { account, answer, clock, connected, secrets, service } = world();
    await connected(TEN + HOUR_MS);
    await clock.advance(45 * MINUTE_MS);
    secrets.problem = 'locked';
    await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
    await account.tryKeychainAgain();
    expect(service.state.storage).toEqual({ kind: 'memory', why: 'locked' });
    secrets.problem = undefined;
    await account.tryKeychainAgain();
    expect(service.state.storage).toEqual({ kind: 'keychain' });
    expect(knownBy(secrets.slots.get('refreshToken'))).toBe('rotated');
  });

  test('takes a token that NERD has accepted', async () => {
    const { account, connect, secrets, service } = world();
    secrets.problem = 'missing';
    await connect('new');
    expect(service.state.candidate?.kind).toBe('notStored');
    secrets.problem = undefined;
    await account.tryKeychainAgain();
    expect(knownBy(secrets.slots.get('refreshToken'))).toBe('new');
    expect(service.state.session.kind).toBe('active');
  });
});

test.each(['refused', 'unreadable'] as const satisfies KeychainProblem[])(
  'a keychain that was %s is asked again by a person only',
  async (why) => {
    const { account, secrets, service } = world();
    secrets.problem = why;
    await service.readKeychain();
    secrets.calls.length = 0;
    await account.tryKeychainAgain();
    expect(secrets.calls).toEqual([]);
  },
);

test('with no trouble, or in memory by the user’s choice, nothing is asked of the keychain', async () => {
  const { account, connectInMemory, connected, secrets } = world();
  await connected(TEN + HOUR_MS);
  secrets.problem = 'locked';
  await connectInMemory('new');
  secrets.problem = undefined;
  secrets.calls.length = 0;
  await account.tryKeychainAgain();
  expect(secrets.calls).toEqual([]);
});

test('ten events at once are one try', async () => {
  const secrets = new SlowSecrets();
  const { account, service } = world(secrets);
  secrets.problem = 'missing';
  await service.readKeychain();
  secrets.calls.length = 0;
  secrets.hold();
  const tries = Promise.all(Array.from({ length: 10 }, () => account.tryKeychainAgain()));
  secrets.letGo();
  await tries;
  expect(secrets.calls).toEqual(['read demo']);
});

test('a session that was forgotten and that the keychain did not let go of does not come back by itself', async () => {
  const { account, connectInMemory, connected, secrets, service } = world();
  await connected(TEN + HOUR_MS);
  secrets.problem = 'locked';
  await connectInMemory('new');
  expect(await account.forget()).toEqual({ ok: false, why: 'locked' });
  secrets.problem = undefined;
  await account.tryKeychainAgain();
  await flush();
  expect(service.session).toBeUndefined();
  expect(secrets.slots.get('refreshToken')).toEqual(STORED);
});
