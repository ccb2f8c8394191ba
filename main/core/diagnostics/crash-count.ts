import type { DurationMs } from '../../../preload/contract/time.ts';
import { HOUR_MS, MINUTE_MS } from '../time/time.ts';

/** How often in a minute a page that crashed is reloaded automatically. */
export const MOST_RELOADS = 2;

/**
 * After this many crashes of its GPU process Chromium renders in software; it forgets one an hour (seen in Electron
 * 33).
 */
const CRASHES_TO_SOFTWARE = 3;

/**
 * How often in a minute the GPU process is restarted for an open window, first with the graphics card, then without.
 */
const MOST_GPU_STARTS = 6;

/** Whether a page that has crashed at these moments of uptime, the oldest first, is reloaded now. */
export function shouldReloadPage(crashedAts: readonly DurationMs[], now: DurationMs): boolean {
  return within(MINUTE_MS, crashedAts, now).length <= MOST_RELOADS;
}

/** The crashes of the GPU process, as moments of uptime, that Chromium still counts. */
export function countedCrashes(crashedAts: readonly DurationMs[], now: DurationMs): readonly DurationMs[] {
  return within(HOUR_MS, crashedAts, now);
}

/** Whether Chromium renders in software after these crashes. */
export function rendersInSoftware(crashedAts: readonly DurationMs[]): boolean {
  return crashedAts.length > CRASHES_TO_SOFTWARE;
}

/** Whether the GPU process goes on crashing with software rendering too. */
export function isGpuCrashLoop(crashedAts: readonly DurationMs[], now: DurationMs): boolean {
  return within(MINUTE_MS, crashedAts, now).length > MOST_GPU_STARTS;
}

function within(spanMs: DurationMs, ats: readonly DurationMs[], now: DurationMs): readonly DurationMs[] {
  return ats.filter((at) => at > now - spanMs);
}
