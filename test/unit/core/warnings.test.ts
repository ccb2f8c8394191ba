import { describe, expect, test } from 'vitest';
import type { WarningKind } from '../../../preload/contract/snapshot.ts';
import { calendarOf, DEFAULT_WORKING_HOURS as HOURS } from '../../../main/core/calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../main/core/time.ts';
import {
  dueWarning,
  given,
  nextWarningAt,
  snoozed,
  warningTimes,
  type DueWarning,
} from '../../../main/core/warnings.ts';
import { isWeekOver, newWeek, used, weekSnapshot, WEEK_MS, type Week } from '../../../main/core/week.ts';
import { fc, test as property } from './property.ts';

const calendar = calendarOf('UTC');
const at = (text: string): number => Date.parse(`${text}Z`);
const times = (week: Week) => warningTimes(week, HOURS, calendar);
const dueAt = (week: Week, now: number): DueWarning | undefined => dueWarning(week, times(week), now);
const due = (week: Week, now: number): WarningKind | undefined => dueAt(week, now)?.kind;

/** The week after the warning that is due at `now` was given. */
function warnedAt(week: Week, now: number): Week {
  const warning = dueAt(week, now);
  if (warning === undefined) throw new Error('no warning is due');
  return given(week, warning);
}

/** Lives through a week as the app does, from one moment at which something can be due to the next. */
function livedThrough(
  from: Week,
  until: number,
  then: (week: Week, kind: WarningKind, now: number) => Week = (week) => week,
): { week: Week; told: (readonly [WarningKind, number])[] } {
  const told: (readonly [WarningKind, number])[] = [];
  let week = from;
  for (let now: number | undefined = from.enteredAt; now !== undefined && now <= until;) {
    const warning = dueAt(week, now);
    if (warning !== undefined) {
      told.push([warning.kind, now]);
      week = then(given(week, warning), warning.kind, now);
    }
    now = nextWarningAt(week, times(week), now);
  }
  return { week, told };
}

describe('a week', () => {
  const entered = at('2026-11-17T10:00');

  test('ends a week after it was entered at the earliest, a week after the last use at the latest', () => {
    const week = used(newWeek(entered), entered + 3 * DAY_MS);
    expect(weekSnapshot(week)).toMatchObject({
      earliestEndAt: entered + WEEK_MS,
      latestEndAt: entered + 10 * DAY_MS,
      slides: false,
    });
  });

  test('is known to slide once the token works after that', () => {
    const week = used(newWeek(entered), entered + WEEK_MS + 1);
    expect(weekSnapshot(week)).toMatchObject({ earliestEndAt: entered + 2 * WEEK_MS + 1, slides: true });
    expect(week.warned).toEqual([]);
  });

  test('is not known to slide at the very end', () => {
    expect(used(newWeek(entered), entered + WEEK_MS).slides).toBe(false);
  });

  test('is over for a refusal in its last hour, not before', () => {
    const week = weekSnapshot(newWeek(entered));
    expect(isWeekOver(week, entered + WEEK_MS - HOUR_MS)).toBe(true);
    expect(isWeekOver(week, entered + WEEK_MS - HOUR_MS - 1)).toBe(false);
  });
});

describe('warnings', () => {
  test('come 48, 24 and 2 hours before the end and at it, where that is working time', () => {
    const week = newWeek(at('2026-11-12T14:00')); // ends on Thursday 19 November, 14:00
    expect(warningTimes(week, HOURS, calendar)).toEqual([
      ['48h', at('2026-11-17T14:00')],
      ['24h', at('2026-11-18T14:00')],
      ['2h', at('2026-11-19T12:00')],
      ['end', at('2026-11-19T14:00')],
    ]);
  });

  test('of an end on Monday at 03:00 all come on Friday at 16:00, as one', () => {
    const week = newWeek(at('2026-11-16T03:00'));
    const friday = at('2026-11-20T16:00');
    expect(warningTimes(week, HOURS, calendar).slice(0, 3)).toEqual([
      ['48h', friday],
      ['24h', friday],
      ['2h', friday],
    ]);
    expect(due(week, friday - 1)).toBeUndefined();
    expect(dueAt(week, friday)).toEqual({ kind: '2h', settled: ['48h', '24h', '2h'] });
  });

  test('come once each', () => {
    let week = newWeek(at('2026-11-12T14:00'));
    const told: string[] = [];
    for (let now = at('2026-11-12T14:00'); now < at('2026-11-21T00:00'); now += 10 * MINUTE_MS) {
      const warning = dueAt(week, now);
      if (warning === undefined) continue;
      told.push(warning.kind);
      week = given(week, warning);
    }
    expect(told).toEqual(['48h', '24h', '2h', 'end']);
  });

  test('that were slept through are not given one after the other', () => {
    const week = newWeek(at('2026-11-12T14:00'));
    expect(dueAt(week, at('2026-11-19T13:00'))).toEqual({
      kind: '2h',
      settled: ['48h', '24h', '2h'],
    });
    expect(due(week, at('2026-11-20T09:00'))).toBe('end');
  });

  test('begin anew with a week that slides', () => {
    const warned = { ...newWeek(at('2026-11-12T14:00')), warned: ['48h', '24h', '2h', 'end'] as const };
    const week = used(warned, at('2026-11-19T14:01'));
    expect(due(week, at('2026-11-19T14:02'))).toBeUndefined();
    expect(due(week, at('2026-11-24T14:30'))).toBe('48h');
  });

  test('do not come with the token itself where there is little working time; the day before has to do then', () => {
    const mondays = { fromHour: 9, toHour: 10, weekdays: [1] };
    const week = newWeek(at('2026-11-17T12:00')); // a Tuesday
    expect(warningTimes(week, mondays, calendar)).toEqual([
      ['48h', at('2026-11-22T12:00')],
      ['24h', at('2026-11-23T09:00')],
      ['2h', at('2026-11-23T09:00')],
      ['end', at('2026-11-24T12:00')],
    ]);
  });
});

describe('a snooze', () => {
  const week = newWeek(at('2026-11-12T14:00')); // ends on Thursday 19 November, 14:00
  const tuesday = at('2026-11-17T14:00');
  const warned = warnedAt(week, tuesday);
  const snooze = (until: Parameters<typeof snoozed>[1], of = warned, now = tuesday) =>
    snoozed(of, until, now, calendar);

  test('hides the warning that stands, and shows it again when it is ended', () => {
    expect(weekSnapshot(warned)).toMatchObject({ standing: '48h', snooze: undefined });
    const resting = snooze('inAnHour');
    expect(weekSnapshot(resting)).toMatchObject({ standing: undefined, snooze: { untilAt: tuesday + HOUR_MS } });
    expect(weekSnapshot(snooze('now', resting)).standing).toBe('48h');
    expect(due(snooze('now', resting), tuesday + MINUTE_MS)).toBeUndefined();
  });

  test('of an hour lets the warning come again after it, once', () => {
    const resting = snooze('inAnHour');
    expect(nextWarningAt(resting, times(resting), tuesday)).toBe(tuesday + HOUR_MS);
    expect(due(resting, tuesday + HOUR_MS - 1)).toBeUndefined();
    expect(due(resting, tuesday + HOUR_MS)).toBe('48h');
    const after = warnedAt(resting, tuesday + HOUR_MS);
    expect(weekSnapshot(after)).toMatchObject({ standing: '48h', snooze: undefined });
    expect(due(after, tuesday + 2 * HOUR_MS)).toBeUndefined();
  });

  test('until tomorrow holds back what falls due meanwhile, and only the last of it comes', () => {
    const late = { ...warned, enteredAt: at('2026-11-12T08:00'), lastUsedAt: at('2026-11-12T08:00') };
    const resting = snooze('tomorrow', late, at('2026-11-17T20:00'));
    expect(resting.snooze).toEqual({ untilAt: at('2026-11-18T09:00') });
    expect(due(resting, at('2026-11-18T08:30'))).toBeUndefined();
    expect(dueAt(resting, at('2026-11-18T09:00'))).toEqual({ kind: '24h', settled: ['48h', '24h'] });
  });

  test('does not hold back the end itself, and is over with it', () => {
    const thursday = at('2026-11-19T13:30');
    const resting = snooze('tomorrow', warnedAt(week, thursday), thursday);
    expect(nextWarningAt(resting, times(resting), thursday)).toBe(at('2026-11-19T14:00'));
    expect(due(resting, at('2026-11-19T14:00'))).toBe('end');
    expect(due(warnedAt(resting, at('2026-11-19T14:00')), at('2026-11-20T09:00'))).toBeUndefined();
  });

  test('of the word about the end lets that come again', () => {
    const ended = warnedAt(week, at('2026-11-19T14:00'));
    const resting = snooze('inAnHour', ended, at('2026-11-19T14:05'));
    expect(due(resting, at('2026-11-19T15:04'))).toBeUndefined();
    expect(due(resting, at('2026-11-19T15:05'))).toBe('end');
  });

  test('for this week holds back everything, and ends when the week begins anew', () => {
    const off = snooze('nextWeek');
    expect(nextWarningAt(off, times(off), tuesday)).toBeUndefined();
    for (let now = tuesday; now < tuesday + WEEK_MS; now += HOUR_MS) expect(due(off, now)).toBeUndefined();
    const anew = used(off, at('2026-11-19T14:01'));
    expect(weekSnapshot(anew).snooze).toBeUndefined();
    expect(due(anew, at('2026-11-24T14:30'))).toBe('48h');
  });

  test('outlives the use of a token whose week may be a fixed one', () => {
    expect(used(snooze('nextWeek'), tuesday + HOUR_MS).snooze).toEqual({ untilAt: undefined });
  });

  test('before any warning changes nothing', () => {
    expect(snooze('nextWeek', week)).toBe(week);
  });

  test('with hours changed meanwhile still comes to its end', () => {
    const sundays = { fromHour: 9, toHour: 17, weekdays: [7] };
    const sunday = at('2026-11-15T16:00');
    const early = dueWarning(week, warningTimes(week, sundays, calendar), sunday);
    expect(early?.kind).toBe('2h');
    const resting = snooze('inAnHour', { ...week, warned: early?.settled ?? [] }, sunday);
    expect(due(resting, sunday + HOUR_MS)).toBe('2h');
  });

  test.each([
    ['Europe/Berlin', '2026-03-28T22:00+01:00', '2026-03-29T09:00+02:00'],
    ['Europe/Berlin', '2026-10-24T22:00+02:00', '2026-10-25T09:00+01:00'],
    ['America/New_York', '2026-03-07T23:59-05:00', '2026-03-08T09:00-04:00'],
    ['Asia/Tokyo', '2026-12-31T08:00+09:00', '2027-01-01T09:00+09:00'],
  ])('until tomorrow is 9:00 on the clocks of %s, from %s', (zone, from, to) => {
    expect(snoozed(warned, 'tomorrow', Date.parse(from), calendarOf(zone)).snooze).toEqual({ untilAt: Date.parse(to) });
  });
});

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
