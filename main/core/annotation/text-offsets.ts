/** A piece of a text, as an API names it: indices in a unit that is not known, `end` exclusive, and the piece itself. */
export interface IndexedSpan {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly text: string;
}

/** The same piece in UTF-16 units, as strings count here. */
export interface LocatedSpan<S> {
  readonly span: S;
  readonly start: number;
  readonly end: number;
}

export interface LocatedSpans<S> {
  /** In the order in which they came. */
  readonly located: readonly LocatedSpan<S>[];
  /** How many pieces the text does not hold. */
  readonly notLocated: number;
}

/** For each index in some unit its place in UTF-16 units; undefined in the middle of a character. */
type ToUtf16 = (index: number) => number | undefined;

/**
 * Finds where pieces of a text are, whatever unit their indices count: the unit that makes most of them right is taken
 * for all; a piece that is not there is looked for nearest to where it should be, and left out if it is nowhere.
 */
export function locateSpans<S extends IndexedSpan>(text: string, spans: readonly S[]): LocatedSpans<S> {
  const right = (unit: ToUtf16): number => spans.filter((span) => startOf(text, unit, span) !== undefined).length;
  // Code points first: where the answers do not tell the units apart, it is what NERD's own language counts.
  const [first, ...others] = indexUnits(text).map((unit) => ({ unit, right: right(unit) }));
  if (first === undefined) return { located: [], notLocated: spans.length };
  const { unit } = others.reduce((best, other) => (other.right > best.right ? other : best), first);
  const located = spans.flatMap((span) => {
    const start = startOf(text, unit, span) ?? nearest(text, span.text, unit(span.startIndex) ?? span.startIndex);
    return start === undefined ? [] : [{ span, start, end: start + span.text.length }];
  });
  return { located, notLocated: spans.length - located.length };
}

/** Where the span starts, if the text says there what the span says. */
function startOf(text: string, unit: ToUtf16, span: IndexedSpan): number | undefined {
  const start = unit(span.startIndex);
  const end = unit(span.endIndex);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return text.slice(start, end) === span.text ? start : undefined;
}

/** The place of `piece` that is nearest to `start`. */
function nearest(text: string, piece: string, start: number): number | undefined {
  if (piece === '') return undefined;
  const before = text.lastIndexOf(piece, start);
  const after = text.indexOf(piece, start);
  if (before === -1) return after === -1 ? undefined : after;
  return after === -1 || start - before <= after - start ? before : after;
}

function indexUnits(text: string): readonly ToUtf16[] {
  const codePoints = new Map<number, number>();
  const bytes = new Map<number, number>();
  let at = 0;
  let codePoint = 0;
  let byte = 0;
  for (const character of text) {
    codePoints.set(codePoint, at);
    bytes.set(byte, at);
    at += character.length;
    codePoint += 1;
    byte += utf8Length(character.codePointAt(0) ?? 0);
  }
  codePoints.set(codePoint, at);
  bytes.set(byte, at);
  const utf16: ToUtf16 = (index) => (index <= text.length ? index : undefined);
  return [(index) => codePoints.get(index), utf16, (index) => bytes.get(index)];
}

/** RFC 3629 §3. */
function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}
