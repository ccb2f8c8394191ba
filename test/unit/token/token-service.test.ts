import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import { flush } from '../../support/manual-clock.ts';
import { failed, granted, STORED, TEN, createTokenFixture } from '../../support/token-fixture.ts';
import { credentialIdentifier } from '../../support/credential-identifier.ts';

test('keeps the token fresh for a day with one timer and one request an hour', async () => {
  const { answer, clock, connected, endpoint, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  for (let hour = 1; hour < 24; hour += 1) {
    expect(clock.pendingCount).toBe(1);
    await clock.advance(45 * MINUTE_MS);
    expect(endpoint.pendingCount).toBe(1);
    await answer(granted(clock.now() + HOUR_MS));
  }
  expect(endpoint.requests).toHaveLength(24);
  service.stop();
  expect(clock.pendingCount).toBe(0);
});

test('after a sleep, one request follows', async () => {
  const { clock, connected, endpoint, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  clock.sleep(9 * HOUR_MS);
  service.dispatch({ kind: 'timeMoved' });
  await clock.advance(0);
  expect(endpoint.pendingCount).toBe(1);
});

test('never asks twice at once, whatever is wanted', async () => {
  const { account, clock, connected, endpoint, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  void account.connect({ kind: 'refreshToken', refreshToken: 'another' });
  service.dispatch({ kind: 'refreshWanted' });
  service.dispatch({ kind: 'timeMoved' });
  expect(endpoint.pendingCount).toBe(1);
});

test('an endpoint that throws counts as a failure and is asked again', async () => {
  const { clock, endpoint, secrets, service } = createTokenFixture();
  secrets.slots.set('refreshToken', STORED);
  endpoint.refresh = () => Promise.reject(new Error('a surprise'));
  await service.readKeychain();
  await flush();
  expect(service.state.session).toMatchObject({ kind: 'retrying', failure: { kind: 'unexpected' } });
  expect(clock.pendingCount).toBe(1);
});

test('a rotated refresh token is stored before its access token is used', async () => {
  const { answer, clock, connected, endpoint, secrets, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  const seen: string[] = [];
  service.subscribe(() =>
    seen.push(`${service.state.session.kind} ${credentialIdentifier(secrets.slots.get('refreshToken')) ?? ''}`),
  );
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
  expect(seen).toEqual(['active rotated']);
  await clock.advance(45 * MINUTE_MS);
  expect(credentialIdentifier(endpoint.requests.at(-1))).toBe('rotated');
});

test('a rotated refresh token that cannot be stored is used from memory, and that is told', async () => {
  const { answer, clock, connected, endpoint, secrets, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  secrets.problem = 'locked';
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
  expect(service.state).toMatchObject({ session: { kind: 'active' }, storage: { kind: 'memory', why: 'locked' } });
  await clock.advance(45 * MINUTE_MS);
  expect(credentialIdentifier(endpoint.requests.at(-1))).toBe('rotated');
});

test('a rotated refresh token that could not be stored is stored before it is used, which voids the one before', async () => {
  const { answer, clock, connected, endpoint, secrets, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  secrets.problem = 'locked';
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
  secrets.problem = undefined;
  const keptWhenAsked: (string | undefined)[] = [];
  const ask = endpoint.refresh.bind(endpoint);
  endpoint.refresh = (credential) => {
    keptWhenAsked.push(credentialIdentifier(secrets.slots.get('refreshToken')));
    return ask(credential);
  };
  await clock.advance(45 * MINUTE_MS);
  expect(keptWhenAsked).toEqual(['rotated']);
  expect(service.state.storage).toEqual({ kind: 'keychain' });
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated again' }));
  expect(credentialIdentifier(secrets.slots.get('refreshToken'))).toBe('rotated again');
});

test('a rotated refresh token of a forgotten session is not stored again', async () => {
  const { account, answer, clock, connected, secrets, service } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  expect(await account.forget()).toEqual({ ok: true });
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated' }));
  expect(secrets.slots.size).toBe(0);
  expect(service.state.session.kind).toBe('signedOut');
  expect(clock.pendingCount).toBe(0);
});

test('a keychain that cannot be read is not the same as not connected', async () => {
  const { account, answer, secrets, service } = createTokenFixture();
  secrets.slots.set('refreshToken', STORED);
  secrets.problem = 'locked';
  await service.readKeychain();
  expect(service.state).toMatchObject({
    session: { kind: 'signedOut' },
    storage: { kind: 'unavailable', why: 'locked' },
  });
  secrets.problem = undefined;
  expect(await account.retryKeychain()).toEqual({ ok: true });
  await answer(granted(TEN + HOUR_MS));
  expect(service.state.session.kind).toBe('active');
});

test('no log line holds a token', async () => {
  const { answer, clock, connect, connected, log } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await connect('another-token', failed('refused'));
  await clock.advance(45 * MINUTE_MS);
  await answer(granted(clock.now() + HOUR_MS, { refreshToken: 'rotated-token' }));
  const text = log.lines.join('\n');
  expect(text).toContain('asked');
  expect(text).not.toMatch(/stored-token|another-token|rotated-token|eyJ/u);
});
