import type { Annotations, Mention, KnowledgeBase } from '../../../preload/contract/annotation.ts';
import { locateSpans, type IndexedSpan } from './text-offsets.ts';

/** A mention as NERD gives it, with indices in the unit that NERD counts in. */
export interface Annotation extends IndexedSpan {
  readonly nerType: string;
  readonly nerScore: number | undefined;
  readonly nedScore: number | undefined;
  readonly label: string | undefined;
  readonly entityType: string | undefined;
  readonly id: string | undefined;
}

/** What NERD found in a text with one knowledge base. */
export interface KnowledgeBaseResult {
  readonly knowledgeBase: KnowledgeBase;
  readonly annotations: readonly Annotation[];
  /** The relevance of each entity to the text, by the entity's id. */
  readonly relevance: ReadonlyMap<string, number>;
}

/** Turns NERD's results into mentions with offsets in the text. */
export function annotationsOf(text: string, results: readonly KnowledgeBaseResult[]): Annotations {
  // All results are located together: more spans make it surer which unit the indices count in.
  const mentions = results.flatMap((result) => result.annotations.map((annotation) => ({ ...annotation, result })));
  const { located, notLocated } = locateSpans(text, mentions);
  const found = located.map(({ span, start, end }): Mention => {
    const { nerType, nerScore, nedScore, label, entityType, id, result } = span;
    const relevance = id === undefined ? undefined : result.relevance.get(id);
    const { knowledgeBase } = result;
    return { knowledgeBase, start, end, nerType, nerScore, nedScore, label, entityType, id, relevance };
  });
  return { mentions: found.sort((a, b) => a.start - b.start || b.end - a.end), notLocated };
}
