import { describe, expect, test } from 'vitest';
import { HOUR_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { failed, granted, STORED, TEN, world } from '../../support/token-world.ts';
import { knownBy } from '../../support/known-by.ts';

describe('a new refresh token', () => {
  test('accepted, is stored and takes over, with its first access token', async () => {
    const { connect, secrets, service } = world();
    const outcome = await connect('new-token');
    expect(outcome).toEqual({ kind: 'connected' });
    expect(secrets.slots.get('refreshToken')).toMatchObject({ refreshToken: 'new-token', enteredAt: TEN });
    expect(service.state).toMatchObject({
      session: { kind: 'active' },
      storage: { kind: 'keychain' },
      candidate: undefined,
    });
  });

  test('rotated by the first answer, is stored as the new one', async () => {
    const { connect, secrets } = world();
    const outcome = await connect('new-token', granted(TEN + HOUR_MS, { refreshToken: 'rotated' }));
    expect(outcome).toEqual({ kind: 'connected' });
    expect(knownBy(secrets.slots.get('refreshToken'))).toBe('rotated');
  });

  test('refused, leaves the old session and its entry untouched', async () => {
    const { connect, connected, secrets, service } = world();
    await connected(TEN + HOUR_MS);
    const before = service.state;
    const outcome = await connect('bad-token', failed('refused'));
    expect(outcome).toEqual({ kind: 'rejected', what: 'refreshToken' });
    expect(secrets.slots.get('refreshToken')).toEqual(STORED);
    expect(service.state.session).toEqual(before.session);
    expect(service.candidate).toBeUndefined();
  });

  test('entered while another one is tried, replaces it', async () => {
    const { account, answer, clock, secrets } = world();
    const first = account.connect({ kind: 'refreshToken', refreshToken: 'first' });
    const second = account.connect({ kind: 'refreshToken', refreshToken: 'second' });
    expect(await first).toEqual({ kind: 'replaced' });
    await answer(granted(TEN + HOUR_MS));
    await clock.advance(5 * SECOND_MS);
    await answer(granted(TEN + HOUR_MS));
    expect(await second).toEqual({ kind: 'connected' });
    expect(secrets.calls.filter((call) => call.startsWith('write'))).toEqual(['write refreshToken']);
    expect(knownBy(secrets.slots.get('refreshToken'))).toBe('second');
  });
});

describe('a refresh token that could not be tried', () => {
  test('is kept in an entry of its own, tried later and takes over', async () => {
    const { account, answer, clock, connect, secrets, service } = world();
    const outcome = await connect('later', failed('network'));
    expect(outcome).toEqual({ kind: 'unreachable', failure: 'network' });
    expect(secrets.slots.size).toBe(0);
    expect(await account.saveForLater()).toEqual({ ok: true });
    expect([...secrets.slots.keys()]).toEqual(['pendingCredential']);
    await clock.advance(30 * SECOND_MS);
    await answer(granted(clock.now() + HOUR_MS));
    expect([...secrets.slots.keys()]).toEqual(['refreshToken']);
    expect(service.state.session.kind).toBe('active');
  });

  test('is tried again after a restart', async () => {
    const { answer, secrets, service } = world();
    secrets.slots.set('pendingCredential', STORED);
    await service.readKeychain();
    await answer(granted(TEN + HOUR_MS));
    expect([...secrets.slots.keys()]).toEqual(['refreshToken']);
    expect(service.state.session.kind).toBe('active');
  });

  test('can be given up, and its entry goes', async () => {
    const { account, saveForLater, secrets, service } = world();
    await saveForLater('later');
    await account.discardCandidate();
    expect(secrets.slots.size).toBe(0);
    expect(service.state.candidate).toBeUndefined();
    expect(service.candidate).toBeUndefined();
  });
});

describe('a keychain that does not take the token', () => {
  test('leads to an offer, and memory only by choice', async () => {
    const { account, connect, secrets, service } = world();
    secrets.problem = 'missing';
    const outcome = await connect('new-token');
    expect(outcome).toEqual({ kind: 'notStored', why: 'missing' });
    expect(service.state).toMatchObject({ session: { kind: 'signedOut' }, candidate: { kind: 'notStored' } });
    account.keepInMemory();
    expect(service.state).toMatchObject({ session: { kind: 'active' }, storage: { kind: 'memory', why: 'missing' } });
    expect(secrets.slots.size).toBe(0);
  });

  test('can be tried again, with no further request', async () => {
    const { account, connect, endpoint, secrets, service } = world();
    secrets.problem = 'locked';
    await connect('new-token');
    expect(await account.retryKeychain()).toEqual({ ok: false, why: 'locked' });
    secrets.problem = undefined;
    expect(await account.retryKeychain()).toEqual({ ok: true });
    expect(service.state).toMatchObject({ session: { kind: 'active' }, storage: { kind: 'keychain' } });
    expect(endpoint.asked).toHaveLength(1);
  });

  test('read again while it stays closed, says so', async () => {
    const { account, secrets, service } = world();
    secrets.problem = 'locked';
    await service.readKeychain();
    expect(await account.retryKeychain()).toEqual({ ok: false, why: 'locked' });
    secrets.problem = undefined;
    secrets.slots.set('refreshToken', STORED);
    expect(await account.retryKeychain()).toEqual({ ok: true });
    expect(service.session).toEqual(STORED);
  });

  test('takes a session kept in memory later', async () => {
    const { account, connectInMemory, secrets, service } = world();
    secrets.problem = 'locked';
    await connectInMemory('new-token');
    secrets.problem = undefined;
    expect(await account.retryKeychain()).toEqual({ ok: true });
    expect(knownBy(secrets.slots.get('refreshToken'))).toBe('new-token');
    expect(service.state.storage).toEqual({ kind: 'keychain' });
  });
});

describe('forget', () => {
  test('deletes the entry and stops the timer', async () => {
    const { account, clock, connected, secrets, service } = world();
    await connected(TEN + HOUR_MS);
    expect(await account.forget()).toEqual({ ok: true });
    expect(secrets.slots.size).toBe(0);
    expect(service.session).toBeUndefined();
    expect(service.state.session.kind).toBe('signedOut');
    expect(clock.pending).toBe(0);
  });

  test('forgets nothing if the keychain does not let go of it', async () => {
    const { account, connected, secrets, service } = world();
    await connected(TEN + HOUR_MS);
    secrets.problem = 'refused';
    expect(await account.forget()).toEqual({ ok: false, why: 'refused' });
    expect(service.state.session.kind).toBe('active');
  });
});

describe('forgetting a session that is in memory alone', () => {
  test.each([
    ['missing', { ok: true }],
    ['locked', { ok: false, why: 'locked' }],
  ] as const)('works with a keychain that is %s, and tells what that may hold from before', async (why, outcome) => {
    const { account, connectInMemory, secrets, service } = world();
    secrets.problem = why;
    await connectInMemory('new-token');
    expect(await account.forget()).toEqual(outcome);
    expect(service.session).toBeUndefined();
    expect(service.state).toMatchObject({ session: { kind: 'signedOut' }, storage: { kind: 'unavailable', why } });
  });
});

test('there is nothing to forget, to keep or to give up where there is nothing', async () => {
  const { account, secrets, service } = world();
  await service.readKeychain();
  const before = service.state;
  const calls = secrets.calls.length;
  expect(await account.forget()).toEqual({ ok: true });
  expect(await account.saveForLater()).toEqual({ ok: true });
  expect(account.keepInMemory()).toEqual({ ok: true });
  expect(service.state).toEqual(before);
  expect(secrets.calls).toHaveLength(calls);
});

describe('the demo account', () => {
  test('has an entry of its own, comes back after a restart, and goes when it is left', async () => {
    const { connect, secrets, service } = world();
    secrets.slots.set('refreshToken', STORED);
    const outcome = await connect({ kind: 'demo', refreshToken: 'demo-token' });
    expect(outcome).toEqual({ kind: 'connected' });
    expect(service.state.credential?.kind).toBe('demo');
    expect(secrets.slots.get('refreshToken')).toEqual(STORED);

    const restarted = world(secrets);
    await restarted.service.readKeychain();
    await restarted.answer(granted(TEN + HOUR_MS));
    expect(restarted.service.state.credential?.kind).toBe('demo');

    await restarted.account.forget();
    expect([...secrets.slots.keys()]).toEqual(['refreshToken']);
    expect(restarted.service.state.credential?.id).toBe(STORED.id);
  });

  test('ends when a real token is accepted', async () => {
    const { clock, connect, secrets } = world();
    await connect({ kind: 'demo', refreshToken: 'demo-token' });
    await clock.advance(5 * SECOND_MS);
    await connect('real');
    expect([...secrets.slots.keys()]).toEqual(['refreshToken']);
  });
});

test('a rejected session takes up what another copy of the app has stored since, and only then asks', async () => {
  const { account, answer, clock, connected, endpoint, secrets, service } = world();
  await connected(TEN + HOUR_MS);
  await clock.advance(2 * HOUR_MS);
  await answer(failed('refused'));
  expect(service.state.session.kind).toBe('rejected');
  await account.tryKeychainAgain();
  expect(endpoint.waiting).toBe(0);
  secrets.slots.set('refreshToken', { ...STORED, id: 'newer', refreshToken: 'newer-token' });
  await account.tryKeychainAgain();
  expect(knownBy(endpoint.asked.at(-1))).toBe('newer-token');
});
