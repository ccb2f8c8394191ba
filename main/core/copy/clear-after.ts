import type { ClearCopy } from '../../../preload/contract/settings.ts';
import type { DurationMs } from '../../../preload/contract/time.ts';
import { MINUTE_MS, SECOND_MS } from '../time/time.ts';

/** How long a copied access token stays on the clipboard; undefined means until something else is copied. */
export const CLEAR_COPY_MS: Readonly<Record<ClearCopy, DurationMs | undefined>> = {
  off: undefined,
  '30s': 30 * SECOND_MS,
  '60s': MINUTE_MS,
  '120s': 2 * MINUTE_MS,
  '300s': 5 * MINUTE_MS,
};

/** How long until a copy made `agoMs` ago is cleared; undefined if it stays. */
export function clearsInMs(setting: ClearCopy, agoMs: DurationMs): DurationMs | undefined {
  const stayMs = CLEAR_COPY_MS[setting];
  return stayMs === undefined ? undefined : Math.max(stayMs - agoMs, 0);
}
