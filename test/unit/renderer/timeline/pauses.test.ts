import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../main/core/time/time.ts';
import type { HistoryEntry } from '../../../../preload/contract/history.ts';
import { downtimesOf, timesOn } from '../../../../renderer/timeline/downtime.ts';
import { pausesOf } from '../../../../renderer/timeline/pauses.ts';
import { historyEntry } from '../../../support/page-harness/histories.ts';
import { test as property, fc } from '../../../support/core/property.ts';
import { anyHistory, NOW, refresh } from './histories.ts';

const hours = (count: number): number => NOW - 24 * HOUR_MS + count * HOUR_MS;
const pauses = (...entries: readonly HistoryEntry[]) =>
  pausesOf(entries, timesOn(entries, downtimesOf(entries, NOW), NOW), NOW).map(({ at, endAt }) => [at, endAt]);

const started = historyEntry({ kind: 'started', version: '0.1.0' }, hours(0));
const paused = historyEntry({ kind: 'pause', until: 'resumed' }, hours(1));
const pausedUntilTomorrow = historyEntry({ kind: 'pause', until: 'tomorrow' }, hours(1));
const resumed = historyEntry({ kind: 'resume' }, hours(3));
const asked = { ...refresh('granted'), own: false } as const;

test.each<[string, HistoryEntry[], number[][]]>([
  ['lasts until it is resumed', [started, paused, resumed], [[hours(1), hours(3)]]],
  ['that is on lasts until now', [started, paused], [[hours(1), NOW]]],
  [
    'that is there once is one, however often it is chosen',
    [started, pausedUntilTomorrow, { ...paused, at: hours(2), lastAt: hours(2) }, resumed],
    [[hours(1), hours(3)]],
  ],
  [
    'ends with the first request of the app’s own accord',
    [started, pausedUntilTomorrow, historyEntry(refresh('network'), hours(9))],
    [[hours(1), hours(9)]],
  ],
  [
    'goes on over a request that was asked for',
    [started, paused, historyEntry(asked, hours(2)), resumed],
    [[hours(1), hours(3)]],
  ],
  [
    'goes on over what was under way',
    [started, paused, historyEntry(refresh('granted'), hours(1) + 4 * SECOND_MS), resumed],
    [[hours(1), hours(3)]],
  ],
  [
    'is not told where the computer slept',
    [
      started,
      paused,
      historyEntry({ kind: 'slept' }, hours(2)),
      historyEntry({ kind: 'woke' }, hours(2) + MINUTE_MS),
      resumed,
    ],
    [
      [hours(1), hours(2)],
      [hours(2) + MINUTE_MS, hours(3)],
    ],
  ],
  ['is none where nobody paused', [started, resumed], []],
])('a pause %s', (_name, entries, expected) => {
  expect(pauses(...entries)).toEqual(expected);
});

const pauseOrResume = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 8 * 24 * HOUR_MS }));

property(
  'a pause lies within a time in which the app was on',
  [anyHistory, fc.array(pauseOrResume)],
  (entries, more) => {
    const all = [
      ...entries,
      ...more.map(([starts, agoMs]) =>
        historyEntry(starts ? { kind: 'pause', until: 'resumed' } : { kind: 'resume' }, NOW - agoMs),
      ),
    ].sort((a, b) => a.at - b.at);
    const on = timesOn(all, downtimesOf(all, NOW), NOW);
    for (const pause of pausesOf(all, on, NOW)) {
      expect(pause.at).toBeLessThan(pause.endAt);
      expect(on.some(({ at, endAt }) => at <= pause.at && pause.endAt <= endAt)).toBe(true);
    }
  },
);
