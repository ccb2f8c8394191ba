import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND_MS } from '../../../main/core/time/time.ts';
import type { Random } from '../../soak/world/random.ts';
import type { RunningApp, World } from '../world.ts';
import { expectAnswer } from './calm.ts';
import { canJoin, disturbances, type Disturbance } from './disturbances.ts';
import type { User } from './user.ts';

const MOST_AT_ONCE = 2;
/** So often all is put right for a moment. */
const CALM_EVERY_MS = 30 * SECOND_MS;
/** So long the app has then to find it. */
const CALM_MS = 2 * SECOND_MS;

export interface Disturbing {
  readonly world: World;
  readonly app: RunningApp;
  readonly user: User;
  readonly random: Random;
  /** By `performance.now()`. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

interface Lasting {
  readonly disturbance: Disturbance;
  readonly endsAt: number;
}

/** Begins and ends disturbances until the time is over, and leaves everything right; gives how many there were. */
export async function disturb({ world, app, user, random, endsAt, signal, tell }: Disturbing): Promise<number> {
  const all = disturbances(world, app, random);
  const startedAt = performance.now();
  let lasting: readonly Lasting[] = [];
  let count = 0;
  const say = (what: string): void => {
    tell(`${((performance.now() - startedAt) / SECOND_MS).toFixed(1).padStart(7)} s  ${what}`);
  };
  const end = async (over: readonly Lasting[]): Promise<void> => {
    for (const { disturbance } of over) {
      await disturbance.end();
      say(`- ${disturbance.name}`);
    }
    lasting = lasting.filter((one) => !over.includes(one));
  };
  const begin = async (disturbance: Disturbance): Promise<void> => {
    say(`+ ${disturbance.name}`);
    await disturbance.begin();
    lasting = [...lasting, { disturbance, endsAt: performance.now() + random.int(500, 8000) }];
    count += 1;
  };
  let calmAt = startedAt + CALM_EVERY_MS;
  while (performance.now() < endsAt && !signal.aborted) {
    await sleep(random.int(300, 2500));
    await end(lasting.filter((one) => one.endsAt <= performance.now()));
    if (performance.now() > calmAt) {
      await end(lasting);
      say('calm');
      await sleep(CALM_MS);
      await expectAnswer(user);
      calmAt = performance.now() + CALM_EVERY_MS;
    }
    const next = random.pick(all);
    const others = lasting.map(({ disturbance }) => disturbance);
    if (lasting.length < MOST_AT_ONCE && !others.includes(next) && canJoin(next, others)) await begin(next);
  }
  await end(lasting);
  say('all is put right');
  return count;
}
