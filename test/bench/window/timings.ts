/** From the asking to the first paint with data, in ms, one for each round. */
export interface Timings {
  readonly app: number[];
  readonly bare: number[];
}

/** Gives the middle one of these values, or the mean of the two in the middle; NaN if there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}
