import { expect, test } from 'vitest';
import { entryOf, recentHistory, tidied } from '../../../../main/core/history/history.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEntry, HistoryEvent } from '../../../../preload/contract/history.ts';
import { fc, test as property } from '../../../support/core/property.ts';

const NOW = Date.UTC(2026, 10, 24, 10);
const refresh = (result: Extract<HistoryEvent, { kind: 'refresh' }>['result'], own = true, tookMs = 200) =>
  ({ kind: 'refresh', of: 'session', own, result, tookMs }) as const;
const at = (event: HistoryEvent, moment: number): HistoryEntry => entryOf(event, moment);
const minutes = (count: number): number => NOW - HOUR_MS + count * MINUTE_MS;
const clock = (shiftMs: number, applied = false) => ({ kind: 'clock', shiftMs, skewMs: -shiftMs, applied }) as const;

test('the same failure again and again is one entry, from the first to the last, with the last one’s details', () => {
  const entries = [0, 5, 11].map((minute) => at(refresh('network', true, minute), minutes(minute)));
  expect(recentHistory(entries, NOW)).toEqual([
    { ...refresh('network', true, 11), at: minutes(0), times: 3, lastAt: minutes(11) },
  ]);
});

test.each<[string, HistoryEvent, HistoryEvent, number]>([
  ['of another kind', refresh('network'), refresh('timeout'), 5],
  ['that somebody asked for', refresh('network'), refresh('network', false), 5],
  ['long after', refresh('network'), refresh('network'), 16],
  ['of a clock that was turned back', refresh('network'), refresh('network'), -1],
  ['that worked', refresh('granted'), refresh('granted'), 5],
  ['that is a start', { kind: 'started', version: '0.1.0' }, { kind: 'started', version: '0.1.0' }, 1],
])('one %s is told by itself', (_name, first, second, later) => {
  expect(tidied([at(first, minutes(10)), at(second, minutes(10 + later))], NOW)).toHaveLength(2);
});

test('something in between ends a row of repeats', () => {
  const entries = [refresh('network'), { kind: 'woke' } as const, refresh('network')];
  expect(
    recentHistory(
      entries.map((event, index) => at(event, minutes(index))),
      NOW,
    ),
  ).toHaveLength(3);
});

test('eight days are kept, and of a row that reaches into them the whole row', () => {
  const oldest = NOW - 8 * DAY_MS;
  const old = at({ kind: 'stopped' }, oldest - 1);
  const row = { ...at({ kind: 'woke' }, oldest - MINUTE_MS), times: 2, lastAt: oldest };
  expect(tidied([old, row], NOW)).toEqual([row]);
});

test('of too many entries the last 2,000 are kept', () => {
  const many = Array.from({ length: 2500 }, (_, index) => at(refresh('granted'), NOW - (2500 - index) * SECOND_MS));
  expect(tidied(many, NOW)).toEqual(many.slice(-2000));
});

test('what a run noted on a wrong clock moves to true time, once; the run before stays', () => {
  const before = at({ kind: 'stopped' }, minutes(0));
  const wrong = [
    at({ kind: 'started', version: '0.1.0' }, minutes(2) - HOUR_MS),
    at({ kind: 'woke' }, minutes(3) - HOUR_MS),
  ];
  const entries = [before, ...wrong, at(clock(HOUR_MS), minutes(4)), at(refresh('granted'), minutes(4))];
  const right = tidied(entries, NOW);
  expect(right.map((entry) => entry.at)).toEqual([0, 2, 3, 4, 4].map(minutes));
  expect(tidied(right, NOW)).toEqual(right);
});

test('a correction later in the run moves nothing: the time was known before', () => {
  const started = at({ kind: 'started', version: '0.1.0' }, minutes(0));
  const entries = [
    started,
    at(clock(MINUTE_MS), minutes(2)),
    at({ kind: 'woke' }, minutes(5)),
    at(clock(HOUR_MS), minutes(9)),
  ];
  expect(tidied(entries, NOW).map((entry) => entry.at)).toEqual([1, 2, 5, 9].map(minutes));
});

test('what a wrong clock has put into the future is kept, but not shown', () => {
  const entries = [at({ kind: 'woke' }, NOW + DAY_MS), at({ kind: 'stopped' }, minutes(1))];
  expect(recentHistory(entries, NOW)).toEqual([entries[1]]);
  expect(tidied(entries, NOW)).toEqual(entries);
});

const event = fc.constantFrom<HistoryEvent>(
  refresh('network'),
  refresh('granted'),
  { kind: 'woke' },
  { kind: 'started', version: '0.1.0' },
  clock(7 * MINUTE_MS),
);
const entries = fc
  .array(fc.tuple(event, fc.integer({ min: -20 * MINUTE_MS, max: 9 * DAY_MS })), { maxLength: 30 })
  .map((list) => list.map(([each, agoMs]) => at(each, NOW - agoMs)));

property('tidying again changes nothing, and nothing young is lost', [entries], (list) => {
  const once = tidied(list, NOW);
  expect(tidied(once, NOW)).toEqual(once);
  const count = (some: readonly HistoryEntry[]): number => some.reduce((sum, { times }) => sum + times, 0);
  // Corrections move entries by minutes, over the edge at most.
  const young = list.filter((entry) => entry.at >= NOW - 8 * DAY_MS);
  const edge = list.filter((entry) => Math.abs(entry.at - (NOW - 8 * DAY_MS)) <= 7 * MINUTE_MS);
  expect(Math.abs(count(once) - young.length)).toBeLessThanOrEqual(edge.length);
});

const failedRefresh = { kind: 'refresh', of: 'session', own: true, result: 'network', tookMs: 12 } as const;
const copy = { kind: 'copy', ok: true, lastsMs: 60_000, tookMs: 1 } as const;
const connect = { kind: 'connect', account: 'refreshToken', renewed: false, result: 'refused', tookMs: 1 } as const;
const correction = { kind: 'clock', shiftMs: MINUTE_MS, skewMs: 0, applied: true } as const;

/** How many entries two events become that lie so far apart. */
function entryCount(first: HistoryEvent, second: HistoryEvent, apartMs = MINUTE_MS): number {
  return tidied([entryOf(first, NOW - apartMs), entryOf(second, NOW)], NOW).length;
}

test.each<[HistoryEvent, HistoryEvent]>([
  [failedRefresh, { ...failedRefresh, tookMs: 99 }],
  [copy, { ...copy, lastsMs: 5 }],
  [connect, { ...connect, renewed: true }],
  [{ kind: 'slept' }, { kind: 'slept' }],
  [{ kind: 'woke' }, { kind: 'woke' }],
  [{ kind: 'resume' }, { kind: 'resume' }],
  [
    { kind: 'pause', until: 'tomorrow' },
    { kind: 'pause', until: 'tomorrow' },
  ],
  [
    { kind: 'snooze', until: 'tomorrow' },
    { kind: 'snooze', until: 'tomorrow' },
  ],
])('%j is a repeat of the like', (first, second) => {
  expect(entryCount(first, second)).toBe(1);
});

test.each<[HistoryEvent, HistoryEvent]>([
  [failedRefresh, { ...failedRefresh, of: 'candidate' }],
  [failedRefresh, { ...failedRefresh, own: false }],
  [failedRefresh, { ...failedRefresh, result: 'timeout' }],
  [
    { ...failedRefresh, result: 'granted' },
    { ...failedRefresh, result: 'granted' },
  ],
  [copy, { ...copy, ok: false }],
  [connect, { ...connect, account: 'demo' }],
  [connect, { ...connect, result: 'unreachable' }],
  [
    { ...connect, result: 'connected' },
    { ...connect, result: 'connected' },
  ],
  [{ kind: 'slept' }, { kind: 'woke' }],
  [
    { kind: 'pause', until: 'tomorrow' },
    { kind: 'pause', until: 'resumed' },
  ],
  [
    { kind: 'pause', until: 'tomorrow' },
    { kind: 'snooze', until: 'tomorrow' },
  ],
  [{ kind: 'stopped' }, { kind: 'stopped' }],
  [
    { kind: 'forget', ok: true },
    { kind: 'forget', ok: true },
  ],
  [
    { kind: 'warning', of: '2h' },
    { kind: 'warning', of: '2h' },
  ],
  [correction, correction],
])('%j is told beside %j', (first, second) => {
  expect(entryCount(first, second)).toBe(2);
});

test('repeats lie a quarter of an hour apart at most', () => {
  expect(entryCount({ kind: 'woke' }, { kind: 'woke' }, 15 * MINUTE_MS)).toBe(1);
  expect(entryCount({ kind: 'woke' }, { kind: 'woke' }, 15 * MINUTE_MS + 1)).toBe(2);
  expect(entryCount({ kind: 'woke' }, { kind: 'woke' }, 0)).toBe(1);
});

test('a moment that a correction would lead beyond what a date can be stays one', () => {
  const last = 8.64e15;
  const entries = [
    entryOf({ kind: 'started', version: '0.1.0' }, 2),
    { ...entryOf({ kind: 'slept' }, 1), times: 2, lastAt: last },
    entryOf({ kind: 'clock', shiftMs: 5.5, skewMs: 5, applied: false }, 3),
    entryOf({ kind: 'started', version: '0.1.0' }, 2),
    { ...entryOf({ kind: 'woke' }, 1), times: 2, lastAt: last },
    entryOf({ kind: 'clock', shiftMs: -9, skewMs: -9, applied: false }, 3),
  ];
  for (const { at, lastAt } of tidied(entries, 10)) {
    expect(Number.isInteger(at) && at >= 0 && lastAt <= last).toBe(true);
    expect(new Date(lastAt).toISOString()).toContain('Z');
  }
});
