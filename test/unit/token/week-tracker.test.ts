import { expect, test } from 'vitest';
import type { WorkingHours } from '../../../preload/contract/settings.ts';
import type { WarningKind } from '../../../preload/contract/week.ts';
import { calendarOf, DEFAULT_WORKING_HOURS } from '../../../main/core/time/calendar.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../main/core/time/time.ts';
import type { Week } from '../../../main/core/week/week.ts';
import { TokenService } from '../../../main/token/token-service.ts';
import { ServerClock } from '../../../main/token/server-clock.ts';
import { WeekTracker } from '../../../main/token/week-tracker.ts';
import { flush, ManualClock } from '../../support/manual-clock.ts';
import { ManualEndpoint, MemoryLog, MemorySecrets, MemorySettings } from '../../support/memory-ports.ts';
import { failed, granted, STORED, TEN } from '../../support/token-fixture.ts';

/** Settings in memory, which outlive a restart. */
class WeekSettings extends MemorySettings {
  saved: (Week & { readonly id: string }) | undefined;
  writes = 0;
  works = true;
  workingHours: WorkingHours = DEFAULT_WORKING_HOURS;

  get() {
    return {
      theme: 'system',
      trayClick: 'openWindow',
      workingHours: this.workingHours,
      notifyCopies: true,
      tellCopiedEnd: false,
      trayTitle: true,
      copyFormat: 'token',
      clearCopy: '60s',
      copyShortcut: null,
    } as const;
  }

  override week(id: string): Week | undefined {
    return this.saved?.id === id ? this.saved : undefined;
  }

  saveWeek(id: string, week: Week): boolean {
    this.writes += 1;
    this.saved = { id, ...week };
    return this.works;
  }
}

// TEN is a Tuesday, so the week of STORED ends on a Tuesday just before ten.
const END = STORED.enteredAt + 7 * DAY_MS;

/** The service and the week as the app wires them; each event shows what is due. */
function start(settings = new WeekSettings(), clock = new ManualClock(TEN)) {
  const secrets = new MemorySecrets();
  secrets.slots.set('refreshToken', STORED);
  const endpoint = new ManualEndpoint();
  const weeks = new WeekTracker(settings, () => calendar);
  const service = new TokenService({
    clock: new ServerClock(clock),
    secrets,
    endpoint,
    log: new MemoryLog(),
    history: { record: () => undefined },
    random: () => 0.5,
    isOnline: () => true,
    settings,
    alsoDueAt: (state, now) => weeks.follow(state, now),
  });
  const told: (readonly [WarningKind, number])[] = [];
  service.subscribe(() => {
    const kind = weeks.dueWarning(clock.now());
    if (kind === undefined) return;
    told.push([kind, clock.now()]);
    weeks.warned();
  });
  return { clock, endpoint, service, settings, told, weeks };
}
const calendar = calendarOf('UTC');
const [MONDAY_TEN, TWO_HOURS_BEFORE] = [END - DAY_MS, END - DAY_MS + 6 * HOUR_MS];

test('warnings come at their moments with one timer, though nothing else is due', async () => {
  const { clock, endpoint, service, told, weeks } = start();
  service.dispatch({ kind: 'paused', untilAt: undefined });
  await service.readKeychain();
  await flush();
  expect(endpoint.pendingCount).toBe(0);
  expect(clock.pendingCount).toBe(1);
  await clock.advance(7 * DAY_MS);
  // 48 h before the end is a Sunday, two hours before it is a Tuesday at eight.
  const friday = Date.UTC(2026, 10, 27, 16);
  expect(told).toEqual([
    ['48h', friday],
    ['24h', MONDAY_TEN],
    ['2h', Date.UTC(2026, 10, 30, 16)],
    ['end', END],
  ]);
  expect(weeks.week?.standing).toBe('end');
  expect(clock.pendingCount).toBe(0);
  expect(TWO_HOURS_BEFORE).toBe(Date.UTC(2026, 10, 30, 15, 59, 59));
});

test('a snooze that was chosen is kept through a restart, and its end is waited for', async () => {
  const first = start();
  first.service.dispatch({ kind: 'paused', untilAt: undefined });
  await first.service.readKeychain();
  await first.clock.advance(MONDAY_TEN - TEN);
  expect(first.told.map(([kind]) => kind)).toEqual(['48h', '24h']);
  expect(first.weeks.snooze('inAnHour', first.clock.now())).toBe(true);
  first.service.stop();

  const again = start(first.settings, first.clock);
  again.service.dispatch({ kind: 'paused', untilAt: undefined });
  await again.service.readKeychain();
  expect(again.weeks.week).toMatchObject({ standing: undefined, snooze: {} });
  await again.clock.advance(HOUR_MS + MINUTE_MS);
  expect(again.told).toEqual([['24h', MONDAY_TEN + HOUR_MS]]);
});

test('a snooze that cannot be written holds all the same', async () => {
  const { clock, service, settings, weeks } = start();
  service.dispatch({ kind: 'paused', untilAt: undefined });
  await service.readKeychain();
  await clock.advance(MONDAY_TEN - TEN);
  settings.works = false;
  expect(weeks.snooze('nextWeek', clock.now())).toBe(false);
  expect(weeks.week?.standing).toBeUndefined();
});

test('other working hours hold at once', async () => {
  const { clock, service, settings, told } = start();
  service.dispatch({ kind: 'paused', untilAt: undefined });
  await service.readKeychain();
  settings.workingHours = { fromHour: 0, toHour: 24, weekdays: [1, 2, 3, 4, 5, 6, 7] };
  service.redraw();
  await clock.advance(7 * DAY_MS);
  expect(told.map(([, now]) => END - now)).toEqual([2 * DAY_MS, DAY_MS, 2 * HOUR_MS, 0]);
});

test('once NERD has refused nothing is warned of, and nothing waits', async () => {
  const { clock, endpoint, service, told } = start();
  await service.readKeychain();
  endpoint.answer(failed('refused'));
  await flush();
  expect(service.state.session.kind).toBe('rejected');
  expect(clock.pendingCount).toBe(0);
  await clock.advance(8 * DAY_MS);
  expect(told).toEqual([]);
});

test('looking whether a warning is due writes nothing', async () => {
  const { clock, endpoint, service, settings } = start();
  await service.readKeychain();
  endpoint.answer(granted(TEN + HOUR_MS));
  await flush();
  const { writes } = settings;
  await clock.advance(30 * MINUTE_MS);
  expect(settings.writes).toBe(writes);
});

test('a warning counts as given once it was shown: after a crash in between it comes again', async () => {
  const settings = new WeekSettings();
  const { service } = start(settings);
  await service.readKeychain();
  service.stop();
  const { state } = service;
  const at = END - 2 * HOUR_MS;
  const restarted = (): WeekTracker => {
    const weeks = new WeekTracker(settings, () => calendar);
    weeks.follow(state, at);
    return weeks;
  };
  const weeks = restarted();
  expect(weeks.dueWarning(at)).toBeDefined();
  expect(weeks.dueWarning(at)).toBeUndefined();
  const afterCrash = restarted();
  expect(afterCrash.dueWarning(at)).toBeDefined();
  afterCrash.warned();
  expect(restarted().dueWarning(at)).toBeUndefined();
});
