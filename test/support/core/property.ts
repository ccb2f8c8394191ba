import fc from 'fast-check';
import { test as vitestTest } from 'vitest';
import { CASES_SEED } from '../seed.ts';

export { fc };

/** Defines a test that checks a property for many generated values. */
export function test<T extends [unknown, ...unknown[]]>(
  name: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...values: T) => void,
): void {
  vitestTest(name, () => {
    fc.assert(fc.property(...arbitraries, check as (...values: unknown[]) => void), { seed: CASES_SEED });
  });
}
