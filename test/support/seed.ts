const LARGEST_SEED = 2 ** 32 - 1;

/** The same generated cases in every run, so that a change is judged by itself; another seed has others. */
export const CASES_SEED = Number(process.env['NERD_TRAY_FUZZ_SEED'] ?? 1);

/** A random seed, for a run that was given none. */
export function randomSeed(): number {
  return Math.floor(Math.random() * LARGEST_SEED);
}

/** The number of an option, or `otherwise` if it was left out. Undefined: the text is no whole number up to 2³² − 1. */
export function parseNumber(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  const number = /^\d{1,10}$/u.test(text) ? Number(text) : undefined;
  return number !== undefined && number <= LARGEST_SEED ? number : undefined;
}
