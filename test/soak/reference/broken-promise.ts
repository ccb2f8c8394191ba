/**
 * The four promises: P1, a copied token is fresh; P2, no session is lost; P3, a warning comes in time; P4, NERD gets
 * few requests.
 */
export type PromiseName = 'P1' | 'P2' | 'P3' | 'P4';

/** A promise that was broken, when in true time, and how. */
export interface BrokenPromise {
  readonly promise: PromiseName;
  readonly at: number;
  readonly what: string;
}

/** Reports a broken promise, with one phrase on how it was broken. */
export type ReportBroken = (promise: PromiseName, what: string) => void;
