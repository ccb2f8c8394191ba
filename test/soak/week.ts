import type { Broken } from './reference/broken.ts';
import { conditionsOf, weekSeed, type WeekName } from './world/conditions.ts';
import { happen } from './world/happen.ts';
import { happeningsOf, type Happening } from './world/happenings.ts';
import type { FaultCounts } from './world/tally.ts';
import { MINUTE, SECOND, WEEK } from './world/units.ts';
import { World } from './world/world.ts';

export interface WeekResult {
  /** Steps of the world: timers, answers, clicks, and what else happened. */
  readonly events: number;
  readonly broken: readonly Broken[];
  /** Sessions lost to a crash between the server's rotation and the keychain's write. */
  readonly lost: number;
  /** How often each fault took effect. */
  readonly faults: FaultCounts;
}

/** How often the user looks at the app's window. */
const LOOKS_EVERY = 20 * MINUTE;
/** More steps than this in a minute would be a loop that burns the battery. */
const MOST_STEPS_PER_MINUTE = 500;

/** Lives through a week: the same seed gives the same week, and with fewer happenings the same week without them. */
export async function liveWeek(name: WeekName, happenings?: readonly Happening[]): Promise<WeekResult> {
  const conditions = conditionsOf(weekSeed(name));
  const broken: Broken[] = [];
  const world = new World(conditions, (promise, what) => broken.push({ promise, at: world.now, what }));
  const look = (): void => {
    if (world.process !== undefined && world.machine.state === 'on') world.user.look(world.process);
    world.timers.at(world.now + LOOKS_EVERY, look);
  };
  world.timers.at(world.now + 10 * SECOND, look);
  world.startApp();
  const all = happenings ?? happeningsOf(conditions);
  const events = await live(world, all, WEEK, () => {
    world.check();
    return broken.length === 0;
  });
  if (events === 'loops') broken.push({ promise: 'P4', at: world.now, what: 'the app wakes up without a pause' });
  return { events: events === 'loops' ? 0 : events, broken, lost: world.sessions.lost, faults: world.tally.counts };
}

/** Lets a world go on for so long, or until `goesOn` says no after a step; gives the number of steps. */
export async function live(
  world: World,
  happenings: readonly Happening[],
  forMs: number,
  goesOn: () => boolean,
): Promise<number | 'loops'> {
  const { startAt } = world.conditions;
  let events = 0;
  let happened = 0;
  let minute = 0;
  let inMinute = 0;
  for (;;) {
    if (world.stirred || world.copying > 0) {
      world.stirred = false;
      await settled();
    }
    if (!goesOn()) return events;
    const { timers, machine } = world;
    const worldAt = timers.nextAt();
    const machineAt = machine.state === 'on' ? Math.max(machine.timers.nextAt(), world.now) : Infinity;
    const happening = happenings[happened];
    const happensAt = happening === undefined ? Infinity : startAt + happening.atMs;
    const nextAt = Math.min(worldAt, machineAt, happensAt);
    if (nextAt >= startAt + forMs) return events;
    world.now = nextAt;
    events += 1;
    if (Math.floor(nextAt / MINUTE) !== minute) [minute, inMinute] = [Math.floor(nextAt / MINUTE), 0];
    inMinute += 1;
    if (inMinute > MOST_STEPS_PER_MINUTE) return 'loops';
    if (happening !== undefined && happensAt === nextAt) {
      happened += 1;
      happen(world, happening);
    } else (worldAt === nextAt ? timers : machine.timers).runNext();
  }
}

/** All that waits for a promise has run: no promise takes a turn of the event loop. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
