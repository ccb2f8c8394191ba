/** Throws for a case that a switch does not handle. TypeScript makes sure that there is none. */
export function assertNever(value: never): never {
  throw new Error(`Not provided for: ${JSON.stringify(value)}`);
}
