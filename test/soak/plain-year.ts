import { simulate } from './week.ts';
import { conditionsOf } from './world/conditions.ts';
import { DAY, HOUR, MINUTE } from './world/units.ts';
import { World } from './world/world.ts';

/**
 * Gives the CPU time that one client costs in a year, in ms. The client is connected, nobody clicks, and nothing
 * goes wrong.
 */
export async function plainYearCpuMs(): Promise<number> {
  const conditions = {
    ...conditionsOf(1),
    startAt: Date.UTC(2026, 0, 1),
    tokens: { expiryRule: 'hour', lifetimeMs: HOUR, expiryStatedBy: 'exp' },
    credentialKind: 'refreshToken',
    weekSlides: true,
    storedSession: { enteredAgoMs: MINUTE, usedAgoMs: MINUTE },
  } as const;
  const world = new World(conditions, () => undefined);
  world.startApp();
  const before = process.cpuUsage();
  await simulate(world, [], 365 * DAY, () => true);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
