import { expect, test } from 'vitest';
import { nextDeadline } from '../../../../main/core/token/scheduler.ts';
import type { TokenEvent } from '../../../../main/core/token/events.ts';
import type { RefreshFailure } from '../../../../main/core/token/answer.ts';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import { FACTS, TEN, failed, found, granted, run, woke } from '../../../support/core/run.ts';

const PROXY = { host: 'proxy.example.com', port: 8080, scheme: 'basic', realm: 'office', refused: false };
const ASKS: RefreshFailure = { kind: 'proxy_auth', proxy: PROXY };
const asks: TokenEvent = { kind: 'answered', id: 'one', answer: { ok: false, failure: ASKS } };
const answered: TokenEvent = { kind: 'proxyAnswered' };
const entered: TokenEvent = { kind: 'candidateEntered', facts: FACTS };
const stopped: TokenEvent = { kind: 'candidateFailed', id: 'one', failure: ASKS };

test('a proxy’s question stands until a request gets past it', () => {
  const first = [TEN, found] as const;
  const ask = [TEN, asks] as const;
  expect(run(first, ask).state.proxyAsk).toEqual({ ...PROXY, answered: false });
  const later = TEN + MINUTE_MS;
  expect(run(first, ask, [later, woke]).state.session.kind).toBe('refreshing');
  expect(run(first, ask, [later, woke]).state.proxyAsk).toBeDefined();
  expect(run(first, ask, [later, woke], [later, failed('network')]).state.proxyAsk).toBeDefined();
  expect(run(first, ask, [later, woke], [later, granted(TEN + HOUR_MS)]).state.proxyAsk).toBeUndefined();
  expect(run(first, ask, [later, woke], [later, failed('rate_limited')]).state.proxyAsk).toBeUndefined();
});

test('a rejected session that may still be good needs the proxy too, and tries what is entered for it', () => {
  const bareNo: TokenEvent = {
    kind: 'answered',
    id: 'one',
    answer: { ok: false, failure: { kind: 'refused', bare: true } },
  };
  const at = (minute: number): number => TEN + minute * MINUTE_MS;
  const steps = [
    [TEN, found],
    [TEN, bareNo],
    [at(1), woke],
    [at(1), bareNo],
    [at(16), woke],
    [at(16), bareNo],
    [at(76), woke],
    [at(76), asks],
    [at(77), woke],
  ] as const;
  expect(run(...steps).state).toMatchObject({ session: { kind: 'rejected' }, proxyAsk: PROXY });
  const { requests, state } = run(...steps, [at(78), answered]);
  expect(requests.at(-1)).toBe(`session one at ${78 * 60}`);
  expect(state.requestInFlight).toBeDefined();
});

test('unanswered, it is asked on the usual schedule', () => {
  const { requests } = run([TEN, found], [TEN, asks], ...times(30, (i) => [TEN + i * SECOND_MS, woke] as const));
  expect(requests).toEqual(['session one at 0', 'session one at 30']);
});

test('what is entered is tried at once, but not within five seconds of the last request that somebody wanted', () => {
  const later = TEN + 10 * SECOND_MS;
  expect(run([TEN, found], [TEN, asks], [later, answered]).requests).toEqual(['session one at 0', 'session one at 10']);
  const wanted: TokenEvent = { kind: 'refreshWanted' };
  const soon = run([TEN, found], [TEN, asks], [later, wanted], [later, asks], [later + SECOND_MS, answered]);
  expect(soon.requests).toEqual(['session one at 0', 'session one at 10']);
  expect(soon.state.proxyAsk?.answered).toBe(true);
  expect(nextDeadline(soon.state, later + SECOND_MS)).toBe(later + 5 * SECOND_MS);
});

test('and while keeping fresh is paused', () => {
  const pause: TokenEvent = { kind: 'paused', untilAt: undefined };
  const later = TEN + 10 * SECOND_MS;
  expect(run([TEN, found], [TEN, asks], [TEN, pause], [later, answered]).requests).toHaveLength(2);
  const wanted: TokenEvent = { kind: 'refreshWanted' };
  const soon = run([TEN, found], [TEN, asks], [TEN, pause], [later, wanted], [later, asks], [later, answered]);
  expect(nextDeadline(soon.state, later)).toBe(later + 5 * SECOND_MS);
});

test('a rejection of what was entered is told, and ends the waiting', () => {
  const later = TEN + 10 * SECOND_MS;
  const refused: RefreshFailure = { kind: 'proxy_auth', proxy: { ...PROXY, refused: true } };
  const no: TokenEvent = { kind: 'answered', id: 'one', answer: { ok: false, failure: refused } };
  const { state } = run([TEN, found], [TEN, asks], [later, answered], [later, no]);
  expect(state.proxyAsk).toEqual({ ...PROXY, refused: true, answered: false });
});

test('nobody waits for a password while NERD asks for a pause', () => {
  const limited: TokenEvent = {
    kind: 'candidateFailed',
    id: 'other',
    failure: { kind: 'rate_limited', retryAfterMs: HOUR_MS },
  };
  const { state, requests } = run([TEN, found], [TEN, limited], [TEN, asks], [TEN + MINUTE_MS, answered]);
  expect(state.proxyAsk).toEqual({ ...PROXY, answered: false });
  expect(requests).toHaveLength(1);
});

test('a refresh token that was kept is tried with it', () => {
  const kept: TokenEvent = { kind: 'candidateSavedForLater' };
  const later = TEN + 10 * SECOND_MS;
  const { requests } = run([TEN, entered], [TEN, stopped], [TEN, kept], [later, answered]);
  expect(requests).toEqual(['candidate one at 0', 'candidate one at 10']);
});

test('with nothing left that needs the proxy, it is asked no more', () => {
  const given: TokenEvent = { kind: 'candidateDiscarded' };
  expect(run([TEN, entered], [TEN, stopped]).state.proxyAsk).toBeDefined();
  expect(run([TEN, entered], [TEN, stopped], [TEN, given]).state.proxyAsk).toBeUndefined();
  expect(run([TEN, found], [TEN, asks], [TEN, { kind: 'forgotten' }]).state.proxyAsk).toBeUndefined();
});

function times<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i + 1));
}
