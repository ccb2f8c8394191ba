import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { Credential } from '../../../../main/ports/credentials.ts';
import { MemorySecrets, MemorySettings } from '../../../support/memory-ports.ts';
import { credentialIdentifier } from '../../../support/credential-identifier.ts';
import { granted, STORED, TEN, createTokenFixture } from '../../../support/token-fixture.ts';

const KEY = { kind: 'keyPair', clientId: 'client', privateKey: 'key' } as const;
const PAIR: Credential = { ...KEY, id: 'pair', enteredAt: TEN - 1000 };

/** Both are stored, and the refresh token is in use. */
async function both() {
  const secrets = new MemorySecrets();
  secrets.slots.set('keyPair', PAIR);
  const settings = new MemorySettings();
  const it = createTokenFixture(secrets, settings);
  await it.connected(TEN + HOUR_MS);
  return { ...it, settings };
}

const kinds = ({ service }: ReturnType<typeof createTokenFixture>) =>
  service.state.otherCredentials.map(({ kind }) => kind);

test('to connect with a key pair keeps the refresh token, and the other way round', async () => {
  const it = createTokenFixture();
  await it.connected(TEN + HOUR_MS);
  it.clock.sleep(MINUTE_MS);
  const pair = await it.connect(KEY);
  expect(pair).toEqual({ kind: 'connected' });
  expect(it.service.state).toMatchObject({ credential: { kind: 'keyPair' }, session: { kind: 'active' } });
  expect(kinds(it)).toEqual(['refreshToken']);
  expect([...it.secrets.slots.keys()].sort()).toEqual(['keyPair', 'refreshToken']);
});

test('switching reads the other one from the keychain, and the next start goes on with it', async () => {
  const it = await both();
  expect(kinds(it)).toEqual(['keyPair']);
  it.clock.sleep(MINUTE_MS);
  expect(await it.service.switchTo('keyPair')).toBe('used');
  expect(it.endpoint.requests.at(-1)).toEqual(PAIR);
  await it.answer(granted(TEN + 2 * HOUR_MS));
  expect(it.service.state.session.kind).toBe('active');
  expect(kinds(it)).toEqual(['refreshToken']);

  const next = createTokenFixture(it.secrets, it.settings);
  await next.service.readKeychain();
  expect(next.service.session).toEqual(PAIR);
  expect(kinds(next)).toEqual(['refreshToken']);
});

test('a start that finds the one in use gone goes on with another one', async () => {
  const it = await both();
  await it.service.switchTo('keyPair');
  it.secrets.slots.delete('keyPair');
  const next = createTokenFixture(it.secrets, it.settings);
  await next.service.readKeychain();
  expect(next.service.session).toEqual(STORED);
});

test('what cannot be read is not switched to, and all goes on', async () => {
  const it = await both();
  it.secrets.problem = 'locked';
  expect(await it.service.switchTo('keyPair')).toEqual({ why: 'locked' });
  expect(it.service.session).toEqual(STORED);
  it.secrets.problem = undefined;
  it.secrets.slots.delete('keyPair');
  expect(await it.service.switchTo('keyPair')).toBe('gone');
  expect(it.service.session).toEqual(STORED);
  expect(kinds(it)).toEqual([]);
});

describe('forgetting', () => {
  test('one that is kept leaves the session alone', async () => {
    const it = await both();
    expect(await it.account.forget('keyPair')).toEqual({ ok: true });
    expect([...it.secrets.slots.keys()]).toEqual(['refreshToken']);
    expect(it.service.state.session.kind).toBe('active');
    expect(kinds(it)).toEqual([]);
  });

  test('one that the keychain does not let go of stays kept', async () => {
    const it = await both();
    it.secrets.problem = 'refused';
    expect(await it.account.forget('keyPair')).toEqual({ ok: false, why: 'refused' });
    expect(kinds(it)).toEqual(['keyPair']);
  });

  test('the one in use goes on with the other', async () => {
    const it = await both();
    it.clock.sleep(MINUTE_MS);
    expect(await it.account.forget('refreshToken')).toEqual({ ok: true });
    expect(it.service.session).toEqual(PAIR);
    expect([...it.secrets.slots.keys()]).toEqual(['keyPair']);
    expect(kinds(it)).toEqual([]);
  });
});

test('a new refresh token that comes after the switch is kept', async () => {
  const it = await both();
  it.clock.sleep(MINUTE_MS);
  it.service.dispatch({ kind: 'refreshWanted' });
  await it.service.switchTo('keyPair');
  await it.answer(granted(TEN + 2 * HOUR_MS, { refreshToken: 'rotated' }));
  expect(credentialIdentifier(it.secrets.slots.get('refreshToken'))).toBe('rotated');
  expect(it.service.session).toEqual(PAIR);
});

test('what only memory holds is not lost by switching', async () => {
  const it = createTokenFixture();
  it.secrets.problem = 'missing';
  const outcome = await it.connect('in-memory');
  expect(outcome).toEqual({ kind: 'notStored', why: 'missing' });
  it.account.keepInMemory();
  it.secrets.problem = undefined;
  it.clock.sleep(MINUTE_MS);
  const pair = await it.connect(KEY);
  expect(pair).toEqual({ kind: 'connected' });
  expect(kinds(it)).toEqual(['refreshToken']);
  expect(await it.service.switchTo('refreshToken')).toBe('used');
  expect(credentialIdentifier(it.service.session)).toBe('in-memory');
  expect(it.service.state.storage).toEqual({ kind: 'memory', why: 'missing' });
});

test('a new refresh token that comes after the switch is not lost for a credential that memory alone holds', async () => {
  const it = createTokenFixture();
  it.secrets.problem = 'missing';
  await it.connectInMemory('in-memory');
  it.secrets.problem = undefined;
  it.secrets.slots.set('keyPair', PAIR);
  it.clock.sleep(MINUTE_MS);
  it.service.dispatch({ kind: 'refreshWanted' });
  await it.service.switchTo('keyPair');
  it.secrets.problem = 'missing';
  await it.answer(granted(TEN + 2 * HOUR_MS, { refreshToken: 'rotated' }));
  it.secrets.problem = undefined;
  expect(await it.service.switchTo('refreshToken')).toBe('used');
  expect(credentialIdentifier(it.service.session)).toBe('rotated');
});
