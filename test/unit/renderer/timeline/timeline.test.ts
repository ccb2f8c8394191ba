import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import type { WeekSnapshot } from '../../../../preload/contract/week.ts';
import { daysOf } from '../../../../renderer/timeline/days.ts';
import {
  markAt,
  timelineOf,
  weekFrame,
  type PlacedMark,
  type Timeline,
} from '../../../../renderer/timeline/timeline.ts';
import { failed, granted, noted } from '../../../support/page-harness/histories.ts';
import { fc, test as property } from '../../../support/core/property.ts';
import { anyHistory, NOW } from './histories.ts';

const BERLIN = 'Europe/Berlin';
const week = (enteredAt: number, latestEndAt: number): WeekSnapshot => ({
  enteredAt,
  lastUsedAt: latestEndAt - 7 * DAY_MS,
  earliestEndAt: Math.min(enteredAt + 7 * DAY_MS, latestEndAt),
  latestEndAt,
  slides: false,
  standing: undefined,
  snooze: undefined,
});

/** A line of the last 64 hours: marks nearer together than an hour are one. */
const frame = { startAt: NOW - 64 * HOUR_MS, endAt: NOW };
const line = (...entries: Parameters<typeof timelineOf>[1]): Timeline =>
  timelineOf(frame, entries, daysOf(frame.startAt, frame.endAt, BERLIN), NOW);
const kinds = ({ marks }: Timeline, kind: string) => marks.map(({ mark }) => mark).filter((mark) => mark.kind === kind);

describe('the frame of the week', () => {
  test('goes from when the token was entered to its latest end', () => {
    expect(weekFrame(NOW - 3 * DAY_MS, week(NOW - 3 * DAY_MS, NOW + 6 * DAY_MS), NOW)).toEqual({
      startAt: NOW - 3 * DAY_MS,
      endAt: NOW + 6 * DAY_MS,
    });
  });

  test('shows seven days back at most', () => {
    expect(weekFrame(NOW - 20 * DAY_MS, week(NOW - 20 * DAY_MS, NOW + DAY_MS), NOW).startAt).toBe(NOW - 7 * DAY_MS);
  });

  test('without an end ends now, and is a day long at least', () => {
    expect(weekFrame(NOW - MINUTE_MS, undefined, NOW)).toEqual({ startAt: NOW - DAY_MS, endAt: NOW });
  });

  test('of a token past its latest end reaches up to now', () => {
    expect(weekFrame(NOW - 20 * DAY_MS, week(NOW - 20 * DAY_MS, NOW - DAY_MS), NOW).endAt).toBe(NOW);
  });
});

describe('marks', () => {
  test('refreshes of one day that are near together are one mark, with the last one’s span', () => {
    const one = noted(
      { ...granted(0), kind: 'refresh', of: 'session', own: true, result: 'granted', tookMs: 300 },
      NOW - 90 * MINUTE_MS,
    );
    const other = { ...one, at: NOW - 31 * MINUTE_MS, lastAt: NOW - 31 * MINUTE_MS, tookMs: 500 };
    expect(kinds(line(one, other), 'refresh')).toEqual([
      { kind: 'refresh', at: one.at, endAt: other.at, times: 2, tookMs: 500 },
    ]);
    const later = { ...other, at: NOW - 30 * MINUTE_MS, lastAt: NOW - 30 * MINUTE_MS };
    expect(kinds(line(one, later), 'refresh')).toHaveLength(2);
  });

  test('midnight keeps them apart', () => {
    const midnight = Date.UTC(2026, 9, 24, 22);
    expect(kinds(line(granted(midnight - MINUTE_MS), granted(midnight)), 'refresh')).toHaveLength(2);
  });

  test('failures near together are one mark, and keep their reason if it is one', () => {
    const same = line(
      failed('network', NOW - 90 * MINUTE_MS, 3, NOW - 80 * MINUTE_MS),
      failed('network', NOW - 60 * MINUTE_MS, 2),
    );
    expect(kinds(same, 'failure')).toMatchObject([{ times: 5, reason: 'network', endAt: NOW - 60 * MINUTE_MS }]);
    const several = line(
      failed('network', NOW - 90 * MINUTE_MS),
      failed('timeout', NOW - 80 * MINUTE_MS),
      failed('network', NOW - 70 * MINUTE_MS),
    );
    expect(kinds(several, 'failure')).toMatchObject([{ times: 3, reason: undefined }]);
  });

  test('a refused token that is not the session’s is no failure of its week', () => {
    const other = noted({ kind: 'refresh', of: 'candidate', own: false, result: 'refused', tookMs: 9 }, NOW - HOUR_MS);
    expect(kinds(line(granted(frame.startAt), other), 'failure')).toEqual([]);
  });

  test('what the history does not know is said', () => {
    expect(kinds(line(granted(NOW - HOUR_MS)), 'unknown')).toEqual([
      { kind: 'unknown', at: frame.startAt, endAt: NOW - HOUR_MS },
    ]);
  });
});

const anyFrame = fc
  .tuple(fc.integer({ min: -9 * DAY_MS, max: 0 }), fc.integer({ min: DAY_MS, max: 14 * DAY_MS }))
  .map(([from, length]) => ({ startAt: NOW + from, endAt: NOW + from + length }));

property('everything lies on the line, and in the order of time', [anyHistory, anyFrame], (entries, any) => {
  const placed = timelineOf(any, entries, daysOf(any.startAt, any.endAt, BERLIN), NOW, [
    { kind: 'now', at: NOW, endAt: NOW },
  ]);
  const segments = [...placed.marks, ...placed.on, placed.ahead];
  for (const { from, to } of segments) {
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(1);
    expect(from).toBeLessThanOrEqual(to);
  }
  for (const tick of placed.ticks) expect(tick >= 0 && tick <= 1).toBe(true);
  placed.marks
    .slice(1)
    .forEach(({ from }, index) => expect(from).toBeGreaterThanOrEqual(placed.marks[index]?.from ?? 2));
  for (const { mark } of placed.marks) {
    expect(mark.at).toBeLessThanOrEqual(any.endAt);
    expect(mark.endAt).toBeGreaterThanOrEqual(any.startAt);
  }
});

property('no refresh and no failure lies in a gap of the line', [anyHistory], (entries) => {
  const marks = line(...entries).marks.map(({ mark }) => mark);
  const gaps = marks.filter(({ kind }) => kind === 'slept' || kind === 'quit' || kind === 'lost');
  for (const mark of marks.filter(({ kind }) => kind === 'refresh' || kind === 'failure')) {
    // Joined ones may have a short sleep between them; their ends never lie in one.
    for (const gap of gaps) {
      expect(mark.at <= gap.at || mark.at >= gap.endAt).toBe(true);
      expect(mark.endAt <= gap.at || mark.endAt >= gap.endAt).toBe(true);
    }
  }
});

test('pointing means what is nearest, and right beside a small mark not what it lies in', () => {
  const at = (from: number, to = from): PlacedMark => ({ mark: { kind: 'now', at: 0, endAt: 0 }, from, to });
  const marks = [at(0.1, 0.5), at(0.3), at(0.7), at(0.71)];
  expect(markAt(marks, 0.305, 0.02)).toBe(1);
  expect(markAt(marks, 0.35, 0.02)).toBe(0);
  expect(markAt(marks, 0.69, 0.02)).toBe(2);
  expect(markAt(marks, 0.709, 0.02)).toBe(3);
  expect(markAt(marks, 0.6, 0.02)).toBeUndefined();
});
