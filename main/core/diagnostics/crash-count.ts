import type { DurationMs } from '../../../preload/contract/snapshot.ts';
import { HOUR_MS, MINUTE_MS } from '../time/time.ts';

/** So often in a minute a page that crashed is loaded again by itself. */
export const MOST_RELOADS = 2;

/** After so many crashes of its GPU process Chromium draws in software; it forgives one in an hour (seen in Electron 33). */
const CRASHES_TO_SOFTWARE = 3;

/** So often in a minute the GPU process is started again for an open window: with the graphics card, then without. */
const MOST_GPU_STARTS = 6;

/** Whether a page that has crashed at these moments (of uptime, the oldest first) should be loaded again now. */
export function shouldReload(crashedAts: readonly DurationMs[], now: DurationMs): boolean {
  return within(MINUTE_MS, crashedAts, now).length <= MOST_RELOADS;
}

/** The crashes of the GPU process, one by one moments of uptime, that still count. */
export function remembered(crashedAts: readonly DurationMs[], now: DurationMs): readonly DurationMs[] {
  return within(HOUR_MS, crashedAts, now);
}

/** Whether Chromium draws in software after these crashes. */
export function drawsInSoftware(crashedAts: readonly DurationMs[]): boolean {
  return crashedAts.length > CRASHES_TO_SOFTWARE;
}

/** Whether drawing in software has not helped either. */
export function isDrawingLoop(crashedAts: readonly DurationMs[], now: DurationMs): boolean {
  return within(MINUTE_MS, crashedAts, now).length > MOST_GPU_STARTS;
}

function within(spanMs: DurationMs, ats: readonly DurationMs[], now: DurationMs): readonly DurationMs[] {
  return ats.filter((at) => at > now - spanMs);
}
