const LARGEST_SEED = 2 ** 32 - 1;

/** A seed of its own for each run that was given none. */
export function randomSeed(): number {
  return Math.floor(Math.random() * LARGEST_SEED);
}

/** The number that an option names, or `otherwise` if it was left out; undefined if it is none from 0 to the largest seed. */
export function parseNumber(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  const number = /^\d{1,10}$/u.test(text) ? Number(text) : undefined;
  return number !== undefined && number <= LARGEST_SEED ? number : undefined;
}
