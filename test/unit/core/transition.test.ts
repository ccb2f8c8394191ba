import { describe, expect, test } from 'vitest';
import { nextDeadline } from '../../../main/core/due.ts';
import type { TokenEvent } from '../../../main/core/events.ts';
import { INITIAL_STATE, type RefreshAnswer } from '../../../main/core/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time.ts';
import { transition } from '../../../main/core/transition.ts';
import { CALM, FACTS, OTHER, TEN, failed, found, granted, run, wanted, woke } from './run.ts';
import { jwtUntil } from './tokens.ts';

describe('a stored refresh token', () => {
  test('is used at once, and then 15 minutes before the end', () => {
    const { state, requests } = run(
      [TEN, found],
      [TEN, granted(TEN + HOUR_MS)],
      [TEN + 44 * MINUTE_MS, woke],
      [TEN + 45 * MINUTE_MS, woke],
    );
    expect(requests).toEqual(['session one at 0', 'session one at 2700']);
    expect(state.session).toMatchObject({ kind: 'refreshing', held: { expiresAt: TEN + HOUR_MS } });
  });

  test('is used at half of a short life', () => {
    const { state } = run([TEN, found], [TEN, granted(TEN + 8 * MINUTE_MS)]);
    expect(state.session).toMatchObject({ kind: 'active', refreshAt: TEN + 4 * MINUTE_MS });
  });

  test.each([
    ['the same end as before', TEN + 8 * MINUTE_MS, TEN + 8 * MINUTE_MS + 2 * SECOND_MS],
    ['an earlier end than before', TEN + 6 * MINUTE_MS, TEN + 6 * MINUTE_MS + 2 * SECOND_MS],
    ['an end that is over', TEN + 2 * MINUTE_MS, TEN + 4 * MINUTE_MS + 30 * SECOND_MS],
    ['an end in this second', TEN + 4 * MINUTE_MS, TEN + 4 * MINUTE_MS + 30 * SECOND_MS],
  ])('never makes a hot loop: a new token with %s', (_name, end, refreshAt) => {
    const { state } = run(
      [TEN, found],
      [TEN, granted(TEN + 8 * MINUTE_MS)],
      [TEN + 4 * MINUTE_MS, woke],
      [TEN + 4 * MINUTE_MS, granted(end)],
    );
    const { session } = state;
    expect(session.kind === 'betweenTokens' ? session.nextTryAt : session.kind === 'active' && session.refreshAt).toBe(
      refreshAt,
    );
  });

  test('without any end in the answer, the top of the next hour is the end', () => {
    const answer: RefreshAnswer = { ok: true, accessToken: 'opaque' };
    const { state } = run([TEN + 5 * MINUTE_MS, found], [TEN + 5 * MINUTE_MS, { kind: 'answered', id: 'one', answer }]);
    expect(state.session).toMatchObject({ held: { expiresAt: TEN + HOUR_MS } });
  });

  test('without any end, it is the hour that it was for NERD when it answered, though ours has begun already', () => {
    const at = TEN + 300;
    const answer: RefreshAnswer = { ok: true, accessToken: 'opaque', dateAt: TEN - SECOND_MS };
    const { state } = run([at, found], [at, { kind: 'answered', id: 'one', answer }]);
    expect(state.session).toMatchObject({ held: { expiresAt: TEN } });
  });

  test('without exp, expires_in counts', () => {
    const answer: RefreshAnswer = { ok: true, accessToken: 'opaque', expiresInMs: 20 * MINUTE_MS };
    const { state } = run([TEN, found], [TEN, { kind: 'answered', id: 'one', answer }]);
    expect(state.session).toMatchObject({ held: { expiresAt: TEN + 20 * MINUTE_MS } });
  });
});

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
      const started = transition(INITIAL_STATE, found, TEN, { chance, online: true }).state;
      const { session } = transition(started, failed('network'), TEN, { chance, online: true }).state;
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

describe('clicks', () => {
  test('join the request under way', () => {
    expect(run([TEN, found], [TEN, wanted], [TEN + 1, wanted]).requests).toHaveLength(1);
  });

  test('add at most one request in five seconds', () => {
    const until = granted(TEN + 3 * MINUTE_MS);
    const { requests } = run(
      [TEN, found],
      [TEN, until],
      [TEN + 4999, wanted],
      [TEN + 5000, wanted],
      [TEN + 5001, until],
      [TEN + 9999, wanted],
    );
    expect(requests).toEqual(['session one at 0', 'session one at 5']);
  });

  test('ask again after a refusal', () => {
    expect(run([TEN, found], [TEN, failed('refused')], [TEN + 6000, wanted]).requests).toHaveLength(2);
  });

  test('ask nothing when signed out', () => {
    expect(
      run([TEN, { kind: 'keychainRead', credential: undefined, untried: undefined }], [TEN, wanted]).requests,
    ).toEqual([]);
  });
});

describe('answers that come too late', () => {
  test('are dropped when the credential was forgotten', () => {
    const { state } = run([TEN, found], [TEN, { kind: 'forgotten' }], [TEN, granted(TEN + HOUR_MS)]);
    expect(state).toMatchObject({ session: { kind: 'signedOut' }, credential: undefined, flight: undefined });
  });

  test('are dropped when another credential took its place, which is then asked for', () => {
    const { state, requests } = run(
      [TEN, found],
      [TEN, { kind: 'candidateEntered', facts: OTHER }],
      [TEN + 1000, granted(TEN + HOUR_MS)],
      [
        TEN + 2000,
        {
          kind: 'candidateAccepted',
          facts: OTHER,
          answer: { ok: true, accessToken: jwtUntil(TEN + 2 * HOUR_MS) },
          storage: { kind: 'keychain' },
        },
      ],
      [TEN + 3000, granted(TEN + HOUR_MS)],
    );
    expect(requests).toEqual(['session one at 0', 'candidate two at 1']);
    expect(state).toMatchObject({
      credential: OTHER,
      candidate: undefined,
      session: { held: { expiresAt: TEN + 2 * HOUR_MS } },
    });
  });
});

describe('a candidate', () => {
  const entered: TokenEvent = { kind: 'candidateEntered', facts: OTHER };
  const candidateFailed = (kind: 'network' | 'refused'): TokenEvent => ({
    kind: 'candidateFailed',
    id: 'two',
    failure: { kind },
  });
  const session = [
    [TEN, found],
    [TEN, granted(TEN + HOUR_MS)],
  ] as const;

  test('that is refused leaves the session untouched', () => {
    const { state } = run(...session, [TEN + 1000, entered], [TEN + 1000, candidateFailed('refused')]);
    expect(state).toMatchObject({
      candidate: undefined,
      credential: FACTS,
      session: { kind: 'active' },
      flight: undefined,
    });
  });

  test('that could not be tried is offered, kept, tried again and takes over', () => {
    const { state, requests } = run(
      ...session,
      [TEN, entered],
      [TEN, candidateFailed('network')],
      [TEN, { kind: 'candidateKept' }],
      [TEN + 29 * SECOND_MS, woke],
      [TEN + 30 * SECOND_MS, woke],
      [TEN + 30 * SECOND_MS, candidateFailed('network')],
      [TEN + 90 * SECOND_MS, woke],
    );
    expect(requests.slice(1)).toEqual(['candidate two at 0', 'candidate two at 30', 'candidate two at 90']);
    expect(state).toMatchObject({ candidate: { kind: 'trying', kept: true, attempt: 2 }, credential: FACTS });
  });

  test('that was kept and then refused says so', () => {
    const { state } = run(
      [TEN, { kind: 'keychainRead', credential: undefined, untried: OTHER }],
      [TEN, candidateFailed('refused')],
    );
    expect(state.candidate).toMatchObject({ kind: 'refused' });
  });

  test('that could not be stored waits for the user', () => {
    const answer = { ok: true, accessToken: jwtUntil(TEN + HOUR_MS) } as const;
    const { state } = run([TEN, entered], [TEN, { kind: 'candidateNotStored', id: 'two', answer, why: 'locked' }]);
    expect(state).toMatchObject({ candidate: { kind: 'notStored', why: 'locked' }, session: { kind: 'signedOut' } });
    expect(nextDeadline(state, TEN)).toBeUndefined();
  });
});

test('a shown copy fades after two seconds', () => {
  const copied: TokenEvent = { kind: 'copied', expiresAt: TEN + HOUR_MS };
  const shown = run([TEN, found], [TEN, granted(TEN + HOUR_MS)], [TEN, copied]);
  expect(shown.state.copied).toMatchObject({ expiresAt: TEN + HOUR_MS });
  expect(nextDeadline(shown.state, TEN + 1)).toBe(TEN + 2000);
  expect(transition(shown.state, woke, TEN + 2000, CALM).state.copied).toBeUndefined();
});

test('there is a deadline at every minute of what is shown, and at the end itself', () => {
  const { state } = run([TEN, found], [TEN, granted(TEN + 30 * MINUTE_MS)]);
  expect(nextDeadline(state, TEN + 10 * SECOND_MS)).toBe(TEN + MINUTE_MS + 1);
  expect(nextDeadline(state, TEN + 14 * MINUTE_MS + 30 * SECOND_MS)).toBe(TEN + 15 * MINUTE_MS);
});
