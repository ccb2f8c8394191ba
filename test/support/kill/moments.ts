import { setImmediate as turn } from 'node:timers/promises';
import type { ReceivedRequest } from '../../../main/demo/server.ts';
import type { Random } from '../../soak/world/random.ts';
import { WaitTimeout } from '../app-fixture.ts';

/** The latest moment after the answer; a new token is in the keychain after about half of this time. */
const LONGEST_AFTER_ANSWER_MS = 10;
/** By this time a start is over, and so is the writing of a setting. */
const LONGEST_MS = { start: 1500, setting: 20 } as const;
const SPIN_LIMIT_MS = 20_000;

/** Waits until a random moment: one half of these are before the answer, the other half after it. */
export async function waitAroundAnswer(request: ReceivedRequest, answerAfterMs: number, random: Random): Promise<void> {
  if (random.chance(0.5)) {
    await spin(random.next() * answerAfterMs);
    return;
  }
  await spinUntil('answer', () => request.status !== 0 || undefined);
  await spin(random.next() * LONGEST_AFTER_ANSWER_MS);
}

/** Waits until a random moment of an activity that has just started. */
export async function waitAnyTime(activity: keyof typeof LONGEST_MS, random: Random): Promise<void> {
  await spin(random.next() * LONGEST_MS[activity]);
}

async function spin(ms: number): Promise<void> {
  const endsAt = performance.now() + ms;
  await spinUntil('end', () => performance.now() >= endsAt || undefined);
}

/** Waits as `waitUntil` does, but to the fraction of a millisecond, which no timer can. */
export async function spinUntil<T>(what: string, read: () => T | undefined): Promise<T> {
  const endsAt = performance.now() + SPIN_LIMIT_MS;
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    if (performance.now() > endsAt) throw new WaitTimeout(`There was no ${what} within ${SPIN_LIMIT_MS} ms`);
    await turn();
  }
}
