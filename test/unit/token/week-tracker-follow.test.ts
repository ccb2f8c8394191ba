import { expect, test } from 'vitest';
import { calendarOf, DEFAULT_WORKING_HOURS } from '../../../main/core/time/calendar.ts';
import type { TokenState } from '../../../main/core/token/state.ts';
import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import type { Week } from '../../../main/core/week/week.ts';
import { WeekTracker } from '../../../main/token/week-tracker.ts';
import { ACTIVE, connected, CONTEXT, NOW } from '../../support/core/states.ts';

const facts = { id: 'one', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;

/** A keeper on settings in memory, in which `known` is the week of the credential 'one'. */
function keeper(known?: Week) {
  const saved: (Week & { readonly id: string })[] = [];
  let calendar = calendarOf('UTC');
  const weeks = new WeekTracker(
    {
      get: () => ({ ...CONTEXT.settings, workingHours: DEFAULT_WORKING_HOURS }),
      week: (id) => (id === 'one' ? known : undefined),
      saveWeek: (id, week) => saved.push({ id, ...week }) > 0,
    },
    () => calendar,
  );
  const travel = (timeZone: string): void => void (calendar = calendarOf(timeZone));
  return { weeks, saved, travel };
}

const used = (usedAt: number | undefined, more: Partial<TokenState> = {}): TokenState =>
  connected(ACTIVE, { credential: facts, usedAt, ...more });

test('the week begins when the token is entered, and each later use is kept', () => {
  const { weeks, saved } = keeper();
  expect(weeks.follow(used(undefined))).toMatchObject({ earliestEndAt: NOW + 7 * DAY_MS, lastUsedAt: NOW });
  expect(saved).toEqual([]);
  expect(weeks.follow(used(NOW + HOUR_MS))).toMatchObject({ lastUsedAt: NOW + HOUR_MS });
  expect(saved).toMatchObject([{ id: 'one', lastUsedAt: NOW + HOUR_MS }]);
  weeks.follow(used(NOW + HOUR_MS));
  weeks.follow(used(NOW));
  expect(saved).toHaveLength(1);
});

test('what is known from an earlier run goes on', () => {
  const { weeks: first, saved } = keeper();
  first.follow(used(NOW + DAY_MS));
  const { weeks } = keeper(saved[0]);
  expect(weeks.follow(used(undefined))).toMatchObject({ lastUsedAt: NOW + DAY_MS });
});

test('another token has a week of its own, and the demo account has none', () => {
  const { weeks } = keeper();
  weeks.follow(used(NOW + HOUR_MS));
  const other = { ...facts, id: 'two', enteredAt: NOW + DAY_MS };
  expect(weeks.follow(used(undefined, { credential: other }))).toMatchObject({ lastUsedAt: NOW + DAY_MS });
  expect(weeks.follow(used(undefined, { credential: { ...facts, kind: 'demo', lasts: 'noExpiry' } }))).toBeUndefined();
});

test('with no week there is nothing to snooze, and that is no failure', () => {
  const { weeks, saved } = keeper();
  expect(weeks.snooze('tomorrow', NOW)).toBe(true);
  expect(weeks.dueWarning(connected({ kind: 'signedOut' }, { credential: undefined }), NOW)).toBeUndefined();
  expect(saved).toEqual([]);
});

test('in another time zone the warnings come in its working hours', () => {
  const { weeks, travel } = keeper();
  const state = used(undefined);
  const nextAt = (): number | undefined => weeks.nextAt(state, NOW + 4 * DAY_MS);
  const before = nextAt();
  travel('Asia/Tokyo');
  expect(nextAt()).not.toBe(before);
  travel('UTC');
  expect(nextAt()).toBe(before);
});
