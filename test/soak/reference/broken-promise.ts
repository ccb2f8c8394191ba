/** The four promises: a fresh copy, a kept session, a warning in time, no hammering. */
export type PromiseName = 'P1' | 'P2' | 'P3' | 'P4';

/** A promise that was broken. */
export interface BrokenPromise {
  readonly promise: PromiseName;
  readonly at: number;
  readonly what: string;
}

/** Takes note of a promise that was broken, with what happened. */
export type ReportBroken = (promise: PromiseName, what: string) => void;
