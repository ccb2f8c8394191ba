import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { flush } from '../../../support/manual-clock.ts';
import { SlowSecrets } from '../../../support/slow-secrets.ts';
import { jwtUntil } from '../../../support/core/tokens.ts';
import { granted, STORED, TEN, createTokenFixture } from '../../../support/token-fixture.ts';
import { credentialIdentifier } from '../../../support/credential-identifier.ts';

/** A keychain can take seconds over each call; whatever is clicked or answered meanwhile, nothing may be lost by it. */
function slowWorld() {
  const secrets = new SlowSecrets();
  return { ...createTokenFixture(secrets), secrets };
}

test('a token entered while the one before waits to be stored is tried, and later ones too', async () => {
  const { account, answer, clock, endpoint, secrets } = slowWorld();
  const first = account.connect({ kind: 'refreshToken', refreshToken: 'first' });
  secrets.block();
  await answer(granted(TEN + HOUR_MS));
  const second = account.connect({ kind: 'refreshToken', refreshToken: 'second' });
  secrets.problem = 'locked';
  secrets.release();
  await clock.advance(5 * SECOND_MS);
  expect(await first).toEqual({ kind: 'replaced' });
  expect(credentialIdentifier(endpoint.requests.at(-1))).toBe('second');
  secrets.problem = undefined;
  await answer(granted(TEN + HOUR_MS));
  expect(await second).toEqual({ kind: 'connected' });
  expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('second');
});

describe('what the keychain was too slow for it may do long after, so it is kept up to date from then on', () => {
  test('where the user has it in memory, and tried to store it once more', async () => {
    const { account, answer, clock, secrets, service } = slowWorld();
    secrets.problem = 'locked';
    void account.connect({ kind: 'refreshToken', refreshToken: 'new' });
    await answer(granted(TEN + HOUR_MS, { refreshToken: 'new.1' }));
    account.keepInMemory();
    secrets.problem = 'slow';
    expect(await account.retryKeychain()).toEqual({ ok: false, why: 'slow' });
    secrets.problem = undefined;
    await clock.advance(45 * MINUTE_MS);
    expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('new.1');
    await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'new.2' }));
    expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('new.2');
    expect(service.state.storage).toEqual({ kind: 'keychain' });
  });

  test('where it was too slow for the token when that was entered', async () => {
    const { account, answer, clock, secrets } = slowWorld();
    secrets.problem = 'slow';
    void account.connect({ kind: 'refreshToken', refreshToken: 'new' });
    await answer(granted(TEN + HOUR_MS, { refreshToken: 'new.1' }));
    account.keepInMemory();
    secrets.problem = undefined;
    await clock.advance(45 * MINUTE_MS);
    await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'new.2' }));
    expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('new.2');
  });

  test('and not where it was locked: there it has nothing to do any more', async () => {
    const { account, answer, clock, secrets } = slowWorld();
    secrets.problem = 'locked';
    void account.connect({ kind: 'refreshToken', refreshToken: 'new' });
    await answer(granted(TEN + HOUR_MS, { refreshToken: 'new.1' }));
    account.keepInMemory();
    await account.retryKeychain();
    secrets.problem = undefined;
    await clock.advance(45 * MINUTE_MS);
    await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'new.2' }));
    expect(secrets.slots.size).toBe(0);
  });
});

test('a rotated token that a closed keychain did not take is owed to it, however often a person tries to store it', async () => {
  const { account, answer, clock, connected, secrets } = slowWorld();
  await connected(TEN + HOUR_MS);
  secrets.problem = 'locked';
  await clock.advance(45 * MINUTE_MS);
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
  expect(await account.retryKeychain()).toEqual({ ok: false, why: 'locked' });
  secrets.problem = undefined;
  await clock.advance(45 * MINUTE_MS);
  expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('rotated');
});

test('a session forgotten while a rotated refresh token comes in stays forgotten', async () => {
  const { account, answer, clock, connected, secrets, service } = slowWorld();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  secrets.block();
  const forgotten = account.forget();
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
  secrets.release();
  expect(await forgotten).toEqual({ ok: true });
  await flush();
  expect(secrets.slots.size).toBe(0);
  expect(service.state.session.kind).toBe('signedOut');
});

test('a session forgotten while its rotated token waits to be stored is not asked for any more', async () => {
  const { account, answer, clock, connected, endpoint, secrets, service } = slowWorld();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  secrets.problem = 'locked';
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
  secrets.problem = undefined;
  secrets.block();
  const forgotten = account.forget();
  await clock.advance(45 * MINUTE_MS);
  secrets.release();
  expect(await forgotten).toEqual({ ok: true });
  await flush();
  expect(endpoint.requests).toHaveLength(2);
  expect(secrets.slots.size).toBe(0);
  expect(service.state).toMatchObject({ session: { kind: 'signedOut' }, requestInFlight: undefined });
});

test('a session forgotten while a new one is being stored: both are forgotten', async () => {
  const { account, answer, connected, secrets, service } = slowWorld();
  await connected(TEN + HOUR_MS);
  void account.connect({ kind: 'refreshToken', refreshToken: 'new' });
  secrets.block();
  await answer(granted(TEN + HOUR_MS));
  const forgotten = account.forget();
  secrets.release();
  expect(await forgotten).toEqual({ ok: true });
  await flush();
  expect(secrets.slots.size).toBe(0);
  expect(service.session).toBeUndefined();
  expect(service.state.session.kind).toBe('signedOut');
});

test('a rotated token of the old session does not overwrite a new one that was stored meanwhile', async () => {
  const { account, answer, clock, connected, secrets, service } = slowWorld();
  await connected(TEN + HOUR_MS);
  void account.connect({ kind: 'refreshToken', refreshToken: 'new' });
  secrets.problem = 'locked';
  await answer(granted(TEN + 2 * HOUR_MS));
  secrets.problem = undefined;
  expect(service.state.candidate?.kind).toBe('notStored');
  await clock.advance(45 * MINUTE_MS);
  secrets.block();
  const stored = account.retryKeychain();
  await answer(granted(TEN + 3 * HOUR_MS, { refreshToken: 'rotated' }));
  secrets.release();
  expect(await stored).toEqual({ ok: true });
  await flush();
  expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('new');
  expect(credentialIdentifier(service.session)).toBe('new');
});

test.each([0, 1, 2, 3])('a token accepted after %i calls of the first reading is not lost to it', async (calls) => {
  const { account, answer, endpoint, secrets, service } = slowWorld();
  secrets.block();
  void service.readKeychain();
  secrets.release(calls);
  await flush();
  const outcome = account.connect({ kind: 'refreshToken', refreshToken: 'new' });
  await answer(granted(TEN + HOUR_MS));
  secrets.release();
  expect(await outcome).toEqual({ kind: 'connected' });
  await flush();
  expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('new');
  expect(credentialIdentifier(service.session)).toBe('new');
  expect(service.state.session.kind).toBe('active');
  expect(endpoint.requests).toHaveLength(1);
});

test('a keychain that is read again takes no access token away', async () => {
  const { account, connected, endpoint, service } = slowWorld();
  await connected(TEN + HOUR_MS);
  expect(await account.retryKeychain()).toEqual({ ok: true });
  expect(service.state.session).toMatchObject({ kind: 'active', held: { value: jwtUntil(TEN + HOUR_MS) } });
  expect(endpoint.requests).toHaveLength(1);
});

test.each(['demo', 'pendingCredential'] as const)(
  'an entry “%s” that cannot be read does not hide the session',
  async (slot) => {
    const { answer, secrets, service } = slowWorld();
    secrets.slots.set('refreshToken', STORED);
    secrets.unreadable.set(slot, 'unreadable');
    await service.readKeychain();
    await answer(granted(TEN + HOUR_MS));
    expect(service.state).toMatchObject({ session: { kind: 'active' }, storage: { kind: 'keychain' } });
  },
);

test('a token kept for later that the keychain does not let go of is not said to be gone', async () => {
  const { account, saveForLater, secrets, service } = slowWorld();
  await saveForLater('later');
  secrets.problem = 'locked';
  expect(await account.discardCandidate()).toEqual({ ok: false, why: 'locked' });
  secrets.problem = undefined;
  expect(await account.discardCandidate()).toEqual({ ok: true });
  expect(secrets.slots.size).toBe(0);
  expect(service.state.candidate).toBeUndefined();
});

test('forget says so when the token kept for later stays in the keychain', async () => {
  const { account, connected, saveForLater, secrets } = slowWorld();
  await connected(TEN + HOUR_MS);
  await saveForLater('later');
  secrets.undeletable.add('pendingCredential');
  expect(await account.forget()).toEqual({ ok: false, why: 'refused' });
});

test('a token that waited to be stored lasts from when it was given', async () => {
  const { account, clock, connect, secrets, service } = slowWorld();
  secrets.problem = 'locked';
  await connect('new', { ok: true, accessToken: 'opaque', expiresInMs: HOUR_MS });
  clock.sleep(30 * MINUTE_MS);
  secrets.problem = undefined;
  expect(await account.retryKeychain()).toEqual({ ok: true });
  expect(service.state.session).toMatchObject({ kind: 'active', held: { expiresAt: TEN + HOUR_MS } });
});
