import { expect, test } from 'vitest';
import { HOUR_MS, SECOND_MS } from '../../../main/core/time.ts';
import { SlowSecrets } from '../../support/slow-secrets.ts';
import { failed, granted, TEN, world } from './world.ts';

test('a token that the first answer rotated and the keychain did not take is stored as the new one later', async () => {
  const { account, answer, secrets, service } = world();
  secrets.problem = 'locked';
  void account.connect('new-token', 'refreshToken');
  await answer(granted(TEN + HOUR_MS, { refreshToken: 'rotated' }));
  secrets.problem = undefined;
  expect(await account.retryKeychain()).toEqual({ ok: true });
  expect(secrets.slots.get('session')?.refreshToken).toBe('rotated');
  expect(service.session?.refreshToken).toBe('rotated');
  expect(service.candidate).toBeUndefined();
});

test('the demo account entered again keeps its entry', async () => {
  const { account, answer, secrets } = world();
  for (const token of ['demo-token', 'demo-token-2']) {
    void account.connect(token, 'demo');
    await answer(granted(TEN + HOUR_MS));
  }
  expect(secrets.slots.get('demo')?.refreshToken).toBe('demo-token-2');
});

test('a token given up while it is tried tells who entered it that it was replaced', async () => {
  const { account, answer, service } = world();
  const outcome = account.connect('new-token', 'refreshToken');
  await account.discardCandidate();
  expect(await outcome).toEqual({ kind: 'replaced' });
  await answer(granted(TEN + HOUR_MS));
  expect(service.state).toMatchObject({ session: { kind: 'signedOut' }, candidate: undefined, flight: undefined });
});

test('a token stored while another one was entered takes over, and that one is tried next', async () => {
  const secrets = new SlowSecrets();
  const { account, answer, clock, endpoint, service } = world(secrets);
  void account.connect('first', 'refreshToken');
  secrets.hold();
  await answer(granted(TEN + HOUR_MS));
  const second = account.connect('second', 'refreshToken');
  secrets.letGo();
  await clock.advance(5 * SECOND_MS);
  expect(service.session?.refreshToken).toBe('first');
  expect(service.candidate?.refreshToken).toBe('second');
  expect(endpoint.asked.at(-1)?.refreshToken).toBe('second');
  await answer(failed('refused'));
  expect(await second).toEqual({ kind: 'refused' });
  expect(service.session?.refreshToken).toBe('first');
  expect(service.candidate).toBeUndefined();
});

test('a token that waits for the keychain can be given up, and is stored by no later click', async () => {
  const { account, answer, secrets, service } = world();
  secrets.problem = 'locked';
  void account.connect('new-token', 'refreshToken');
  await answer(granted(TEN + HOUR_MS));
  const answered = service.state.candidate;
  const { candidate } = service;
  if (answered?.kind !== 'notStored' || candidate === undefined) throw new Error('it waits');
  await account.discardCandidate();
  secrets.problem = undefined;
  expect(await service.store(candidate, answered.answer)).toEqual({ kind: 'replaced' });
  expect(secrets.slots.size).toBe(0);
});
