import type { DurationMs } from '../../preload/contract/snapshot.ts';
import { MINUTE_MS } from './time.ts';

/** So often in a minute a page that crashed is loaded again by itself. */
export const MOST_RELOADS = 2;

/** Whether a page that has crashed at these moments (of uptime, the oldest first) should be loaded again now. */
export function shouldReload(crashedAts: readonly DurationMs[], now: DurationMs): boolean {
  return crashedAts.filter((at) => at > now - MINUTE_MS).length <= MOST_RELOADS;
}
