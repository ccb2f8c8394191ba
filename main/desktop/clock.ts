import { uptime } from 'node:os';
import type { Clock } from '../ports/clock.ts';

/** The system's clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // The system's time since its start, which goes on through sleep: CLOCK_BOOTTIME, GetTickCount64, kern.boottime.
  uptime: () => uptime() * 1000,
  after(delayMs, wake) {
    const timer = setTimeout(wake, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
