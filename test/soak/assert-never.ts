export function assertNever(value: never): never {
  throw new Error(`Not provided for: ${JSON.stringify(value)}`);
}
