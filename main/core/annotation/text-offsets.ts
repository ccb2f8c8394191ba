/** A span of a text as an API gives it: the text itself and its indices in an unknown unit, the end exclusive. */
export interface IndexedSpan {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly text: string;
}

/** A span with its offsets in UTF-16 units, as JavaScript's strings count. */
export interface LocatedSpan<S> {
  readonly span: S;
  readonly start: number;
  readonly end: number;
}

export interface LocatedSpans<S> {
  /** The spans that the text holds, in the order in which they were given. */
  readonly located: readonly LocatedSpan<S>[];
  /** How many spans the text does not hold. */
  readonly notLocated: number;
}

/** Converts an index in some unit to an offset in UTF-16 units; undefined in the middle of a character. */
type ToUtf16 = (index: number) => number | undefined;

/**
 * Locates spans in a text, whatever unit their indices count in: the unit that fits most of them is used for all. A
 * span that is not at its indices is located at the nearest place that holds its text, and left out if there is none.
 */
export function locateSpans<S extends IndexedSpan>(text: string, spans: readonly S[]): LocatedSpans<S> {
  const right = (unit: ToUtf16): number => spans.filter((span) => startOf(text, unit, span) !== undefined).length;
  // Code points come first: where the spans fit several units, this is the one that NERD's own language (Python) counts
  // in.
  const [first, ...others] = indexUnits(text).map((unit) => ({ unit, right: right(unit) }));
  if (first === undefined) return { located: [], notLocated: spans.length };
  const { unit } = others.reduce((best, other) => (other.right > best.right ? other : best), first);
  const located = spans.flatMap((span) => {
    const start = startOf(text, unit, span) ?? nearest(text, span.text, unit(span.startIndex) ?? span.startIndex);
    return start === undefined ? [] : [{ span, start, end: start + span.text.length }];
  });
  return { located, notLocated: spans.length - located.length };
}

/** The offset at which the span starts, if the text holds the span's text there. */
function startOf(text: string, unit: ToUtf16, span: IndexedSpan): number | undefined {
  const start = unit(span.startIndex);
  const end = unit(span.endIndex);
  if (start === undefined || end === undefined || start >= end) return undefined;
  return text.slice(start, end) === span.text ? start : undefined;
}

/** The offset of the occurrence of `piece` that is nearest to `start`. */
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

/** How many bytes a code point has in UTF-8 (RFC 3629 §3). */
function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}
