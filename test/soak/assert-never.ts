/** Fails for a case that the code does not know; TypeScript makes sure that there is none. */
export function assertNever(value: never): never {
  throw new Error(`Not provided for: ${JSON.stringify(value)}`);
}
