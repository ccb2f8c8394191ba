import { describe, expect, it, test } from 'vitest';
import { preparedTimeFormat, span, timeFormat } from '../../../../main/core/time/time-format.ts';

const MINUTE = 60_000;

test.each([
  [0, 'under 1 min'],
  [59_999, 'under 1 min'],
  [MINUTE, '1 min'],
  [42 * MINUTE + 59_999, '42 min'],
  [60 * MINUTE, '1 h'],
  [65 * MINUTE, '1 h 5 min'],
  [47 * 60 * MINUTE, '47 h'],
  [48 * 60 * MINUTE, '2 days'],
  [7 * 24 * 60 * MINUTE, '7 days'],
])('%d ms are %s', (ms, words) => {
  expect(span(ms)).toBe(words);
});

test('a moment is told by the clock today, by the weekday this week, by the date further off', () => {
  const { moment } = timeFormat('en-GB', 'Europe/Berlin');
  const now = Date.UTC(2026, 10, 24, 22, 30); // 23:30 in Berlin, a Tuesday
  expect(moment(now + 15 * MINUTE, now)).toBe('23:45');
  expect(moment(now + 45 * MINUTE, now)).toBe('Wednesday 00:15');
  expect(moment(now + 9 * 24 * 60 * MINUTE, now)).toBe('3 Dec, 23:30');
});

test('is right over the end of summer time', () => {
  const { moment } = timeFormat('en-GB', 'Europe/Berlin');
  const before = Date.UTC(2026, 9, 25, 0, 50); // 02:50 summer time; an hour later it is 02:50 again
  expect(moment(before, before)).toBe('02:50 CEST');
  expect(moment(before + 60 * MINUTE, before)).toBe('02:50 CET');
  expect(moment(before + 23 * 60 * MINUTE, before)).toBe('Monday 00:50');
});

describe('words that were made elsewhere', () => {
  const AT = Date.UTC(2026, 10, 24, 11);
  const MADE_AT = AT - 20 * 60_000;

  it('are taken while they are new, with no formatter of one’s own', () => {
    let made = 0;
    const words = preparedTimeFormat([[AT, 'eleven']], MADE_AT, () => {
      made += 1;
      return timeFormat('en-GB', 'UTC');
    });
    expect(words.moment(AT, MADE_AT + 999)).toBe('eleven');
    expect(made).toBe(0);
    expect(words.moment(AT, MADE_AT + 1000)).toBe('11:00');
    expect(words.moment(AT + 60_000, MADE_AT)).toBe('11:01');
    expect(made).toBe(1);
  });

  it('of another day are not taken for this one’s', () => {
    const words = preparedTimeFormat([[AT, '11:00']], MADE_AT, () => timeFormat('en-GB', 'UTC'));
    expect(words.moment(AT, MADE_AT - 24 * 3_600_000)).toBe('Tuesday 11:00');
  });
});

test.each([
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 0, 40), Date.UTC(2026, 9, 25, 1, 40), '02:40'],
  ['America/New_York', Date.UTC(2026, 10, 1, 5, 40), Date.UTC(2026, 10, 1, 6, 40), '01:40'],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 14, 45), Date.UTC(2026, 3, 4, 15, 15), '01:45'],
])('in %s a time that a clock shows twice names its zone, and only then', (zone, first, second, shown) => {
  const { moment } = timeFormat('en-GB', zone);
  const texts = [moment(first, first), moment(second, second)];
  expect(texts[0]).not.toBe(texts[1]);
  for (const text of texts) expect(text.startsWith(`${shown} `)).toBe(true);
  for (const at of [first - 3 * 3_600_000, second + 3 * 3_600_000]) expect(moment(at, at)).toMatch(/^\d\d:\d\d$/);
});
