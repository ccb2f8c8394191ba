import { expect, test } from 'vitest';
import { validToken } from '../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { jwtUntil } from '../../support/core/tokens.ts';
import { failed, granted, STORED, TEN, world } from '../../support/token-world.ts';

const ELEVEN = TEN + HOUR_MS;

/** Starts on a clock that is ahead by this, with a stored token; the first answer is still to come. */
async function started(aheadMs: number) {
  const it = world();
  it.clock.setWall(aheadMs);
  it.secrets.slots.set('refreshToken', STORED);
  await it.service.readKeychain();
  return it;
}

/** The same, connected: NERD has told the time. */
async function connected(aheadMs = 0) {
  const it = await started(aheadMs);
  await it.answer(granted(ELEVEN, { dateAt: TEN }));
  return it;
}

test.each([-3 * HOUR_MS, 3 * HOUR_MS])(
  'a clock that is %i ms ahead changes nothing for a token’s life',
  async (aheadMs) => {
    const it = await connected(aheadMs);
    expect(it.service.state.session).toMatchObject({ kind: 'active', refreshAt: TEN + 45 * MINUTE_MS });
    await it.clock.advance(45 * MINUTE_MS - 2 * SECOND_MS);
    expect(it.endpoint.waiting).toBe(0);
    await it.clock.advance(4 * SECOND_MS);
    expect(it.endpoint.waiting).toBe(1);
  },
);

test('with no time in the answers the computer’s clock is what there is', async () => {
  const it = await started(3 * HOUR_MS);
  await it.answer(granted(ELEVEN));
  expect(validToken(it.service.state, it.trueClock.now())).toBeUndefined();
});

test('a time that the token does not confirm is believed from the second answer on', async () => {
  const it = await started(3 * HOUR_MS);
  const unconfirmed = (expiresAt: number, dateAt: number): TokenAnswer => ({
    ok: true,
    accessToken: jwtUntil(expiresAt),
    dateAt,
  });
  await it.answer(unconfirmed(ELEVEN, TEN));
  expect(it.trueClock.skewMs).toBe(0);
  await it.clock.advance(MINUTE_MS);
  await it.answer(unconfirmed(ELEVEN, TEN + 30 * SECOND_MS));
  expect(Math.abs(it.trueClock.skewMs - 3 * HOUR_MS)).toBeLessThan(40 * SECOND_MS);
  expect(validToken(it.service.state, it.trueClock.now())?.expiresAt).toBe(ELEVEN);
});

test.each([
  ['forty minutes', 40 * MINUTE_MS],
  ['two hours', 2 * HOUR_MS],
])(
  'a Date that a cache left %s behind names no wrong clock, and gives no token a longer life',
  async (_name, oldMs) => {
    const it = await connected();
    await it.clock.advance(46 * MINUTE_MS);
    const now = TEN + 45 * MINUTE_MS;
    const accessToken = jwtUntil(now + 15 * MINUTE_MS, { iat: now / 1000 });
    await it.answer({ ok: true, accessToken, dateAt: now - oldMs });
    expect(it.trueClock.skewMs).toBe(0);
    await it.clock.advance(15 * MINUTE_MS);
    expect(validToken(it.service.state, it.trueClock.now())).toBeUndefined();
  },
);

test('expires_in goes on by the steady clock when the computer’s is set back', async () => {
  const it = await started(0);
  await it.answer({ ok: true, accessToken: 'opaque', expiresInMs: HOUR_MS });
  it.clock.setWall(-2 * HOUR_MS);
  await it.clock.advance(SECOND_MS);
  await it.answer(failed('network'));
  expect(validToken(it.service.state, it.trueClock.now())?.expiresAt).toBe(ELEVEN - 2 * HOUR_MS);
});

test.each([
  ['had ended before it was given', TEN + 2 * HOUR_MS],
  ['would last for years', TEN - 400 * 24 * HOUR_MS],
])('a time by which its own token %s is not believed', async (_name, dateAt) => {
  const it = await started(0);
  await it.answer(granted(ELEVEN, { dateAt }));
  expect(it.trueClock.skewMs).toBe(0);
});

test('a failed try in 30 s stays one in 30 s when the clock is set back', async () => {
  const it = await started(0);
  await it.answer(failed('network'));
  it.clock.setWall(-3 * HOUR_MS);
  await it.clock.advance(29 * SECOND_MS);
  expect(it.endpoint.waiting).toBe(0);
  await it.clock.advance(2 * SECOND_MS);
  expect(it.endpoint.waiting).toBe(1);
});

test('a clock that is set back while connected leads to no request, and the token ends when it ends', async () => {
  const it = await connected();
  it.clock.setWall(-3 * HOUR_MS);
  await it.clock.advance(44 * MINUTE_MS);
  expect(it.endpoint.waiting).toBe(0);
  await it.clock.advance(2 * MINUTE_MS);
  expect(it.endpoint.waiting).toBe(1);
});

test('a clock that is set forward leads to one request, whose answer tells the time', async () => {
  const it = await connected();
  it.clock.setWall(3 * HOUR_MS);
  await it.clock.advance(2 * MINUTE_MS);
  expect(it.endpoint.waiting).toBe(1);
  await it.answer(granted(ELEVEN, { dateAt: TEN + 2 * MINUTE_MS }));
  expect(it.service.state).toMatchObject({ timeInDoubt: false, session: { kind: 'active' } });
  await it.clock.advance(30 * MINUTE_MS);
  expect(it.endpoint.asked).toHaveLength(2);
});

test('while that request fails, the token is good until its own end, and can be copied', async () => {
  const it = await connected();
  it.clock.setWall(3 * HOUR_MS);
  await it.clock.advance(2 * MINUTE_MS);
  await it.answer(failed('network'));
  await it.clock.advance(10 * SECOND_MS);
  const copying = it.copy();
  await it.answer(failed('network'));
  expect(await copying).toMatchObject({ kind: 'copied', expiresAt: ELEVEN, waited: true });
});

test('time that passed unseen, as in a paused virtual machine, is found out before a copy', async () => {
  const it = await connected();
  // Two hours have passed outside: the counter stood still, and the clock was set right.
  it.clock.setWall(2 * HOUR_MS);
  const copying = it.copy();
  const NOON = TEN + 2 * HOUR_MS;
  await it.answer(granted(NOON + HOUR_MS, { dateAt: NOON }));
  expect(await copying).toMatchObject({ kind: 'copied', expiresAt: NOON + HOUR_MS });
  expect(it.trueClock.skewMs).toBe(0);
});

test('setting the clock does not make the app ask more often than it may', async () => {
  const it = await started(0);
  let requests = 0;
  for (let minute = 0; minute < 59; minute += 1) {
    it.clock.setWall((minute % 2 === 0 ? 1 : -1) * 2 * HOUR_MS);
    await it.clock.advance(MINUTE_MS);
    while (it.endpoint.waiting > 0) {
      requests += 1;
      await it.answer(granted(ELEVEN + requests * SECOND_MS, { dateAt: it.clock.uptime() }));
    }
  }
  expect(requests).toBe(20);
});

test('a refresh token that is entered on a wrong clock was entered when it truly was', async () => {
  const it = world();
  it.clock.setWall(26 * HOUR_MS);
  await it.service.readKeychain();
  const connecting = await it.connect('new-token', granted(ELEVEN, { dateAt: TEN }));
  expect(connecting).toEqual({ kind: 'connected' });
  expect(Math.abs((it.service.state.credential?.enteredAt ?? 0) - TEN)).toBeLessThanOrEqual(SECOND_MS);
  expect(it.secrets.slots.get('refreshToken')?.enteredAt).toBe(it.service.state.credential?.enteredAt);
});
