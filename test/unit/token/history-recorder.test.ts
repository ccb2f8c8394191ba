import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time/time.ts';
import { History } from '../../../main/token/history-recorder.ts';
import type { HistoryEntry } from '../../../preload/contract/history.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { failed, granted, STORED, TEN, createTokenFixture } from '../../support/token-fixture.ts';

test('each request is remembered: how it went, how long it took, and whether somebody asked for it', async () => {
  const { clock, service, history, answer, connected } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await clock.advance(45 * MINUTE_MS);
  clock.sleep(3 * SECOND_MS);
  await answer(failed('network'));
  await clock.advance(10 * SECOND_MS);
  service.dispatch({ kind: 'refreshWanted' });
  await answer(granted(TEN + 2 * HOUR_MS));
  const refresh = { kind: 'refresh', of: 'session' } as const;
  expect(history.events).toEqual([
    { ...refresh, own: true, result: 'granted', tookMs: 0 },
    { ...refresh, own: true, result: 'network', tookMs: 3 * SECOND_MS },
    { ...refresh, own: false, result: 'granted', tookMs: 0 },
  ]);
});

test('minutes that pass are not remembered', async () => {
  const { clock, history, endpoint, connected } = createTokenFixture();
  await connected(TEN + HOUR_MS);
  await clock.advance(44 * MINUTE_MS);
  expect(history.events).toHaveLength(1);
  expect(endpoint.requests).toHaveLength(1);
});

test('a token that was entered is told apart from the session’s', async () => {
  const { account, history, answer } = createTokenFixture();
  const outcome = account.connect({ kind: 'refreshToken', refreshToken: 'entered-token' });
  await answer(failed('refused'));
  await outcome;
  expect(history.events).toEqual([{ kind: 'refresh', of: 'candidate', own: false, result: 'refused', tookMs: 0 }]);
});

test('a clock that NERD shows to be wrong by a minute or more is remembered, before the refresh that showed it', async () => {
  const { clock, secrets, service, history, answer } = createTokenFixture();
  clock.setClockAhead(HOUR_MS);
  secrets.slots.set('refreshToken', STORED);
  await service.readKeychain();
  await answer(granted(TEN + HOUR_MS, { dateAt: TEN }));
  expect(history.events).toMatchObject([
    { kind: 'clock', skewMs: expect.closeTo(HOUR_MS, -4) as number, applied: false },
    { kind: 'refresh' },
  ]);
});

function memoryHistory() {
  const clock = new ManualClock(TEN);
  const entries: HistoryEntry[] = [];
  const history = new History({ append: (entry) => void entries.push(entry), read: () => entries }, clock);
  return { clock, entries, history };
}

test('a wake that the system tells of twice is one, and the next one is another', async () => {
  const { clock, entries, history } = memoryHistory();
  for (const kind of ['slept', 'slept', 'woke', 'woke'] as const) history.record({ kind });
  await clock.advance(5 * SECOND_MS);
  history.record({ kind: 'woke' });
  expect(entries.map(({ kind }) => kind)).toEqual(['slept', 'woke', 'woke']);
});

test('what is read is of the last eight days, the oldest first', () => {
  const { entries, history } = memoryHistory();
  history.record({ kind: 'resume' });
  entries.push({ kind: 'stopped', at: TEN - HOUR_MS, times: 1, lastAt: TEN - HOUR_MS });
  entries.push({ kind: 'stopped', at: 0, times: 1, lastAt: 0 });
  expect(history.recent().map(({ kind }) => kind)).toEqual(['stopped', 'resume']);
});
