import { expect, test } from 'vitest';
import { formatMoment, formatSpan, formatTime, spanParts, untilNextChange } from '../../../renderer/lib/time.ts';

const MINUTE_MS = 60_000;
const BERLIN = 'Europe/Berlin';

test.each([
  [0, 'under 1 min'],
  [-5 * MINUTE_MS, 'under 1 min'],
  [MINUTE_MS - 1, 'under 1 min'],
  [MINUTE_MS, '1 min'],
  [43 * MINUTE_MS - 1, '42 min'],
  [60 * MINUTE_MS, '1 h'],
  [65 * MINUTE_MS, '1 h 5 min'],
])('a span of %d ms reads %j', (spanMs, words) => {
  expect(formatSpan(spanMs)).toBe(words);
});

test('figures and units are told apart', () => {
  expect(spanParts(42 * MINUTE_MS)).toEqual([
    { kind: 'figure', text: '42' },
    { kind: 'unit', text: ' min' },
  ]);
});

test('a time is in the locale and zone of the user', () => {
  const at = Date.UTC(2026, 10, 20, 10);
  expect(formatTime(at, 'en-GB', BERLIN)).toBe('11:00');
  expect(formatTime(at, 'en-US', 'America/New_York')).toBe('05:00 AM');
});

test.each([
  ['the same day', Date.UTC(2026, 10, 20, 22, 59), '23:59'],
  ['one minute later, on another day', Date.UTC(2026, 10, 20, 23), 'Saturday 00:00'],
  ['days before', Date.UTC(2026, 10, 16, 15, 20), 'Monday 16:20'],
  ['the same weekday of the week before', Date.UTC(2026, 10, 13, 15, 20), '13 Nov, 16:20'],
])('a moment on %s', (_when, at, words) => {
  expect(formatMoment(at, Date.UTC(2026, 10, 20, 9), 'en-GB', BERLIN)).toBe(words);
});

test('the day is a calendar day, also where it has 25 hours', () => {
  // Clocks go back in Berlin on 25 October 2026.
  const midnight = Date.UTC(2026, 9, 24, 22);
  expect(formatMoment(midnight + 24.5 * 3_600_000, midnight, 'en-GB', BERLIN)).toBe('23:30');
});

test.each([
  [42 * MINUTE_MS + 10, 11],
  [42 * MINUTE_MS, 1],
  [500, 501],
])('with %d ms left, what is shown changes in %d ms', (leftMs, waitMs) => {
  expect(untilNextChange(leftMs)).toBe(waitMs);
});

test('the words differ after that wait, and not before', () => {
  const leftMs = 42 * MINUTE_MS + 10;
  const waitMs = untilNextChange(leftMs) ?? Number.NaN;
  expect(formatSpan(leftMs - waitMs)).toBe('41 min');
  expect(formatSpan(leftMs - waitMs + 1)).toBe('42 min');
});

test('after the end nothing changes any more', () => {
  expect(untilNextChange(0)).toBeUndefined();
});
