import type { Annotations, Mention, KnowledgeBase } from '../../../preload/contract/annotation.ts';
import { locateSpans, type IndexedSpan } from './text-offsets.ts';

/** One mention as NERD gives it; its indices count what NERD counts. */
export interface Annotation extends IndexedSpan {
  readonly nerType: string;
  readonly nerScore: number | undefined;
  readonly nedScore: number | undefined;
  readonly label: string | undefined;
  readonly entityType: string | undefined;
  readonly id: string | undefined;
}

/** What one knowledge base has to say of a text. */
export interface KnowledgeBaseResult {
  readonly knowledgeBase: KnowledgeBase;
  readonly annotations: readonly Annotation[];
  /** By entity. */
  readonly relevance: ReadonlyMap<string, number>;
}

/** NERD's results, each mention at its place in the text. */
export function annotationsOf(text: string, results: readonly KnowledgeBaseResult[]): Annotations {
  // All together: the more there are, the surer it is which unit the indices count.
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
