import type { Mention } from '../../preload/contract/annotation.ts';

/** A part of the text that mentions entities. Mentions that overlap share one mark, the longest first. */
export interface TextMark {
  readonly start: number;
  readonly end: number;
  readonly entities: readonly Mention[];
}

/** A piece of the text; `mark` is the index of its mark, if it has one. */
export interface Piece {
  readonly text: string;
  readonly mark: number | undefined;
}

/** The marks of mentions, which come in reading order, the longer first. */
export function marksOf(entities: readonly Mention[]): readonly TextMark[] {
  const marks: { start: number; end: number; entities: Mention[] }[] = [];
  for (const entity of entities) {
    const last = marks.at(-1);
    if (last === undefined || entity.start >= last.end) {
      marks.push({ start: entity.start, end: entity.end, entities: [entity] });
    } else {
      last.end = Math.max(last.end, entity.end);
      last.entities.push(entity);
    }
  }
  return marks;
}

/** The whole text, cut at its marks. */
export function piecesOf(text: string, marks: readonly TextMark[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  marks.forEach(({ start, end }, mark) => {
    if (start > at) pieces.push({ text: text.slice(at, start), mark: undefined });
    pieces.push({ text: text.slice(start, end), mark });
    at = end;
  });
  if (at < text.length) pieces.push({ text: text.slice(at), mark: undefined });
  return pieces;
}

/** How a mark is drawn: each style has a line and a color of its own. */
export type MarkStyle = 'org' | 'person' | 'place' | 'thing';

const LOOKS: Readonly<Record<string, MarkStyle>> = {
  ORG: 'org',
  PERSON: 'person',
  GPE: 'place',
  LOC: 'place',
  FAC: 'place',
};

/** Gives the style of a mark, by the type of its first entity. */
export function markStyleOf({ entities }: TextMark): MarkStyle {
  return LOOKS[entities[0]?.nerType ?? ''] ?? 'thing';
}

/** Whether one of the mark’s entities is linked to an entry of a knowledge base. */
export function isLinked({ entities }: TextMark): boolean {
  return entities.some(({ id }) => id !== undefined);
}

/** The entity types of a mark, as NERD names them. */
export function typesOf({ entities }: TextMark): string {
  return [...new Set(entities.map(({ nerType }) => nerType.replaceAll('_', ' ')))].join(' · ');
}
