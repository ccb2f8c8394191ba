import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEntry } from '../../../../preload/contract/history.ts';
import { downtimesOf, timesOn } from '../../../../renderer/timeline/downtime.ts';
import { historyEntry } from '../../../support/page-harness/histories.ts';
import { test as property } from '../../../support/core/property.ts';
import { anyHistory, NOW, refresh } from './histories.ts';

const hours = (count: number): number => NOW - 24 * HOUR_MS + count * HOUR_MS;
const started = (at: number) => historyEntry({ kind: 'started', version: '0.1.0' }, at);
const stopped = (at: number) => historyEntry({ kind: 'stopped' }, at);
const slept = (at: number) => historyEntry({ kind: 'slept' }, at);
const woke = (at: number) => historyEntry({ kind: 'woke' }, at);
const granted = (at: number) => historyEntry(refresh('granted'), at);

test.each<[string, HistoryEntry[], ReturnType<typeof downtimesOf>]>([
  ['sleep', [started(hours(0)), slept(hours(1)), woke(hours(9))], [{ kind: 'slept', at: hours(1), endAt: hours(9) }]],
  [
    'being quit',
    [started(hours(0)), stopped(hours(1)), started(hours(9))],
    [{ kind: 'quit', at: hours(1), endAt: hours(9) }],
  ],
  [
    'being killed',
    [started(hours(0)), granted(hours(1)), started(hours(9))],
    [{ kind: 'lost', at: hours(1), endAt: hours(9) }],
  ],
  [
    'sleep whose end the system did not tell',
    [started(hours(0)), slept(hours(1)), granted(hours(9))],
    [{ kind: 'slept', at: hours(1), endAt: hours(9) }],
  ],
  ['a screen that was unlocked', [started(hours(0)), woke(hours(9))], []],
  ['a first start', [started(hours(9))], []],
  [
    'sleep from which nothing was noted yet',
    [started(hours(0)), slept(hours(1))],
    [{ kind: 'slept', at: hours(1), endAt: NOW }],
  ],
  ['falling asleep right now', [started(hours(0)), slept(NOW - 10 * SECOND_MS)], []],
])('after %s', (_name, entries, gaps) => {
  expect(downtimesOf(entries, NOW)).toEqual(gaps);
});

test('what was under way when the computer went to sleep does not wake it', () => {
  const late = hours(1) + 4 * SECOND_MS;
  const entries = [started(hours(0)), slept(hours(1)), historyEntry(refresh('network'), late), woke(hours(9))];
  expect(downtimesOf(entries, NOW)).toEqual([{ kind: 'slept', at: late, endAt: hours(9) }]);
  const soon = hours(1) + 20 * SECOND_MS;
  expect(downtimesOf([started(hours(0)), slept(hours(1)), woke(soon)], NOW)).toEqual([
    { kind: 'slept', at: hours(1), endAt: soon },
  ]);
});

test('it is lost from the last try of a row on', () => {
  const row = historyEntry(refresh('network'), hours(1), 7, hours(1) + 40 * MINUTE_MS);
  expect(downtimesOf([started(hours(0)), row, started(hours(9))], NOW)).toEqual([
    { kind: 'lost', at: row.lastAt, endAt: hours(9) },
  ]);
});

property('a gap lies in the past, after the one before, and never over what the app did', [anyHistory], (entries) => {
  const gaps = downtimesOf(entries, NOW);
  gaps.forEach((gap, index) => {
    expect(gap.at).toBeLessThan(gap.endAt);
    expect(gap.endAt).toBeLessThanOrEqual(NOW);
    expect(gap.at).toBeGreaterThanOrEqual(gaps[index - 1]?.endAt ?? -Infinity);
    for (const { at, lastAt } of entries) expect(lastAt <= gap.at || at >= gap.endAt).toBe(true);
  });
});

property('gaps and the times in between are the whole time since the first entry', [anyHistory], (entries) => {
  const gaps = downtimesOf(entries, NOW);
  const on = timesOn(entries, gaps, NOW);
  const all = [...gaps, ...on].sort((a, b) => a.at - b.at);
  const totalMs = all.reduce((sum, { at, endAt }) => sum + endAt - at, 0);
  expect(totalMs).toBe(entries[0] === undefined ? 0 : NOW - entries[0].at);
  all.slice(1).forEach(({ at }, index) => expect(at).toBe(all[index]?.endAt));
});
