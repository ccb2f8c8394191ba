import fc from 'fast-check';
import { test } from 'vitest';
import { CASES_SEED } from './seed.ts';

/** The number of values in each test. `expect` for each of them would take longer than all the rest. */
const CASES = 10_000;

/** Part of what is generated. Nothing that the app writes down, or says why it refused something, may hold it. */
export const PLANTED = 'planted-secret-of-a-token';

/** What has broken parsers before: names of an object's own machinery, numbers at their ends, letters that are no letters. */
const TEXTS = [
  ...['', PLANTED, ` ${PLANTED}\n`, '__proto__', 'constructor', 'toString', 'null', 'NaN', '[object Object]', '-0'],
  ...['\u0000', '\u001b[2J', '\u202e', '\ud800', '\ufeff{', '%', '\\', '"', '../..', 'a'.repeat(2100), '9'.repeat(400)],
];
const NUMBERS = [
  ...[0, -0, -1, 0.5, 1e-300, 1e308, -1e308, 2 ** 31, 2 ** 53, 8.64e15, 8.64e15 + 1, -8.64e15, 9_999_999_999],
  ...[NaN, Infinity, -Infinity],
];

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 24 }));
const number = fc.oneof(fc.constantFrom(...NUMBERS), fc.double(), fc.integer());
const leaf = fc.oneof(text, number, fc.boolean(), fc.constantFrom<unknown>(null, undefined, [], {}));

/** Anything that JSON, or a structured clone, can carry. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  leaf,
  fc.anything({
    key: text,
    values: [text, number, fc.boolean(), fc.constant(null)],
    maxDepth: 3,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
    withSparseArray: true,
  }),
);

/** Gives one of `values`, changed in up to three places: what is nearly right gets further than what is not. */
export function nearly(values: readonly unknown[]): fc.Arbitrary<unknown> {
  const change = fc.record({ place: fc.nat(), how: fc.nat({ max: 5 }), by: leaf, key: text });
  return fc
    .tuple(fc.constantFrom(...values), fc.array(change, { maxLength: 3 }))
    .map(([value, changes]) => changes.reduce<unknown>(changed, structuredClone(value)));
}

interface Change {
  readonly place: number;
  readonly how: number;
  readonly by: unknown;
  readonly key: string;
}

/** A value within another: it is `parent[key]`. */
interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function changed(value: unknown, { place, how, by, key }: Change): unknown {
  const holder: Record<string, unknown> = { value };
  const places = [...placesIn(holder)];
  const chosen = places[place % places.length];
  if (chosen === undefined) return value;
  const { parent, key: at } = chosen;
  const found = parent[at];
  if (how === 0) Reflect.deleteProperty(parent, at);
  else if (how === 1) parent[at] = [found];
  else if (how === 2) put(parent, key, found);
  else if (how === 3 && typeof found === 'string') parent[at] = found + String(by);
  else if (how === 4) parent[at] = places[(place >>> 8) % places.length]?.key;
  else parent[at] = by;
  return holder['value'];
}

/** As JSON.parse does it, which makes a member of its own of `__proto__` too. */
function put(parent: Record<string, unknown>, key: string, value: unknown): void {
  // JSON has no list with a length of its own.
  if (Array.isArray(parent) && key === 'length') return;
  Object.defineProperty(parent, key, { value, enumerable: true, writable: true, configurable: true });
}

function* placesIn(parent: Record<string, unknown>): Generator<Place> {
  for (const key of Object.keys(parent)) {
    yield { parent, key };
    const value = parent[key];
    if (typeof value === 'object' && value !== null) yield* placesIn(value as Record<string, unknown>);
  }
}

/** Gives a value as JSON, with null for undefined, which JSON does not have. */
export function toJson(value: unknown): string {
  return JSON.stringify(value === undefined ? null : value);
}

/** Gives the JSON of such values, whole or torn: cut, spliced or doubled as a file or an answer may be. */
export function jsonOf(values: readonly unknown[]): fc.Arbitrary<string> {
  const json = nearly(values).map(toJson);
  return fc.oneof({ weight: 3, arbitrary: json }, torn(json), text);
}

/** Gives texts with a piece of it cut out, and something else in its place. */
export function torn(whole: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(whole, fc.nat(), fc.nat({ max: 40 }), text).map(([found, from, length, by]) => {
    const at = from % (found.length + 1);
    return found.slice(0, at) + by + found.slice(at + length);
  });
}

/** Gives texts as bytes, some of which are not valid UTF-8. */
export function bytesOf(texts: fc.Arbitrary<string>): fc.Arbitrary<Uint8Array> {
  const broken = fc.tuple(texts, fc.nat(), fc.nat({ max: 255 })).map(([found, at, byte]) => {
    const bytes = Buffer.from(found);
    if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  });
  return fc.oneof({ weight: 4, arbitrary: texts.map((found) => Buffer.from(found)) }, broken);
}

/** Declares a test over 10,000 values: `check` throws, or gives false, for one that is not as it should be. */
export function fuzz<T>(name: string, values: fc.Arbitrary<T>, check: (value: T) => boolean): void {
  test(name, () => {
    fc.assert(fc.property(values, check), { numRuns: CASES, seed: CASES_SEED });
  });
}

/** Whether `work` ends well, or throws an error of this text that holds nothing else. */
export function isDoneOrThrows(work: () => unknown, text: string): boolean {
  try {
    work();
    return true;
  } catch (error) {
    const held = error instanceof Error ? Object.getOwnPropertyNames(error) : [];
    return error instanceof Error && error.message === text && held.every((name) => /^(message|stack)$/u.test(name));
  }
}

/** Whether two values are the same in JSON, which has only one zero. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
