import { expect, test } from 'vitest';
import { span } from '../../../../main/core/time/time-format.ts';
import { hourText, spanParts, untilNextChange } from '../../../../renderer/text/time.ts';

const MINUTE_MS = 60_000;

test('figures and units are told apart', () => {
  expect(spanParts(42 * MINUTE_MS)).toEqual([
    { kind: 'figure', text: '42' },
    { kind: 'unit', text: ' min' },
  ]);
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
  expect(span(leftMs - waitMs)).toBe('41 min');
  expect(span(leftMs - waitMs + 1)).toBe('42 min');
});

test('after the end nothing changes any more', () => {
  expect(untilNextChange(0)).toBeUndefined();
});

test('hours are written as the user’s locale writes them', () => {
  expect(hourText(9, 'en-GB')).toBe('09:00');
  expect(hourText(17, 'en-US')).toMatch(/^05:00\sPM$/u);
  expect(hourText(0, 'de-DE')).toBe('00:00');
  expect(hourText(24, 'de-DE')).toBe('midnight');
});
