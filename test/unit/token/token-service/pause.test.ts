import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { failed, granted, STORED, TEN, createTokenFixture } from '../../../support/token-fixture.ts';

const ELEVEN = TEN + HOUR_MS;

async function paused(untilAt?: number) {
  const it = createTokenFixture();
  await it.connected(ELEVEN);
  it.service.dispatch({ kind: 'paused', untilAt });
  return it;
}

test('paused, it asks for nothing, and has no timer once the token has ended', async () => {
  const it = await paused();
  await it.clock.advance(3 * DAY_MS);
  it.service.dispatch({ kind: 'timeMoved' });
  expect(it.endpoint.requests).toHaveLength(1);
  expect(it.clock.pendingCount).toBe(0);
});

test('a copy fetches what it needs, and no more follows', async () => {
  const it = await paused();
  await it.clock.advance(3 * HOUR_MS);
  const copying = it.copy();
  await it.answer(granted(TEN + 4 * HOUR_MS));
  expect(await copying).toMatchObject({ kind: 'copied', expiresAt: TEN + 4 * HOUR_MS, waited: true });
  await it.clock.advance(3 * HOUR_MS);
  expect(it.endpoint.requests).toHaveLength(2);
});

test('a copy that NERD does not answer is not tried again by itself', async () => {
  const it = await paused();
  await it.clock.advance(3 * HOUR_MS);
  const copying = it.copy();
  await it.answer(failed('network'));
  expect(await copying).toEqual({ kind: 'noToken' });
  await it.clock.advance(3 * HOUR_MS);
  expect(it.endpoint.requests).toHaveLength(2);
});

test('until tomorrow: it goes on by itself then', async () => {
  const it = await paused(TEN + 20 * HOUR_MS);
  await it.clock.advance(20 * HOUR_MS - 1);
  expect(it.endpoint.requests).toHaveLength(1);
  await it.clock.advance(1);
  expect(it.endpoint.pendingCount).toBe(1);
  expect(it.service.state.pause).toBeUndefined();
});

test('resumed, it fetches at once what it missed', async () => {
  const it = await paused();
  await it.clock.advance(3 * HOUR_MS);
  it.service.dispatch({ kind: 'resumed' });
  expect(it.endpoint.pendingCount).toBe(1);
});

test('resumed within the token’s life, nothing is due yet', async () => {
  const it = await paused();
  await it.clock.advance(10 * MINUTE_MS);
  it.service.dispatch({ kind: 'resumed' });
  expect(it.endpoint.pendingCount).toBe(0);
});

test('a start during the pause asks for nothing, and a copy then works', async () => {
  const it = createTokenFixture();
  it.secrets.slots.set('refreshToken', STORED);
  it.service.dispatch({ kind: 'paused', untilAt: undefined });
  await it.service.readKeychain();
  expect(it.endpoint.requests).toHaveLength(0);
  const copying = it.copy();
  await it.answer(granted(ELEVEN));
  expect(await copying).toMatchObject({ kind: 'copied' });
});

test('a refresh token that is entered during the pause is tried', async () => {
  const it = await paused();
  const connecting = await it.connect('new-token', granted(ELEVEN));
  expect(connecting).toEqual({ kind: 'connected' });
});

test('a moment that is far off is not left to one long timer, which would stand still while the machine sleeps', async () => {
  const it = await paused(TEN + 20 * HOUR_MS);
  await it.clock.advance(3 * HOUR_MS);
  const delays: number[] = [];
  const after = it.clock.after.bind(it.clock);
  it.clock.after = (delayMs, wake) => {
    delays.push(delayMs);
    return after(delayMs, wake);
  };
  await it.clock.advance(HOUR_MS);
  expect(Math.max(...delays)).toBe(5 * MINUTE_MS);
  expect(delays.length).toBeLessThanOrEqual(13);
});
