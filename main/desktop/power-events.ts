import { net, powerMonitor } from 'electron';

/**
 * Calls back when the machine wakes from sleep or is unlocked. On Linux Electron hears of sleep from logind, and of the
 * lock not at all, so this alone is not enough: a copy, a click on the tray and an opened window recheck too.
 */
export function onWake(wake: () => void): () => void {
  // Linux sends each of them twice, so whoever listens has to bear that.
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
  return () => {
    powerMonitor.off('resume', wake);
    powerMonitor.off('unlock-screen', wake);
  };
}

/** Calls back when the machine goes to sleep, where the system tells. */
export function onSleep(sleep: () => void): () => void {
  powerMonitor.on('suspend', sleep);
  return () => {
    powerMonitor.off('suspend', sleep);
  };
}

/** Calls back when the machine is shut down or restarted, where the system tells and waits (Linux with logind, macOS). */
export function onShutdown(quit: () => void): void {
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // Electron asks for the time that quitting takes (https://www.electronjs.org/docs/latest/api/power-monitor).
    event?.preventDefault();
    quit();
  });
}

/** Whether the system believes that there is a network. */
export function isOnline(): boolean {
  return net.isOnline();
}
