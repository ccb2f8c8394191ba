import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND_MS } from '../../../main/core/time/time.ts';
import type { Random } from '../../soak/world/random.ts';
import type { RunningApp, AppFixture } from '../app-fixture.ts';
import { expectStatus } from './recovery.ts';
import { canOverlap, disturbances, type Disturbance } from './disturbances.ts';
import type { User } from './user.ts';

const MAX_AT_ONCE = 2;
/** All disturbances are ended for a moment at this interval. */
const CALM_EVERY_MS = 30 * SECOND_MS;
/** The time that the app has then to recover. */
const CALM_MS = 2 * SECOND_MS;

/** What is disturbed, and until when. */
export interface DisturbOptions {
  readonly fixture: AppFixture;
  readonly app: RunningApp;
  readonly user: User;
  readonly random: Random;
  /** When the run ends, by `performance.now()`. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

interface ActiveDisturbance {
  readonly disturbance: Disturbance;
  readonly endsAt: number;
}

/** Begins and ends disturbances until `endsAt`, and ends all of them. Gives how many there were. */
export async function disturb({ fixture, app, user, random, endsAt, signal, log }: DisturbOptions): Promise<number> {
  const all = disturbances(fixture, app, random);
  const startedAt = performance.now();
  let active: readonly ActiveDisturbance[] = [];
  let count = 0;
  const logStep = (what: string): void => {
    log(`${((performance.now() - startedAt) / SECOND_MS).toFixed(1).padStart(7)} s  ${what}`);
  };
  const end = async (ended: readonly ActiveDisturbance[]): Promise<void> => {
    for (const { disturbance } of ended) {
      await disturbance.end();
      logStep(`- ${disturbance.name}`);
    }
    active = active.filter((one) => !ended.includes(one));
  };
  const begin = async (disturbance: Disturbance): Promise<void> => {
    logStep(`+ ${disturbance.name}`);
    await disturbance.begin();
    active = [...active, { disturbance, endsAt: performance.now() + random.int(500, 8000) }];
    count += 1;
  };
  let calmAt = startedAt + CALM_EVERY_MS;
  while (performance.now() < endsAt && !signal.aborted) {
    await sleep(random.int(300, 2500));
    await end(active.filter((one) => one.endsAt <= performance.now()));
    if (performance.now() > calmAt) {
      await end(active);
      logStep('calm');
      await sleep(CALM_MS);
      await expectStatus(user);
      calmAt = performance.now() + CALM_EVERY_MS;
    }
    const next = random.pick(all);
    const others = active.map(({ disturbance }) => disturbance);
    if (active.length < MAX_AT_ONCE && !others.includes(next) && canOverlap(next, others)) await begin(next);
  }
  await end(active);
  logStep('all is put right');
  return count;
}
