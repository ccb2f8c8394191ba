import { net, powerMonitor } from 'electron';

/**
 * Calls `wake` when the machine wakes from sleep or is unlocked; gives a function that ends this. On Linux Electron is
 * told of sleep by logind and of the lock by nobody, so this alone is not enough: a copy, a click on the tray and an
 * opened window check the time too.
 */
export function onWake(wake: () => void): () => void {
  // Linux sends each of them twice, so a listener has to tolerate that.
  powerMonitor.on('resume', wake);
  powerMonitor.on('unlock-screen', wake);
  return () => {
    powerMonitor.off('resume', wake);
    powerMonitor.off('unlock-screen', wake);
  };
}

/** Calls `sleep` when the machine goes to sleep, where the system tells; gives a function that ends this. */
export function onSleep(sleep: () => void): () => void {
  powerMonitor.on('suspend', sleep);
  return () => {
    powerMonitor.off('suspend', sleep);
  };
}

/**
 * Calls `quit` when the machine shuts down or restarts, where the system tells and waits (Linux with logind, macOS).
 */
export function onShutdown(quit: () => void): void {
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // Electron asks for the time that quitting takes (https://www.electronjs.org/docs/latest/api/power-monitor).
    event?.preventDefault();
    quit();
  });
}

/** Whether the system reports a network. */
export function isOnline(): boolean {
  return net.isOnline();
}
