import { describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../../../main/core/time/time.ts';
import { activityTimes } from '../../../../renderer/text/activity-times.ts';
import { berlin } from '../../../support/page-harness/histories.ts';

const BERLIN = 'Europe/Berlin';
const times = activityTimes('en-GB', BERLIN);

describe('times', () => {
  test('in the hour that comes twice both ends are told, though they look the same', () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    expect(times.range(first, first + 60 * MINUTE_MS)).toBe('02:30–02:30');
    expect(times.range(first, first + 20_000)).toBe('02:30');
  });

  test('follow locale and time zone', () => {
    const american = activityTimes('en-US', 'America/New_York');
    expect(american.dayRange(berlin(0, 3), berlin(0, 16)).replace(/\s/gu, ' ')).toBe(
      'Thursday 09:00 PM – Friday 10:00 AM',
    );
    expect(activityTimes('de-DE', BERLIN).seconds(1234)).toBe('1,2 s');
    expect(times.seconds(9)).toBe('0.1 s');
  });
});
