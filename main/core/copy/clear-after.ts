import type { ClearCopy, DurationMs } from '../../../preload/contract/snapshot.ts';
import { MINUTE_MS, SECOND_MS } from '../time/time.ts';

/** How long a copied access token may stay on the clipboard; undefined: until something else is copied. */
export const CLEAR_COPY_MS: Readonly<Record<ClearCopy, DurationMs | undefined>> = {
  off: undefined,
  '30s': 30 * SECOND_MS,
  '60s': MINUTE_MS,
  '120s': 2 * MINUTE_MS,
  '300s': 5 * MINUTE_MS,
};

/** What is left of the time that a copy may stay, `agoMs` after it was made; undefined if it may stay. */
export function clearsInMs(setting: ClearCopy, agoMs: DurationMs): DurationMs | undefined {
  const stayMs = CLEAR_COPY_MS[setting];
  return stayMs === undefined ? undefined : Math.max(stayMs - agoMs, 0);
}
