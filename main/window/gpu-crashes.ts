import { app } from 'electron';
import { rendersInSoftware, isGpuCrashLoop, countedCrashes } from '../core/diagnostics/crash-count.ts';
import type { DurationMs } from '../../preload/contract/time.ts';

/**
 * Chromium starts its GPU process anew when that has crashed, and after three times draws in software; but if that
 * crashes three times too, it ends the whole app (`GpuProcessHost::RecordProcessCrash`). A tray has no need of a GPU
 * process, so here it only costs the window: `onLoop` is called when it crashes again and again.
 */
export function surviveGpuCrashes(uptime: () => DurationMs, onLoop: (reason: string) => void): () => void {
  let crashedAts: readonly DurationMs[] = [];
  const crashed = (_event: unknown, { type, reason }: Electron.Details): void => {
    if (type !== 'GPU' || reason === 'clean-exit') return;
    const now = uptime();
    crashedAts = countedCrashes([...crashedAts, now], now);
    // Chromium reads this switch at each crash. Set from the start, it would stop Chromium from drawing in software.
    if (rendersInSoftware(crashedAts)) app.commandLine.appendSwitch('disable-gpu-process-crash-limit');
    if (isGpuCrashLoop(crashedAts, now)) onLoop(reason);
  };
  app.on('child-process-gone', crashed);
  return () => {
    app.off('child-process-gone', crashed);
  };
}
