/** Ends a switch that must be complete: a case left out does not compile. Says nothing of the value, which may be secret. */
export function assertNever(value: never): never {
  throw new Error(`a case is missing for a ${typeof value}`);
}
