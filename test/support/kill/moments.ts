import { setImmediate as turn } from 'node:timers/promises';
import type { SandboxRequest } from '../../../main/demo/server.ts';
import type { Random } from '../../soak/world/random.ts';
import { WaitTooLong } from '../world.ts';

/** Up to this long after the answer; a new token is in the keychain after about half of it. */
const LONGEST_AFTER_ANSWER_MS = 10;
/** A start is over by then; so is the writing of a setting. */
const LONGEST_MS = { start: 1500, setting: 20 } as const;
const LONGEST_PASS_MS = 20_000;

/** Half of the moments lie before the answer, half after it. */
export async function around(request: SandboxRequest, answerAfterMs: number, random: Random): Promise<void> {
  if (random.chance(0.5)) {
    await pass(random.next() * answerAfterMs);
    return;
  }
  await passUntil('answer', () => request.status !== 0 || undefined);
  await pass(random.next() * LONGEST_AFTER_ANSWER_MS);
}

/** Any moment of what has just begun. */
export async function anywhere(act: keyof typeof LONGEST_MS, random: Random): Promise<void> {
  await pass(random.next() * LONGEST_MS[act]);
}

async function pass(ms: number): Promise<void> {
  const endsAt = performance.now() + ms;
  await passUntil('end', () => performance.now() >= endsAt || undefined);
}

/** As `waitUntil`, but to the fraction of a millisecond, as no timer can. */
export async function passUntil<T>(what: string, look: () => T | undefined): Promise<T> {
  const endsAt = performance.now() + LONGEST_PASS_MS;
  for (;;) {
    const value = look();
    if (value !== undefined) return value;
    if (performance.now() > endsAt) throw new WaitTooLong(`There was no ${what} within ${LONGEST_PASS_MS} ms`);
    await turn();
  }
}
