import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../../../../main/core/token/scheduler.ts';
import type { TokenEvent } from '../../../../../main/core/token/events.ts';
import { INITIAL_STATE } from '../../../../../main/core/token/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../../main/core/time/time.ts';
import { transition } from '../../../../../main/core/token/transition.ts';
import { FACTS, OTHER, TEN, failed, found, granted, run, wanted, woke } from '../../../../support/core/run.ts';

describe('after a failure', () => {
  test('the tries are 30 s, 1, 2, then every 5 minutes apart, one comes when 5 minutes are left, and the old token is kept', () => {
    const steps: [number, TokenEvent][] = [
      [TEN, found],
      [TEN, granted(TEN + HOUR_MS)],
    ];
    let at = TEN + 45 * MINUTE_MS;
    const gaps: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      steps.push([at, woke], [at, failed('network')]);
      const { state } = run(...steps);
      if (state.session.kind !== 'retrying') throw new Error(state.session.kind);
      expect(state.session.held?.expiresAt).toBe(TEN + HOUR_MS);
      expect(nextDeadline(state, at)).toBeLessThanOrEqual(state.session.retryAt);
      gaps.push((state.session.retryAt - at) / SECOND_MS);
      at = state.session.retryAt;
    }
    // The fifth is cut short: with 5 minutes left a new token is a must.
    expect(gaps).toEqual([30, 60, 120, 300, 90, 300]);
  });

  test('a longer Retry-After is honoured, by clicks as well', () => {
    const limited = run([TEN, found], [TEN, failed('rate_limited', 10 * MINUTE_MS)], [TEN + MINUTE_MS, wanted]);
    expect(limited.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 10 * MINUTE_MS });
    expect(limited.requests).toHaveLength(1);
  });

  test('a success starts the count anew', () => {
    const { state } = run(
      [TEN, found],
      [TEN, failed('network')],
      [TEN + 30 * SECOND_MS, woke],
      [TEN + 30 * SECOND_MS, granted(TEN + HOUR_MS)],
      [TEN + 45 * MINUTE_MS + 15 * SECOND_MS, woke],
      [TEN + 46 * MINUTE_MS, failed('network')],
    );
    expect(state.session).toMatchObject({ kind: 'retrying', attempt: 1 });
  });

  test('each delay varies by a fifth either way, and by chance alone', () => {
    const retryAt = (chance: number): number => {
      const started = transition(INITIAL_STATE, found, TEN, { random: chance, online: true }).state;
      const { session } = transition(started, failed('network'), TEN, { random: chance, online: true }).state;
      return session.kind === 'retrying' ? session.retryAt - TEN : Number.NaN;
    };
    expect([retryAt(0), retryAt(0.5), retryAt(1)]).toEqual([24_000, 30_000, 36_000]);
  });
});

describe('a refusal', () => {
  const good = [
    [TEN, found],
    [TEN, granted(TEN + HOUR_MS)],
    [TEN + 45 * MINUTE_MS, woke],
    [TEN + 45 * MINUTE_MS, failed('refused')],
  ] as const;

  test('is asked once more after a minute while the old token is good, then believed', () => {
    const first = run(...good);
    expect(first.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 46 * MINUTE_MS });
    const second = run(...good, [TEN + 46 * MINUTE_MS, woke], [TEN + 46 * MINUTE_MS, failed('refused')]);
    expect(second.requests).toHaveLength(3);
    expect(second.state.session).toMatchObject({ kind: 'rejected', held: { expiresAt: TEN + HOUR_MS } });
    expect(second.state.credential).toEqual(FACTS);
  });

  test('is forgotten when the second answer is a good one', () => {
    const { state } = run(...good, [TEN + 46 * MINUTE_MS, woke], [TEN + 46 * MINUTE_MS, granted(TEN + 2 * HOUR_MS)]);
    expect(state.session).toMatchObject({ kind: 'active' });
  });

  test('is believed at once when there is no good token to go on with', () => {
    expect(run([TEN, found], [TEN, failed('refused')]).state.session.kind).toBe('rejected');
  });

  test('leads to what another copy of the app has stored, if that is another token', () => {
    const newer: TokenEvent = {
      kind: 'answered',
      id: 'one',
      answer: { ok: false, failure: { kind: 'refused' } },
      newer: OTHER,
    };
    const { state, requests } = run([TEN, found], [TEN, newer]);
    expect(requests).toEqual(['session one at 0', 'session two at 0']);
    expect(state.credential).toEqual(OTHER);
  });
});
