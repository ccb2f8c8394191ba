import { describe, expect, test } from 'vitest';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import { newWeek } from '../../../main/core/week/week.ts';
import { MemorySecrets, MemorySettings } from '../../support/memory-parts.ts';
import { failed, granted, STORED, TEN, world } from '../../support/token-world.ts';
import { knownBy } from '../../support/known-by.ts';

const NEWER = { ...STORED, id: 'newer', refreshToken: 'newer-token' };

/** Connected, and asking for the next token; what was asked of the keychain before is forgotten. */
async function asking() {
  const it = world();
  await it.connected(TEN + HOUR_MS);
  await it.clock.advance(46 * MINUTE_MS);
  it.secrets.calls.length = 0;
  return it;
}

describe('a refused token', () => {
  test('may be only an old one: what another copy of the app has stored is tried at once', async () => {
    const { answer, endpoint, secrets, service } = await asking();
    secrets.slots.set('refreshToken', NEWER);
    await answer(failed('refused'));
    expect(service.session).toEqual(NEWER);
    expect(service.state.credential).toEqual({
      id: 'newer',
      kind: 'refreshToken',
      enteredAt: STORED.enteredAt,
      lasts: 'week',
      isLocal: false,
    });
    expect(endpoint.asked.map(knownBy)).toEqual(['stored-token', 'stored-token', 'newer-token']);
    await answer(granted(TEN + 100 * MINUTE_MS));
    expect(service.state.session).toMatchObject({ kind: 'active', held: { expiresAt: TEN + 100 * MINUTE_MS } });
  });

  test('with nothing newer in the keychain is asked once more after a minute', async () => {
    const { answer, clock, endpoint, secrets, service } = await asking();
    await answer(failed('refused'));
    expect(secrets.calls).toEqual(['read refreshToken']);
    expect(service.session).toEqual(STORED);
    expect(service.state.session).toMatchObject({ kind: 'retrying', rejections: 1 });
    await clock.advance(MINUTE_MS);
    expect(endpoint.asked).toHaveLength(3);
  });

  test('of a session that is in memory alone reads no keychain', async () => {
    const { answer, clock, connectInMemory, secrets, service } = world();
    secrets.problem = 'locked';
    await connectInMemory('in-memory');
    await clock.advance(46 * MINUTE_MS);
    secrets.problem = undefined;
    secrets.slots.set('refreshToken', NEWER);
    secrets.calls.length = 0;
    await answer(failed('refused'));
    expect(secrets.calls).toEqual([]);
    expect(knownBy(service.session)).toBe('in-memory');
  });
});

describe('a refusal that does not say that it is NERD’s', () => {
  const bareNo: TokenAnswer = { ok: false, failure: { kind: 'refused', bare: true } };

  test('is doubted until seven days after the last use of the refresh token', async () => {
    const settings = new MemorySettings();
    settings.weeks.set(STORED.id, { ...newWeek(STORED.enteredAt), lastUsedAt: TEN + DAY_MS });
    const it = world(new MemorySecrets(), settings);
    it.secrets.slots.set('refreshToken', STORED);
    await it.service.readKeychain();
    await it.answer(bareNo);
    expect(it.service.state.session).toMatchObject({ kind: 'retrying', bare: { untilAt: TEN + 8 * DAY_MS } });
  });

  test('of a key pair keeps it, and the session goes on when NERD grants again', async () => {
    const it = world();
    const keyPair = { id: 'pair', kind: 'keyPair', clientId: '0oa', privateKey: 'key', enteredAt: TEN } as const;
    it.secrets.slots.set('keyPair', keyPair);
    await it.service.readKeychain();
    for (const delayMs of [MINUTE_MS, 15 * MINUTE_MS, HOUR_MS]) {
      await it.answer(bareNo);
      await it.clock.advance(delayMs);
    }
    expect(it.service.state.session).toMatchObject({ kind: 'rejected', bare: { untilAt: TEN + 7 * DAY_MS } });
    await it.answer(granted(TEN + 3 * HOUR_MS));
    expect(it.service.state.session.kind).toBe('active');
    expect(it.secrets.slots.get('keyPair')).toEqual(keyPair);
  });
});

test.each([
  ['a failure of another kind', failed('network')],
  ['an answer without a new refresh token', granted(TEN + 3 * HOUR_MS)],
  ['an answer with the same refresh token', granted(TEN + 3 * HOUR_MS, { refreshToken: STORED.refreshToken })],
])('%s asks nothing of the keychain', async (_name, given) => {
  const { answer, secrets, service } = await asking();
  secrets.slots.set('refreshToken', NEWER);
  await answer(given);
  expect(secrets.calls).toEqual([]);
  expect(service.session).toEqual(STORED);
});

test('a rotated token of a session that is in memory by the user’s choice stays there', async () => {
  const { answer, clock, connectInMemory, secrets, service } = world();
  secrets.problem = 'locked';
  await connectInMemory('in-memory');
  await clock.advance(46 * MINUTE_MS);
  secrets.problem = undefined;
  secrets.calls.length = 0;
  await answer(granted(TEN + 170 * MINUTE_MS, { refreshToken: 'rotated' }));
  expect(knownBy(service.session)).toBe('rotated');
  expect(service.state.storage).toEqual({ kind: 'memory', why: 'locked' });
  expect(secrets.calls).toEqual([]);
});

test('a rotated token that the keychain has taken is in the keychain', async () => {
  const { answer, secrets, service } = await asking();
  await answer(granted(TEN + 170 * MINUTE_MS, { refreshToken: 'rotated' }));
  expect(service.state.storage).toEqual({ kind: 'keychain' });
  expect(secrets.slots.get('refreshToken')).toEqual({ ...STORED, refreshToken: 'rotated' });
});

describe('a rotated token that the keychain has not taken', () => {
  test('is offered to it again before the next request, and the session is in the keychain then', async () => {
    const { answer, clock, endpoint, secrets, service } = await asking();
    secrets.problem = 'locked';
    await answer(granted(TEN + 170 * MINUTE_MS, { refreshToken: 'rotated' }));
    expect(service.state.storage).toEqual({ kind: 'memory', why: 'locked' });

    await clock.advance(2 * HOUR_MS);
    expect(knownBy(endpoint.asked.at(-1))).toBe('rotated');
    expect(service.state.storage).toEqual({ kind: 'memory', why: 'locked' });
    await answer(granted(TEN + 290 * MINUTE_MS, { refreshToken: 'rotated-again' }));

    secrets.problem = undefined;
    await clock.advance(2 * HOUR_MS);
    expect(knownBy(endpoint.asked.at(-1))).toBe('rotated-again');
    expect(knownBy(secrets.slots.get('refreshToken'))).toBe('rotated-again');
    expect(service.state.storage).toEqual({ kind: 'keychain' });
    secrets.calls.length = 0;
    await answer(granted(TEN + 410 * MINUTE_MS));
    await clock.advance(2 * HOUR_MS);
    expect(secrets.calls).toEqual([]);
  });
});
