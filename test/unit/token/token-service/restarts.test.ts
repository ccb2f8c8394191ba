import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { MemorySecrets, MemorySettings } from '../../../support/memory-ports.ts';
import { flush } from '../../../support/manual-clock.ts';
import { granted, STORED, TEN, createTokenFixture } from '../../../support/token-fixture.ts';

/** The app starts at this moment on what the last one left, asks if it may, and is killed before the answer. */
async function start(afterMs: number, secrets: MemorySecrets, settings: MemorySettings) {
  const it = createTokenFixture(secrets, settings);
  it.clock.sleep(afterMs);
  await it.service.readKeychain();
  return it;
}

test('started again and again, it asks of its own accord 20 times in an hour, and a copy still asks', async () => {
  const secrets = new MemorySecrets();
  const settings = new MemorySettings();
  secrets.slots.set('refreshToken', STORED);
  let requests = 0;
  for (let minute = 0; minute < 59; minute += 1) {
    const { endpoint, service } = await start(minute * MINUTE_MS, secrets, settings);
    requests += endpoint.pendingCount;
    service.stop();
  }
  expect(requests).toBe(20);
  const last = await start(59 * MINUTE_MS, secrets, settings);
  expect(last.endpoint.pendingCount).toBe(0);
  void last.copy();
  await flush();
  expect(last.endpoint.pendingCount).toBe(1);
  last.service.stop();
  const later = await start(2 * HOUR_MS, secrets, settings);
  expect(later.endpoint.pendingCount).toBe(1);
});

test('started again and again after bare refusals, it asks about the credential as if it had run on', async () => {
  const secrets = new MemorySecrets();
  const settings = new MemorySettings();
  secrets.slots.set('refreshToken', STORED);
  const requests: number[] = [];
  for (let minute = 0; minute < 2 * 1440; minute += 30) {
    const { answer, endpoint, service } = await start(minute * MINUTE_MS, secrets, settings);
    if (endpoint.pendingCount > 0) {
      requests.push(minute);
      await answer({ ok: false, failure: { kind: 'refused', bare: true } });
    }
    expect(service.state.session.kind).toBe(requests.length < 3 ? 'retrying' : 'rejected');
    service.stop();
  }
  // Three before it is shown as a rejection, then four a day.
  expect(requests).toEqual([0, 30, 60, 90, 120, 150, 180, 1530, 1560, 1590, 1620]);

  // Nor does a start long after the latest credible end ask more often.
  const later = await start(30 * DAY_MS, secrets, settings);
  expect(later.endpoint.pendingCount).toBe(1);
  await later.answer(granted(TEN + 30 * DAY_MS + HOUR_MS));
  later.service.stop();
  expect(settings.bareRejections(STORED.id)).toBeUndefined();
});

test('a click right after a restart is held to the same five seconds', async () => {
  const secrets = new MemorySecrets();
  const settings = new MemorySettings();
  secrets.slots.set('refreshToken', STORED);
  const backgroundRequests = Array.from({ length: 20 }, () => TEN);
  settings.saveRequests({ clickedAt: TEN, backgroundRequests, retryAfterAt: undefined });
  const it = await start(4 * SECOND_MS, secrets, settings);
  it.service.dispatch({ kind: 'refreshWanted' });
  expect(it.endpoint.pendingCount).toBe(0);
  await it.clock.advance(SECOND_MS);
  it.service.dispatch({ kind: 'refreshWanted' });
  expect(it.endpoint.pendingCount).toBe(1);
});

test('a copy that may not ask yet does not keep the next one waiting', async () => {
  const secrets = new MemorySecrets();
  const settings = new MemorySettings();
  secrets.slots.set('refreshToken', STORED);
  settings.saveRequests({ clickedAt: TEN, backgroundRequests: [], retryAfterAt: undefined });
  const it = createTokenFixture(secrets, settings);
  it.service.dispatch({ kind: 'paused', untilAt: undefined });
  it.clock.sleep(4 * SECOND_MS);
  await it.service.readKeychain();
  expect(await it.copy()).toEqual({ kind: 'noToken' });
  await it.clock.advance(SECOND_MS);
  const second = it.copy();
  await it.answer(granted(TEN + HOUR_MS));
  expect(await second).toMatchObject({ kind: 'copied', waited: true });
});

test('the pause that NERD asked for holds through a restart, for clicks and new tokens too', async () => {
  const secrets = new MemorySecrets();
  const settings = new MemorySettings();
  secrets.slots.set('refreshToken', STORED);
  const first = await start(0, secrets, settings);
  await first.answer({ ok: false, failure: { kind: 'rate_limited', retryAfterMs: 10 * MINUTE_MS } });
  first.service.stop();

  const it = await start(MINUTE_MS, secrets, settings);
  expect(it.service.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 10 * MINUTE_MS });
  it.service.dispatch({ kind: 'refreshWanted' });
  expect(await it.account.connect({ kind: 'refreshToken', refreshToken: 'new-token' })).toEqual({
    kind: 'unreachable',
    failure: 'rate_limited',
  });
  await it.clock.advance(9 * MINUTE_MS - 1);
  expect(it.endpoint.pendingCount).toBe(0);
  await it.clock.advance(1);
  expect(it.endpoint.pendingCount).toBe(1);
});

test('the demo account is another server, and does not wait', async () => {
  const settings = new MemorySettings();
  settings.saveRequests({ clickedAt: TEN, backgroundRequests: [], retryAfterAt: TEN + 10 * MINUTE_MS });
  const it = await start(SECOND_MS, new MemorySecrets(), settings);
  void it.account.connect({ kind: 'demo', refreshToken: 'demo-token' });
  expect(it.endpoint.pendingCount).toBe(1);
});

test('tokens entered one after the other are tried at most every five seconds', async () => {
  const it = await start(0, new MemorySecrets(), new MemorySettings());
  const wrong = await it.connect('wrong', { ok: false, failure: { kind: 'refused' } });
  expect(wrong).toEqual({ kind: 'rejected', what: 'refreshToken' });
  void it.account.connect({ kind: 'refreshToken', refreshToken: 'right' });
  await it.clock.advance(5 * SECOND_MS - 1);
  expect(it.endpoint.pendingCount).toBe(0);
  await it.clock.advance(1);
  expect(it.endpoint.pendingCount).toBe(1);
});

test('on a clock that stays wrong the limits hold through a restart all the same', async () => {
  const secrets = new MemorySecrets();
  const settings = new MemorySettings();
  secrets.slots.set('refreshToken', STORED);
  const first = createTokenFixture(secrets, settings);
  first.clock.setClockAhead(-3 * HOUR_MS);
  await first.service.readKeychain();
  await first.answer(granted(TEN + HOUR_MS, { dateAt: TEN }));
  await first.clock.advance(10 * SECOND_MS);
  first.service.dispatch({ kind: 'refreshWanted' });
  expect(first.endpoint.pendingCount).toBe(1);
  first.service.stop();
  const second = createTokenFixture(secrets, settings);
  second.clock.setClockAhead(-3 * HOUR_MS);
  second.clock.sleep(13 * SECOND_MS);
  expect(second.service.state).toMatchObject({
    clickedAt: second.clock.now() - 3 * SECOND_MS,
    backgroundRequests: [second.clock.now() - 13 * SECOND_MS],
  });
});

test('an end that a wrong clock has noted far ahead holds nothing off', async () => {
  const settings = new MemorySettings();
  settings.saveRequests({ clickedAt: TEN, backgroundRequests: [], retryAfterAt: TEN + 3 * HOUR_MS });
  const secrets = new MemorySecrets();
  secrets.slots.set('refreshToken', STORED);
  expect((await start(0, secrets, settings)).endpoint.pendingCount).toBe(1);
});
