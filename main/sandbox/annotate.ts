import { KNOWLEDGE, type KnowledgeBase, type KnownName } from './knowledge.ts';

/** One found name, in the field names of NERD's API. The indices count code points; `end_index` is exclusive. */
export interface Annotation {
  readonly start_index: number;
  readonly end_index: number;
  readonly text: string;
  readonly ner_score: number;
  readonly ned_score: number | null;
  readonly ner_type: string;
  readonly entity_label: string | null;
  readonly entity_type: string | null;
  readonly entity_kb_id: string | null;
}

export interface KnowledgeBaseResult {
  readonly knowledge_base: KnowledgeBase;
  readonly annotations: readonly Annotation[];
  /** The share of the linked mentions that each entity has. */
  readonly entity_relevance_scores: Readonly<Record<string, number>>;
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function mentions(text: string, known: KnownName): Annotation[] {
  const wholeWord = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(known.name)}(?![\\p{L}\\p{N}])`, 'gu');
  return Array.from(text.matchAll(wholeWord), (match) => {
    // NERD is written in Python, whose strings count code points: a text with emoji shows who assumes otherwise.
    const start = Array.from(text.slice(0, match.index)).length;
    return {
      start_index: start,
      end_index: start + Array.from(known.name).length,
      text: known.name,
      ner_score: 0.99,
      ned_score: known.id === undefined ? null : 0.96,
      ner_type: known.nerType,
      entity_label: known.label ?? null,
      entity_type: known.id === undefined ? null : known.nerType,
      entity_kb_id: known.id ?? null,
    };
  });
}

function relevance(annotations: readonly Annotation[]): Record<string, number> {
  const ids = annotations.flatMap(({ entity_kb_id: id }) => (id === null ? [] : [id]));
  const share = (id: string) => ids.filter((other) => other === id).length / ids.length;
  return Object.fromEntries(ids.map((id) => [id, share(id)]));
}

/** Finds the known names in a text, in reading order. */
export function annotate(text: string, knowledgeBase: KnowledgeBase): KnowledgeBaseResult {
  const annotations = KNOWLEDGE[knowledgeBase]
    .flatMap((known) => mentions(text, known))
    .sort((a, b) => a.start_index - b.start_index);
  return { knowledge_base: knowledgeBase, annotations, entity_relevance_scores: relevance(annotations) };
}
