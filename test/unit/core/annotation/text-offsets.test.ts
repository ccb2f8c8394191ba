import { describe, expect, test as example } from 'vitest';
import { locateSpans, type IndexedSpan } from '../../../../main/core/annotation/text-offsets.ts';
import { fc, test } from '../../../support/core/property.ts';

/** Letters of one to four bytes, marks that combine, right to left, emoji of several code points. */
const character = fc.constantFrom(
  ...['a', 'b', ' ', 'é', 'e\u0301', 'ß', 'א', 'ל', 'م', 'ك', '東', '京', '🚀', '👩‍🔬', '🇩🇪', '\u200f', '\n', '𝔘'],
);
const texts = fc.array(character, { minLength: 1, maxLength: 40 }).map((characters) => characters.join(''));

const UNITS = {
  utf16: (text: string) => text.length,
  codePoints: (text: string) => Array.from(text).length,
  utf8: (text: string) => new TextEncoder().encode(text).length,
} as const;
type UnitName = keyof typeof UNITS;
const units = fc.constantFrom(...(Object.keys(UNITS) as UnitName[]));

/** Pieces of the text between whole code points, in UTF-16 units. */
const cases = texts.chain((text) => {
  const ends = [0];
  for (const one of text) ends.push((ends.at(-1) ?? 0) + one.length);
  const end = fc.nat({ max: ends.length - 1 });
  const pieces = fc
    .tuple(end, end)
    .filter(([one, other]) => one !== other)
    .map(([one, other]) => [ends[Math.min(one, other)] ?? 0, ends[Math.max(one, other)] ?? 0] as const);
  return fc.record({ text: fc.constant(text), pieces: fc.array(pieces, { minLength: 1, maxLength: 8 }) });
});

function spansOf(text: string, pieces: readonly (readonly [number, number])[], unit: UnitName): IndexedSpan[] {
  return pieces.map(([start, end]) => ({
    startIndex: UNITS[unit](text.slice(0, start)),
    endIndex: UNITS[unit](text.slice(0, end)),
    text: text.slice(start, end),
  }));
}

test(
  'in any text, whatever the unit, every piece is found, and the text says there what the piece says',
  [cases, units],
  ({ text, pieces }, unit) => {
    const { located, notLocated } = locateSpans(text, spansOf(text, pieces, unit));
    expect(notLocated).toBe(0);
    expect(located.map(({ start, end }) => text.slice(start, end))).toEqual(pieces.map(([a, b]) => text.slice(a, b)));
  },
);

/** Every character once: then the text tells the units apart, and a piece is in one place alone. */
const distinct = fc.shuffledSubarray(['a', 'é', 'ß', 'א', 'م', '東', '🚀', '𝔘', '👩', 'z', '\u0301'], { minLength: 2 });

test(
  'where a piece is in one place alone, that is where it is found',
  [distinct, units, fc.nat(), fc.nat()],
  (characters, unit, one, other) => {
    const text = characters.join('');
    const from = Math.min(one % characters.length, other % characters.length);
    const to = Math.max(one % characters.length, other % characters.length) + 1;
    const [start, end] = [characters.slice(0, from).join('').length, characters.slice(0, to).join('').length];
    expect(locateSpans(text, spansOf(text, [[start, end]], unit)).located).toMatchObject([{ start, end }]);
  },
);

test(
  'pieces in a unit that nobody knows are nowhere but where they say',
  [cases, fc.integer({ min: -5, max: 5 })],
  ({ text, pieces }, off) => {
    const wrong = spansOf(text, pieces, 'utf16').map((span) => ({
      ...span,
      startIndex: Math.max(span.startIndex + off, 0),
    }));
    const { located, notLocated } = locateSpans(text, wrong);
    expect(located.length + notLocated).toBe(pieces.length);
    for (const { span, start, end } of located) expect(text.slice(start, end)).toBe(span.text);
  },
);

describe('by hand', () => {
  const text = '🚀 Kensho and 🚀 Kensho';
  const places = (spans: readonly IndexedSpan[]) =>
    locateSpans(text, spans).located.map(({ start, end }) => [start, end]);

  example.each([
    ['UTF-16 units', 3, 17],
    ['code points', 2, 15],
    ['bytes', 5, 21],
  ])('in %s each Kensho is its own', (_name, first, second) => {
    const spans = [first, second].map((startIndex) => ({ startIndex, endIndex: startIndex + 6, text: 'Kensho' }));
    expect(places(spans)).toEqual([
      [3, 9],
      [17, 23],
    ]);
  });

  example('one that is off is looked for where it should be', () => {
    const right = { startIndex: 2, endIndex: 8, text: 'Kensho' };
    expect(places([right, { startIndex: 13, endIndex: 19, text: 'Kensho' }])).toEqual([
      [3, 9],
      [17, 23],
    ]);
  });

  example('what the text does not say is left out, and counted', () => {
    const spans = [
      { startIndex: 2, endIndex: 8, text: 'Kensho' },
      { startIndex: 0, endIndex: 4, text: 'NERD' },
      { startIndex: 0, endIndex: 0, text: '' },
      { startIndex: 9000, endIndex: 9001, text: '\ud83d' },
    ];
    const { located, notLocated } = locateSpans('a Kensho', spans);
    expect(located).toHaveLength(1);
    expect(notLocated).toBe(3);
  });
});
