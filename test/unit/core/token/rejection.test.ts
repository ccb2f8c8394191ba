import { describe, expect, test } from 'vitest';
import type { RefreshFailure } from '../../../../main/core/token/answer.ts';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import { nextDeadline } from '../../../../main/core/token/scheduler.ts';
import type { TokenState } from '../../../../main/core/token/state.ts';
import { transition } from '../../../../main/core/token/transition.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { fc, test as property } from '../../../support/core/property.ts';
import {
  ENVIRONMENT,
  FACTS,
  OTHER,
  TEN,
  keychainRead,
  granted,
  run,
  refreshWanted,
} from '../../../support/core/run.ts';

const BARE: RefreshFailure = { kind: 'refused', bare: true };
const NAMED: RefreshFailure = { kind: 'refused', errorCode: 'invalid_grant' };
const PAGE: RefreshFailure = { kind: 'not_nerd' };
const WEEK_END = FACTS.enteredAt + 7 * DAY_MS;
const woke: TokenEvent = { kind: 'systemWoke' };
const noExpiry: TokenEvent = {
  kind: 'keychainRead',
  credential: { ...FACTS, lasts: 'noExpiry' },
  pendingCredential: undefined,
};

const no = (failure: RefreshFailure, latestEndAt?: number): TokenEvent => ({
  kind: 'answered',
  id: 'one',
  answer: { ok: false, failure },
  latestEndAt,
});

/** Lives on from `from` until `until`, with each request answered at once; gives when the requests began. */
function live(
  start: TokenState,
  from: number,
  until: number,
  answer: TokenEvent,
  at: { readonly at: number; readonly event: TokenEvent; readonly online?: boolean }[] = [],
): { readonly state: TokenState; readonly requests: number[] } {
  let state = start;
  let now = from;
  let online = true;
  const requests: number[] = [];
  const others = [...at];
  const take = (event: TokenEvent): void => {
    const step = transition(state, event, now, { ...ENVIRONMENT, online });
    state = step.state;
    if (step.effects.length === 0) return;
    requests.push(now);
    take(answer);
  };
  for (;;) {
    const deadline = nextDeadline(state, now) ?? Infinity;
    const other = others[0];
    const nextAt = Math.max(now, Math.min(deadline, other?.at ?? Infinity));
    if (nextAt > until) return { state, requests };
    now = nextAt;
    if (other !== undefined && other.at <= now) {
      others.shift();
      online = other.online ?? online;
      take(other.event);
    } else take({ kind: 'timeMoved' });
  }
}

/** A session whose first request at ten was answered so; its credential ends with its week. */
const after = (answer: TokenEvent, read = keychainRead): TokenState => run([TEN, read], [TEN, answer]).state;
const minutes = (requests: readonly number[]): number[] => requests.map((at) => (at - TEN) / MINUTE_MS);

describe('a bare refusal', () => {
  test('is asked again after 1 and after 15 minutes, and only then shown as a rejection', () => {
    let state = after(no(BARE, WEEK_END));
    expect(state.session).toMatchObject({ kind: 'retrying', failure: BARE, retryAt: TEN + MINUTE_MS });
    ({ state } = live(state, TEN, TEN + MINUTE_MS, no(BARE, WEEK_END)));
    expect(state.session).toMatchObject({ kind: 'retrying', failure: BARE, retryAt: TEN + 16 * MINUTE_MS });
    ({ state } = live(state, TEN + MINUTE_MS, TEN + 16 * MINUTE_MS, no(BARE, WEEK_END)));
    expect(state.session).toMatchObject({ kind: 'rejected', bare: { count: 3, recheckAt: TEN + 76 * MINUTE_MS } });
  });

  test('is asked again after an hour, and at most four times a day, until the latest credible end', () => {
    const { requests, state } = live(after(no(BARE, WEEK_END)), TEN, TEN + 30 * DAY_MS, no(BARE, WEEK_END));
    expect(minutes(requests).slice(0, 7)).toEqual([1, 16, 76, 436, 796, 1156, 1516]);
    for (const at of requests.slice(2))
      expect(requests.slice(2).filter((other) => other >= at && other < at + DAY_MS).length).toBeLessThanOrEqual(4);
    expect(requests.at(-1)).toBeLessThan(WEEK_END);
    expect(requests.at(-1)).toBeGreaterThan(WEEK_END - 7 * HOUR_MS);
    expect(state.session.kind).toBe('rejected');
  });

  test('of a credential without expiry is asked again for seven days from the first one', () => {
    const { requests } = live(after(no(BARE), noExpiry), TEN, TEN + 30 * DAY_MS, no(BARE));
    expect(requests.at(-1)).toBeLessThan(TEN + 7 * DAY_MS);
    expect(requests.at(-1)).toBeGreaterThan(TEN + 7 * DAY_MS - 7 * HOUR_MS);
  });

  test('is asked again at a wake, four times a day at most', () => {
    const { requests } = live(
      after(no(BARE, WEEK_END)),
      TEN,
      TEN + DAY_MS,
      no(BARE, WEEK_END),
      [20, 21, 22, 23, 24, 25].map((minute) => ({ at: TEN + minute * MINUTE_MS, event: woke })),
    );
    expect(minutes(requests)).toEqual([1, 16, 20, 21, 22, 23]);
  });

  property(
    'is asked about four times in any day at most, whenever the machine wakes and the network changes',
    [fc.array(fc.record({ minute: fc.integer({ min: 17, max: 3 * 1440 }), online: fc.boolean() }), { maxLength: 60 })],
    (moments) => {
      const others = moments
        .map(({ minute, online }) => ({ at: TEN + minute * MINUTE_MS, event: woke, online }))
        .sort((one, other) => one.at - other.at);
      const answer = no(BARE, WEEK_END);
      const { requests } = live(after(answer), TEN, TEN + 4 * DAY_MS, answer, others);
      const rechecks = requests.slice(2);
      const fifth = rechecks.find((at, index) => (rechecks[index + 4] ?? Infinity) - at < DAY_MS);
      expect(fifth).toBeUndefined();
      // Nor is it forgotten: after each day of many wakes the next request comes a day after the first of them.
      const gaps = rechecks.slice(1).map((at, index) => at - (rechecks[index] ?? at));
      expect(Math.max(0, ...gaps)).toBeLessThanOrEqual(DAY_MS + MINUTE_MS);
    },
  );

  test('is asked about no more often after a click whose request failed of something else', () => {
    const answer = no(BARE, WEEK_END);
    const rejected = live(after(answer), TEN, TEN + 20 * MINUTE_MS, answer).state;
    const clicked = live(rejected, TEN + 20 * MINUTE_MS, TEN + DAY_MS, no({ kind: 'timeout' }), [
      { at: TEN + 21 * MINUTE_MS, event: refreshWanted },
    ]);
    expect(minutes(clicked.requests).length).toBeLessThanOrEqual(1 + 4);
    expect(clicked.state.session).toMatchObject({ kind: 'rejected', bare: { count: 3 } });
  });

  test('is asked again when the network is back', () => {
    const { requests } = live(after(no(BARE, WEEK_END)), TEN, TEN + 31 * MINUTE_MS, no(BARE, WEEK_END), [
      { at: TEN + 20 * MINUTE_MS, event: { kind: 'timeMoved' }, online: false },
      { at: TEN + 30 * MINUTE_MS, event: { kind: 'timeMoved' }, online: true },
    ]);
    expect(minutes(requests)).toEqual([1, 16, 30]);
  });

  test('leaves a pause alone, in which only a person asks', () => {
    const paused = run(
      [TEN, keychainRead],
      [TEN, no(BARE, WEEK_END)],
      [TEN, { kind: 'paused', untilAt: undefined }],
    ).state;
    expect(live(paused, TEN, TEN + DAY_MS, no(BARE, WEEK_END)).requests).toEqual([]);
  });

  test('that was an error ends with the next good answer', () => {
    const rejected = live(after(no(BARE, WEEK_END)), TEN, TEN + 16 * MINUTE_MS, no(BARE, WEEK_END)).state;
    const { state } = live(rejected, TEN + 16 * MINUTE_MS, TEN + 76 * MINUTE_MS, granted(TEN + 136 * MINUTE_MS));
    expect(state.session).toMatchObject({ kind: 'active' });
    expect(state.session).not.toHaveProperty('bare');
  });

  test('stays shown while it is asked about, also if something else fails then', () => {
    const rejected = live(after(no(BARE, WEEK_END)), TEN, TEN + 16 * MINUTE_MS, no(BARE, WEEK_END)).state;
    const at = TEN + 76 * MINUTE_MS;
    const asking = transition(rejected, { kind: 'timeMoved' }, at, ENVIRONMENT).state;
    expect(asking).toMatchObject({ session: { kind: 'rejected' }, requestInFlight: { of: 'session' } });
    const failed = transition(asking, no(PAGE), at, ENVIRONMENT).state;
    expect(failed.session).toMatchObject({ kind: 'rejected', bare: { recheckAt: at + 6 * HOUR_MS } });
  });

  test('is shown at once after a person has tried again in vain, and is tried again on', () => {
    const rejected = live(after(no(BARE, WEEK_END)), TEN, TEN + 16 * MINUTE_MS, no(BARE, WEEK_END)).state;
    const at = TEN + 20 * MINUTE_MS;
    const trying = transition(rejected, refreshWanted, at, ENVIRONMENT);
    expect(trying.effects).toHaveLength(1);
    expect(trying.state.session.kind).toBe('refreshing');
    const { session } = transition(trying.state, no(BARE, WEEK_END), at, ENVIRONMENT).state;
    expect(session).toMatchObject({ kind: 'rejected', bare: { recheckAt: at + HOUR_MS } });
  });

  test('that is asked about already makes a person wait for that answer', () => {
    const rejected = live(after(no(BARE, WEEK_END)), TEN, TEN + 16 * MINUTE_MS, no(BARE, WEEK_END)).state;
    const asking = transition(rejected, { kind: 'timeMoved' }, TEN + 76 * MINUTE_MS, ENVIRONMENT).state;
    const waiting = transition(asking, refreshWanted, TEN + 76 * MINUTE_MS, ENVIRONMENT);
    expect(waiting.effects).toEqual([]);
    expect(waiting.state.session.kind).toBe('refreshing');
  });

  test('counts on through a failure of another kind', () => {
    const state = run(
      [TEN, keychainRead],
      [TEN, no(BARE, WEEK_END)],
      [TEN + MINUTE_MS, { kind: 'timeMoved' }],
      [TEN + MINUTE_MS, no(PAGE)],
    ).state;
    expect(state.session).toMatchObject({ kind: 'retrying', failure: PAGE, bare: { count: 1 } });
  });

  test('leads to a newer credential in the keychain first', () => {
    const state = after({ ...no(BARE), newer: OTHER } as TokenEvent);
    expect(state).toMatchObject({ credential: OTHER, session: { kind: 'refreshing' } });
  });
});

describe('NERD’s own refusal', () => {
  const good = [
    [TEN, keychainRead],
    [TEN, granted(TEN + HOUR_MS)],
    [TEN + 45 * MINUTE_MS, { kind: 'timeMoved' }],
  ] as const;

  test('twice in a row ends all background requests', () => {
    const first = run(...good, [TEN + 45 * MINUTE_MS, no(NAMED, WEEK_END)]).state;
    const { state, requests } = live(first, TEN + 45 * MINUTE_MS, TEN + 7 * DAY_MS, no(NAMED, WEEK_END), [
      { at: TEN + 2 * DAY_MS, event: woke },
    ]);
    expect(minutes(requests)).toEqual([46]);
    expect(state.session).toMatchObject({ kind: 'rejected', errorCode: 'invalid_grant' });
  });

  test('before and after a bare one is not two in a row', () => {
    const { state } = run(
      ...good,
      [TEN + 45 * MINUTE_MS, no(NAMED)],
      [TEN + 46 * MINUTE_MS, { kind: 'timeMoved' }],
      [TEN + 46 * MINUTE_MS, no(BARE)],
      [TEN + 47 * MINUTE_MS, { kind: 'timeMoved' }],
      [TEN + 47 * MINUTE_MS, no(NAMED)],
    );
    expect(state.session).toMatchObject({ kind: 'retrying', rejections: 1 });
  });

  test('after a bare rejection was shown ends the doubt', () => {
    const rejected = live(after(no(BARE, WEEK_END)), TEN, TEN + 16 * MINUTE_MS, no(BARE, WEEK_END)).state;
    const { state, requests } = live(rejected, TEN + 16 * MINUTE_MS, TEN + 7 * DAY_MS, no(NAMED, WEEK_END));
    expect(minutes(requests)).toEqual([76]);
    expect(state.session).toMatchObject({ kind: 'rejected', errorCode: 'invalid_grant' });
  });
});

test('a block page keeps the session, however often it comes, and it goes on when NERD answers again', () => {
  const { state, requests } = live(after(no(PAGE)), TEN, TEN + 3 * HOUR_MS, no(PAGE));
  expect(state.session).toMatchObject({ kind: 'retrying', failure: PAGE });
  expect(requests.length).toBeGreaterThan(30);
  const back = live(state, TEN + 3 * HOUR_MS, TEN + 3 * HOUR_MS + 6 * MINUTE_MS, granted(TEN + 4 * HOUR_MS));
  expect(back.state.session.kind).toBe('active');
});
