import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import type { Effect } from '../../../main/core/token/events.ts';
import type { TokenAnswer } from '../../../main/core/token/answer.ts';
import { requestToken } from '../../../main/token/token-request.ts';
import { ServerClock } from '../../../main/token/server-clock.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { ManualEndpoint, MemoryHistory, MemoryLog } from '../../support/memory-parts.ts';
import { jwtUntil } from '../../support/core/tokens.ts';
import { failed, granted, STORED, TEN } from '../../support/token-world.ts';

const OWN: Effect = { kind: 'request', requestInFlight: { of: 'session', id: STORED.id }, background: true };

/** Asks once; the answer comes after `tookMs`. */
async function askOnce(answer: TokenAnswer, tookMs = 40, effect = OWN) {
  const clock = new ManualClock(TEN);
  const trueClock = new ServerClock(clock);
  const endpoint = new ManualEndpoint();
  const log = new MemoryLog();
  const history = new MemoryHistory();
  const asked = requestToken({ clock: trueClock, endpoint, log, history }, STORED, effect);
  clock.jump(tookMs);
  endpoint.answer(answer);
  return { ...(await asked), log: log.lines.map((line) => JSON.parse(line) as object), history, trueClock };
}

test('an answer comes back as it is, and log and history tell how it went and how long it took', async () => {
  const answer = granted(TEN + HOUR_MS);
  const asked = await askOnce(answer);
  expect(asked).toMatchObject({ answer, shiftMs: 0 });
  expect(asked.log).toEqual([{ name: 'asked', result: 'granted', tookMs: 40 }]);
  expect(asked.history.events).toEqual([{ kind: 'refresh', of: 'session', own: true, result: 'granted', tookMs: 40 }]);
});

test('the end that the token itself states comes with the answer; one that states none has none', async () => {
  expect((await askOnce(granted(TEN + HOUR_MS))).answer).toMatchObject({ jwtExpiresAt: TEN + HOUR_MS });
  const { answer } = await askOnce({ ok: true, accessToken: 'opaque' });
  expect(answer).toMatchObject({ ok: true, jwtExpiresAt: undefined });
});

test('a failure is told as well, asked for by somebody for a token just entered', async () => {
  const effect: Effect = { ...OWN, requestInFlight: { of: 'candidate', id: STORED.id }, background: false };
  const { history } = await askOnce(failed('network'), 40, effect);
  expect(history.events).toEqual([{ kind: 'refresh', of: 'candidate', own: false, result: 'network', tookMs: 40 }]);
});

test('an endpoint that breaks is a failure like any other', async () => {
  const broken = { refresh: () => Promise.reject(new Error('a mistake')) };
  const log = new MemoryLog();
  const parts = { clock: new ServerClock(new ManualClock(TEN)), endpoint: broken, log, history: new MemoryHistory() };
  expect(await requestToken(parts, STORED, OWN)).toEqual({
    answer: { ok: false, failure: { kind: 'unexpected' } },
    requestedAt: TEN,
    shiftMs: 0,
  });
});

test('no exchange is believed to take longer than a minute', async () => {
  expect((await askOnce(failed('network'), MINUTE_MS)).log).toMatchObject([{ tookMs: MINUTE_MS }]);
  expect((await askOnce(failed('network'), HOUR_MS)).log).toMatchObject([{ tookMs: MINUTE_MS }]);
});

test('an answer’s own time corrects the clock, and is remembered from a minute on', async () => {
  const dateAt = TEN + 3 * HOUR_MS;
  const asked = await askOnce(granted(dateAt + HOUR_MS, { dateAt }));
  const shiftMs = 3 * HOUR_MS - 40;
  expect(asked.shiftMs).toBe(shiftMs);
  expect(asked.trueClock.now()).toBe(dateAt);
  expect(asked.log[1]).toEqual({ name: 'timeCorrected', shiftMs, skewMs: -shiftMs });
  expect(asked.history.events[0]).toEqual({ kind: 'clock', shiftMs, skewMs: -shiftMs, applied: false });

  const small = await askOnce(granted(TEN + HOUR_MS, { dateAt: TEN + MINUTE_MS + 39 }));
  expect(small.log).toHaveLength(2);
  expect(small.history.events.map(({ kind }) => kind)).toEqual(['refresh']);
  const enough = await askOnce(granted(TEN + HOUR_MS, { dateAt: TEN + MINUTE_MS + 40 }));
  expect(enough.history.events.map(({ kind }) => kind)).toEqual(['clock', 'refresh']);
});

test('a time that agrees corrects nothing, and needs no word', async () => {
  const asked = await askOnce(granted(TEN + HOUR_MS, { dateAt: TEN }));
  expect(asked.shiftMs).toBe(0);
  expect(asked.log).toHaveLength(1);
});

test.each([
  ['has ended by then', granted(TEN + 3 * HOUR_MS, { dateAt: TEN + 3 * HOUR_MS })],
  [
    'would live for more than a week',
    granted(TEN + 3 * HOUR_MS + 7 * DAY_MS + SECOND_MS, { dateAt: TEN + 3 * HOUR_MS }),
  ],
])('the time of an answer is not believed if its token %s', async (_name, answer) => {
  expect((await askOnce(answer)).shiftMs).toBe(0);
});

test.each<[string, TokenAnswer]>([
  ['lives for a week', granted(TEN + 3 * HOUR_MS + 7 * DAY_MS, { dateAt: TEN + 3 * HOUR_MS })],
  ['ends in a second', granted(TEN + 3 * HOUR_MS + SECOND_MS, { dateAt: TEN + 3 * HOUR_MS })],
])('it is believed if the token %s', async (_name, answer) => {
  expect((await askOnce(answer)).shiftMs).toBe(3 * HOUR_MS - 40);
});

test('a failure tells no time', async () => {
  const answer = { ...failed('server_error'), dateAt: TEN + HOUR_MS, accessToken: jwtUntil(TEN + 2 * HOUR_MS) };
  expect((await askOnce(answer as TokenAnswer)).shiftMs).toBe(0);
});

test('an answer comes with the moment at which it was asked for, on the time as it is known by then', async () => {
  expect(await askOnce({ ok: true, accessToken: 'opaque' }, 20 * SECOND_MS)).toMatchObject({ requestedAt: TEN });
  const dateAt = TEN + 3 * HOUR_MS;
  const corrected = await askOnce(granted(dateAt + HOUR_MS, { dateAt }), 20 * SECOND_MS);
  expect(corrected.requestedAt).toBe(corrected.trueClock.now() - 20 * SECOND_MS);
});

test('how long ago it was asked for is counted steadily, however the clock is set meanwhile', async () => {
  const clock = new ManualClock(TEN);
  const trueClock = new ServerClock(clock);
  const endpoint = new ManualEndpoint();
  const asking = requestToken(
    { clock: trueClock, endpoint, log: new MemoryLog(), history: new MemoryHistory() },
    STORED,
    OWN,
  );
  clock.setWall(-2 * HOUR_MS);
  clock.jump(20 * SECOND_MS);
  endpoint.answer(granted(TEN + HOUR_MS));
  expect((await asking).requestedAt).toBe(trueClock.now() - 20 * SECOND_MS);
});

test.each([
  ['of an opaque token', { ok: true, accessToken: 'opaque', dateAt: TEN + 3 * HOUR_MS }],
  ['of a token that does not say when it was issued', { ...granted(TEN + 4 * HOUR_MS), dateAt: TEN + 3 * HOUR_MS }],
])('the time of one answer is not believed: %s', async (_name, answer) => {
  expect((await askOnce(answer as TokenAnswer)).shiftMs).toBe(0);
});
