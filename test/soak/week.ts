import type { BrokenPromise } from './reference/broken-promise.ts';
import { conditionsOf, weekSeed, type WeekId } from './world/conditions.ts';
import { applyHappening } from './world/apply-happening.ts';
import type { Happening } from './world/happening-kinds.ts';
import { happeningsOf } from './world/happenings.ts';
import type { FaultCounts } from './world/fault-counter.ts';
import { MINUTE, SECOND, WEEK } from './world/units.ts';
import { World } from './world/world.ts';

/** What came of a simulated week. */
export interface WeekResult {
  /** How many steps the world took: timers, replies, clicks, and all other happenings. */
  readonly events: number;
  /** The promises that were broken in the first step that broke one; the week ends there. */
  readonly broken: readonly BrokenPromise[];
  /** How many sessions were lost to a crash between the server's rotation and the keychain's write. */
  readonly lost: number;
  /** How often each fault took effect. */
  readonly faults: FaultCounts;
}

/** How often the user looks at the app's window, in ms. */
const LOOK_INTERVAL = 20 * MINUTE;
/** More steps than this in a simulated minute mean that the app wakes up in a loop, which would drain the battery. */
const MOST_STEPS_PER_MINUTE = 500;

/**
 * Simulates a week. The same ID always gives the same result. With a list of happenings, those are simulated instead
 * of the ones of this week.
 */
export async function simulateWeek(id: WeekId, happenings?: readonly Happening[]): Promise<WeekResult> {
  const conditions = conditionsOf(weekSeed(id));
  const broken: BrokenPromise[] = [];
  const world = new World(conditions, (promise, what) => broken.push({ promise, at: world.now, what }));
  const lookRegularly = (): void => {
    if (world.process !== undefined && world.machine.state === 'on') world.user.lookAtWindow(world.process);
    world.timers.at(world.now + LOOK_INTERVAL, lookRegularly);
  };
  world.timers.at(world.now + 10 * SECOND, lookRegularly);
  world.startApp();
  const all = happenings ?? happeningsOf(conditions);
  const events = await simulate(world, all, WEEK, () => {
    world.check();
    return broken.length === 0;
  });
  if (events === 'loops') broken.push({ promise: 'P4', at: world.now, what: 'the app wakes up without a pause' });
  return {
    events: events === 'loops' ? 0 : events,
    broken,
    lost: world.sessions.lost,
    faults: world.faultCounter.counts,
  };
}

/**
 * Simulates a world for `forMs`, or until `shouldContinue` gives false. It gives the number of steps, or `loops` if
 * the app wakes up in a loop.
 */
export async function simulate(
  world: World,
  happenings: readonly Happening[],
  forMs: number,
  shouldContinue: () => boolean,
): Promise<number | 'loops'> {
  const { startAt } = world.conditions;
  let events = 0;
  let nextIndex = 0;
  let minute = 0;
  let stepsInMinute = 0;
  for (;;) {
    if (world.promisesPending || world.copiesInProgress > 0) {
      world.promisesPending = false;
      await promisesSettled();
    }
    if (!shouldContinue()) return events;
    const { timers, machine } = world;
    const worldAt = timers.nextAt();
    const machineAt = machine.state === 'on' ? Math.max(machine.timers.nextAt(), world.now) : Infinity;
    const happening = happenings[nextIndex];
    const happensAt = happening === undefined ? Infinity : startAt + happening.atMs;
    const nextAt = Math.min(worldAt, machineAt, happensAt);
    if (nextAt >= startAt + forMs) return events;
    world.now = nextAt;
    events += 1;
    if (Math.floor(nextAt / MINUTE) !== minute) [minute, stepsInMinute] = [Math.floor(nextAt / MINUTE), 0];
    stepsInMinute += 1;
    if (stepsInMinute > MOST_STEPS_PER_MINUTE) return 'loops';
    if (happening !== undefined && happensAt === nextAt) {
      nextIndex += 1;
      applyHappening(world, happening);
    } else (worldAt === nextAt ? timers : machine.timers).runNext();
  }
}

/**
 * Waits until all code that awaits a resolved promise has run. Microtasks run before the next turn of the event
 * loop, and the simulated world uses nothing slower.
 */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
