import { describe, expect, test } from 'vitest';
import { INITIAL_STATE, type CredentialFacts, type RefreshAnswer, type TokenState } from '../../../main/core/state.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../main/core/time.ts';
import { nextDeadline } from '../../../main/core/due.ts';
import type { TokenEvent } from '../../../main/core/events.ts';
import { transition } from '../../../main/core/transition.ts';
import { jwtUntil } from './tokens.ts';

const TEN = Date.UTC(2026, 10, 24, 10);
const FACTS: CredentialFacts = { id: 'one', kind: 'refreshToken', enteredAt: TEN - HOUR_MS };
const OTHER: CredentialFacts = { ...FACTS, id: 'two' };

const CALM = { chance: 0.5, online: true };

/** Runs events at their moments; gives the last state and the number of requests that were started. */
function run(...steps: readonly (readonly [at: number, event: TokenEvent])[]): {
  state: TokenState;
  requests: string[];
} {
  let state = INITIAL_STATE;
  const requests: string[] = [];
  for (const [at, event] of steps) {
    const step = transition(state, event, at, CALM);
    state = step.state;
    requests.push(...step.effects.map(({ flight }) => `${flight.of} ${flight.id} at ${(at - TEN) / SECOND_MS}`));
  }
  return { state, requests };
}

const found: TokenEvent = { kind: 'keychainRead', credential: FACTS, untried: undefined };
const woke: TokenEvent = { kind: 'woke' };
const wanted: TokenEvent = { kind: 'refreshWanted' };
const granted = (expiresAt: number, id = 'one'): TokenEvent => ({
  kind: 'answered',
  id,
  answer: { ok: true, accessToken: jwtUntil(expiresAt) },
});
const failed = (kind: 'network' | 'refused' | 'rate_limited', retryAfterMs?: number): TokenEvent => {
  const answer: RefreshAnswer = { ok: false, failure: { kind, retryAfterMs } };
  return { kind: 'answered', id: 'one', answer };
};

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
    ['the same end as before', TEN + 8 * MINUTE_MS, TEN + 8 * MINUTE_MS],
    ['an earlier end than before', TEN + 6 * MINUTE_MS, TEN + 6 * MINUTE_MS],
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

describe('the network', () => {
  const around = (online: boolean) => ({ chance: 0.5, online });
  const failedOnce = (): TokenState => {
    const started = transition(INITIAL_STATE, found, TEN, around(false)).state;
    return transition(started, failed('network'), TEN + SECOND_MS, around(false)).state;
  };

  test('found again makes the next try due, ten seconds after the last one', () => {
    const later = transition(failedOnce(), woke, TEN + 5 * SECOND_MS, around(true));
    expect(later.effects).toEqual([]);
    expect(later.state.session).toMatchObject({ kind: 'retrying', retryAt: TEN + 10 * SECOND_MS });
    expect(transition(later.state, woke, TEN + 10 * SECOND_MS, around(true)).effects).toHaveLength(1);
  });

  test('is looked for every ten seconds while a failure stands, and not otherwise', () => {
    expect(nextDeadline(failedOnce(), TEN + SECOND_MS)).toBe(TEN + 11 * SECOND_MS);
    const { state } = run([TEN, found], [TEN, granted(TEN + HOUR_MS)]);
    expect(nextDeadline(state, TEN + 1)).toBe(TEN + MINUTE_MS + 1);
  });

  test('that is said to be missing holds a due try off for a minute, and no longer', () => {
    const state = failedOnce();
    const dueAt = TEN + 31 * SECOND_MS;
    expect(transition(state, woke, dueAt, around(false)).effects).toEqual([]);
    expect(transition(state, woke, dueAt + MINUTE_MS - 1, around(false)).effects).toEqual([]);
    expect(transition(state, woke, dueAt + MINUTE_MS, around(false)).effects).toHaveLength(1);
  });

  test('that is said to be missing does not hold a click off', () => {
    expect(transition(failedOnce(), wanted, TEN + 6 * SECOND_MS, around(false)).effects).toHaveLength(1);
  });

  test('that comes and goes cures no server that is in trouble', () => {
    const started = transition(INITIAL_STATE, found, TEN, around(true)).state;
    const limited = transition(started, failed('rate_limited', 10 * MINUTE_MS), TEN, around(false)).state;
    expect(transition(limited, woke, TEN + MINUTE_MS, around(true)).effects).toEqual([]);
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

describe('tokens that end on the hour', () => {
  // Connected at 10:20; asked again at 10:45, which gained nothing.
  const AT = TEN + 20 * MINUTE_MS;
  const proved = [
    [AT, found],
    [AT, granted(TEN + HOUR_MS)],
    [TEN + 45 * MINUTE_MS, woke],
    [TEN + 45 * MINUTE_MS, granted(TEN + HOUR_MS)],
  ] as const;
  const eleven = TEN + HOUR_MS;

  test('are asked for after the hour once that is proved, and shown as refreshing in between', () => {
    const half = transition({ ...INITIAL_STATE, spread: 0.5 }, found, AT, CALM).state;
    let state = half;
    state = transition(state, granted(eleven), AT, CALM).state;
    state = transition(state, woke, eleven - 12 * MINUTE_MS, CALM).state;
    state = transition(state, granted(eleven), eleven - 12 * MINUTE_MS, CALM).state;
    expect(state.session).toMatchObject({ kind: 'active', refreshAt: eleven + 30 * SECOND_MS });
    state = transition(state, woke, eleven, CALM).state;
    expect(state.session).toMatchObject({ kind: 'betweenTokens', nextTryAt: eleven + 30 * SECOND_MS });
    expect(nextDeadline(state, eleven)).toBe(eleven + 30 * SECOND_MS);
    const copy = transition(state, wanted, eleven + 1000, CALM);
    expect(copy.effects).toHaveLength(1);
  });

  test('are asked for once an hour from then on', () => {
    const { requests } = run(
      ...proved,
      [eleven, woke],
      [eleven, granted(eleven + HOUR_MS)],
      [eleven + 45 * MINUTE_MS, woke],
      [eleven + HOUR_MS, woke],
    );
    expect(requests.map((request) => request.split(' at ')[1])).toEqual(['1200', '2700', '3600', '7200']);
  });

  test('are forgotten as a rule when one ends otherwise', () => {
    const { state } = run(...proved, [eleven, woke], [eleven, granted(eleven + HOUR_MS + 20 * MINUTE_MS)]);
    expect(state.evidence.onTheHour).toBe(0);
    expect(state.session).toMatchObject({ refreshAt: eleven + HOUR_MS + 5 * MINUTE_MS });
  });

  test('a token that lives an hour and was fetched at the hour proves nothing', () => {
    const { state } = run([TEN, found], [TEN, granted(TEN + HOUR_MS)]);
    expect(state.evidence.onTheHour).toBe(0);
  });
});

test('the first tries of all installations are spread over five minutes', () => {
  const refreshAt = (spread: number): number | undefined => {
    const started = transition({ ...INITIAL_STATE, spread }, found, TEN, CALM).state;
    const { session } = transition(started, granted(TEN + HOUR_MS), TEN, CALM).state;
    return session.kind === 'active' ? session.refreshAt : undefined;
  };
  expect([refreshAt(0), refreshAt(0.5), refreshAt(1)]).toEqual(
    [45, 47.5, 50].map((minutes) => TEN + minutes * MINUTE_MS),
  );
});

test('where tokens always live under ten minutes, they are fetched when copied', () => {
  const at = (minutes: number) => TEN + minutes * MINUTE_MS;
  const { state, requests } = run(
    [at(7), found],
    [at(7), granted(at(11))],
    [at(9), woke],
    [at(9), granted(at(13))],
    [at(11), woke],
    [at(11), granted(at(15))],
    [at(40), woke],
    [at(41), wanted],
    [at(41), granted(at(45))],
    [at(50), woke],
  );
  expect(requests.map((request) => request.split(' at ')[1])).toEqual(['420', '540', '660', '2460']);
  expect(state.session).toMatchObject({ kind: 'active', refreshAt: undefined });
});

test('of its own accord the app never asks more than 20 times in any hour; clicks are not held off by that', () => {
  let state = transition(INITIAL_STATE, found, TEN, CALM).state;
  const asked: number[] = [TEN];
  // The worst of servers: each token has just ended, so that the next one is due in half a minute; and it never shows
  // that its tokens live shortly.
  const evidence = { onTheHour: 0, shortLives: 0 };
  for (let at = TEN; at < TEN + 3 * HOUR_MS; at += 5 * SECOND_MS) {
    for (const event of [granted(at), woke]) {
      const step = transition({ ...state, evidence }, event, at, CALM);
      state = step.state;
      if (step.effects.length > 0) asked.push(at);
    }
  }
  const inAnHour = asked.map((at) => asked.filter((other) => other >= at && other < at + HOUR_MS).length);
  expect(Math.max(...inAnHour)).toBe(20);
  const end = (asked.at(-1) ?? 0) + MINUTE_MS;
  const ownRequests = asked.slice(-20);
  const due: TokenState = {
    ...state,
    ownRequests,
    flight: undefined,
    session: { kind: 'active', held: { value: 'held', expiresAt: end + MINUTE_MS }, refreshAt: end },
  };
  expect(transition(due, woke, end, CALM).effects).toEqual([]);
  expect(nextDeadline(due, end)).toBeLessThanOrEqual((ownRequests[0] ?? 0) + HOUR_MS);
  expect(transition(due, wanted, end + 6 * SECOND_MS, CALM).effects).toHaveLength(1);
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
