import { describe, expect } from 'vitest';
import type { WarningKind } from '../../../../preload/contract/week.ts';
import { calendarOf, DEFAULT_WORKING_HOURS as HOURS } from '../../../../main/core/time/calendar.ts';
import { DAY_MS, MINUTE_MS } from '../../../../main/core/time/time.ts';
import { dueWarning, given, snoozed, warningTimes } from '../../../../main/core/week/warnings.ts';
import { newWeek, weekSnapshot, WEEK_MS } from '../../../../main/core/week/week.ts';
import { fc, test as property } from '../../../support/core/property.ts';
import { at, calendar, livedThrough } from '../../../support/core/weeks.ts';

describe('whatever the week', () => {
  const entered = fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-01-01T00:00') });
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe');
  const hours = fc.record({
    fromHour: fc.integer({ min: 0, max: 20 }),
    toHour: fc.integer({ min: 21, max: 24 }),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  });

  property(
    'nobody learns of the end only after it: a warning lies before it, in working hours, and each comes once',
    [entered, zone],
    (enteredAt, timeZone) => {
      const local = calendarOf(timeZone);
      const week = newWeek(enteredAt);
      const planned = warningTimes(week, HOURS, local);
      let lived = week;
      const told: (readonly [WarningKind, number])[] = [];
      for (const now of planned.flatMap(([, time]) => [time, time + MINUTE_MS]).sort((a, b) => a - b)) {
        const warning = dueWarning(lived, planned, now);
        if (warning === undefined) continue;
        told.push([warning.kind, now]);
        lived = given(lived, warning);
      }
      const kinds = told.map(([kind]) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      expect(told.at(-1)).toEqual(['end', enteredAt + WEEK_MS]);
      const before = told.slice(0, -1);
      expect(before.length).toBeGreaterThan(0);
      for (const [, time] of before) {
        expect(time).toBeLessThan(enteredAt + WEEK_MS);
        expect(local.isWorkingTime(time, HOURS)).toBe(true);
      }
    },
  );

  property(
    'no warning comes with the token itself, or after the end',
    [entered, zone, hours],
    (enteredAt, name, when) => {
      const planned = warningTimes(newWeek(enteredAt), when, calendarOf(name));
      for (const [kind, time] of planned) {
        expect(time).toBeGreaterThan(enteredAt);
        if (kind !== 'end') expect(time).toBeLessThan(enteredAt + WEEK_MS);
      }
    },
  );

  const choice = fc.constantFrom('inAnHour', 'tomorrow', 'none');
  property(
    'and however often it is snoozed, the end is told once as it comes, and each snooze ends with one warning',
    [entered, fc.array(choice, { minLength: 1, maxLength: 6 })],
    (enteredAt, choices) => {
      const left = [...choices];
      const snoozes: { readonly from: number; readonly untilAt: number }[] = [];
      const { week, told } = livedThrough(newWeek(enteredAt), enteredAt + WEEK_MS + 8 * DAY_MS, (lived, _kind, now) => {
        const until = left.shift() ?? 'none';
        if (until === 'none') return lived;
        const resting = snoozed(lived, until, now, calendar);
        snoozes.push({ from: now, untilAt: resting.snooze?.untilAt ?? Number.NaN });
        return resting;
      });
      const endAt = enteredAt + WEEK_MS;
      expect(told.find(([kind]) => kind === 'end')).toEqual(['end', endAt]);
      const toldAt = told.map(([, now]) => now);
      expect(new Set(toldAt).size).toBe(toldAt.length);
      for (const { from, untilAt } of snoozes) {
        // Only the end itself cuts one short.
        if (from >= endAt || untilAt <= endAt) expect(toldAt).toContain(untilAt);
      }
      expect(told.length).toBeLessThanOrEqual(4 + snoozes.length);
      expect(weekSnapshot(week)).toMatchObject({ standing: 'end', snooze: undefined });
    },
  );
});
