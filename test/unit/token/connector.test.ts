import { expect, test } from 'vitest';
import { HOUR_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { SlowSecrets } from '../../support/slow-secrets.ts';
import { failed, granted, TEN, world } from '../../support/token-world.ts';
import { knownBy } from '../../support/known-by.ts';

test('a refusal that does not say that it is NERD’s is said at once, and keeps nothing', async () => {
  const { connect, secrets, service } = world();
  const outcome = await connect('entered', { ok: false, failure: { kind: 'refused', bare: true } });
  expect(outcome).toEqual({ kind: 'rejected', what: 'refreshToken', bare: true });
  expect(secrets.slots.size).toBe(0);
  expect(service.candidate).toBeUndefined();
  expect(service.state.candidate).toBeUndefined();
});

test('a token that the first answer rotated and the keychain did not take is stored as the new one later', async () => {
  const { account, connect, secrets, service } = world();
  secrets.problem = 'locked';
  await connect('new-token', granted(TEN + HOUR_MS, { refreshToken: 'rotated' }));
  secrets.problem = undefined;
  expect(await account.retryKeychain()).toEqual({ ok: true });
  expect(knownBy(secrets.slots.get('refreshToken'))).toBe('rotated');
  expect(knownBy(service.session)).toBe('rotated');
  expect(service.candidate).toBeUndefined();
});

test('the demo account entered again keeps its entry', async () => {
  const { connect, secrets } = world();
  for (const token of ['demo-token', 'demo-token-2']) {
    await connect({ kind: 'demo', refreshToken: token });
  }
  expect(knownBy(secrets.slots.get('demo'))).toBe('demo-token-2');
});

test('a token given up while it is tried tells who entered it that it was replaced', async () => {
  const { account, answer, service } = world();
  const outcome = account.connect({ kind: 'refreshToken', refreshToken: 'new-token' });
  await account.discardCandidate();
  expect(await outcome).toEqual({ kind: 'replaced' });
  await answer(granted(TEN + HOUR_MS));
  expect(service.state).toMatchObject({
    session: { kind: 'signedOut' },
    candidate: undefined,
    requestInFlight: undefined,
  });
});

test('a token stored while another one was entered takes over, and that one is tried next', async () => {
  const secrets = new SlowSecrets();
  const { account, answer, clock, endpoint, service } = world(secrets);
  void account.connect({ kind: 'refreshToken', refreshToken: 'first' });
  secrets.hold();
  await answer(granted(TEN + HOUR_MS));
  const second = account.connect({ kind: 'refreshToken', refreshToken: 'second' });
  secrets.letGo();
  await clock.advance(5 * SECOND_MS);
  expect(knownBy(service.session)).toBe('first');
  expect(knownBy(service.candidate)).toBe('second');
  expect(knownBy(endpoint.asked.at(-1))).toBe('second');
  await answer(failed('refused'));
  expect(await second).toEqual({ kind: 'rejected', what: 'refreshToken' });
  expect(knownBy(service.session)).toBe('first');
  expect(service.candidate).toBeUndefined();
});

test('a token that waits for the keychain can be given up, and is stored by no later click', async () => {
  const { account, connect, secrets, service } = world();
  secrets.problem = 'locked';
  await connect('new-token');
  secrets.problem = undefined;
  const discarded = account.discardCandidate();
  // The click comes while the candidate waits still, and its turn when that is given up.
  const stored = service.storeCandidate();
  await discarded;
  expect(await stored).toEqual({ kind: 'replaced' });
  expect(await service.storeCandidate()).toEqual({ kind: 'replaced' });
  expect(secrets.slots.size).toBe(0);
});
