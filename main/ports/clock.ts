import type { DurationMs, EpochMs } from '../../preload/contract/time.ts';

/** Tells the time and wakes up. Production reads the system; tests run it faster. */
export interface Clock {
  /** The computer's own clock, which can be wrong and can be set. */
  now(): EpochMs;
  /** Counts steadily from some moment on, through sleep too; a whole second is fine enough. */
  uptime(): DurationMs;
  /** Calls `wake` once after `delayMs`; gives back how to cancel. */
  after(delayMs: DurationMs, wake: () => void): () => void;
}
