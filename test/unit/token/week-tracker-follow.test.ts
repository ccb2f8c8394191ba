import { expect, test } from 'vitest';
import { calendarOf, DEFAULT_WORKING_HOURS } from '../../../main/core/time/calendar.ts';
import type { TokenState } from '../../../main/core/token/state.ts';
import { DAY_MS, HOUR_MS } from '../../../main/core/time/time.ts';
import type { Week } from '../../../main/core/week/week.ts';
import { WeekTracker } from '../../../main/token/week-tracker.ts';
import { ACTIVE, connected, CONTEXT, NOW } from '../../support/core/states.ts';

const facts = { id: 'one', kind: 'refreshToken', enteredAt: NOW, lasts: 'week', isLocal: false } as const;

/** A tracker on settings in memory, in which `known` is the week of the credential 'one'. */
function tracker(known?: Week) {
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
  const follow = (state: TokenState) => {
    weeks.follow(state, NOW);
    return weeks.week;
  };
  return { weeks, saved, travel, follow };
}

const used = (usedAt: number | undefined, more: Partial<TokenState> = {}): TokenState =>
  connected(ACTIVE, { credential: facts, usedAt, ...more });

test('the week begins when the token is entered, and each later use is saved', () => {
  const { follow, saved } = tracker();
  expect(follow(used(undefined))).toMatchObject({ earliestEndAt: NOW + 7 * DAY_MS, lastUsedAt: NOW });
  expect(saved).toEqual([]);
  expect(follow(used(NOW + HOUR_MS))).toMatchObject({ lastUsedAt: NOW + HOUR_MS });
  expect(saved).toMatchObject([{ id: 'one', lastUsedAt: NOW + HOUR_MS }]);
  follow(used(NOW + HOUR_MS));
  follow(used(NOW));
  expect(saved).toHaveLength(1);
});

test('what is known from an earlier run goes on', () => {
  const { follow: followFirst, saved } = tracker();
  followFirst(used(NOW + DAY_MS));
  const { follow } = tracker(saved[0]);
  expect(follow(used(undefined))).toMatchObject({ lastUsedAt: NOW + DAY_MS });
});

test('another token has a week of its own, and the demo account has none', () => {
  const { follow } = tracker();
  follow(used(NOW + HOUR_MS));
  const other = { ...facts, id: 'two', enteredAt: NOW + DAY_MS };
  expect(follow(used(undefined, { credential: other }))).toMatchObject({ lastUsedAt: NOW + DAY_MS });
  expect(follow(used(undefined, { credential: { ...facts, kind: 'demo', lasts: 'noExpiry' } }))).toBeUndefined();
});

test('with no week there is nothing to snooze, and that is no failure', () => {
  const { weeks, saved } = tracker();
  expect(weeks.snooze('tomorrow', NOW)).toBe(true);
  weeks.follow(connected({ kind: 'signedOut' }, { credential: undefined }), NOW);
  expect(weeks.dueWarning(NOW)).toBeUndefined();
  expect(saved).toEqual([]);
});

test('in another time zone the warnings come in its working hours', () => {
  const { weeks, travel } = tracker();
  const state = used(undefined);
  const nextAt = (): number | undefined => weeks.follow(state, NOW + 4 * DAY_MS);
  const before = nextAt();
  travel('Asia/Tokyo');
  expect(nextAt()).not.toBe(before);
  travel('UTC');
  expect(nextAt()).toBe(before);
});
