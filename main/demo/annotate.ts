import { KNOWLEDGE, type KnowledgeBase, type KnownName } from './knowledge.ts';

/** An annotation with the field names of NERD's API. The indices count code points; `end_index` is exclusive. */
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

/** The annotations of one knowledge base, with the field names of NERD's API. */
export interface KnowledgeBaseResult {
  readonly knowledge_base: KnowledgeBase;
  readonly annotations: readonly Annotation[];
  /** The share of the linked mentions that each entity has. */
  readonly entity_relevance_scores: Readonly<Record<string, number>>;
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The longest name wins, as in "Apple Park"; within one knowledge base mentions do not overlap. */
function finder(names: readonly KnownName[]): RegExp {
  const longestFirst = names.map(({ name }) => name).sort((a, b) => b.length - a.length);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}

function annotation(known: KnownName, start: number): Annotation {
  return {
    start_index: start,
    end_index: start + Array.from(known.name).length,
    text: known.name,
    ner_score: known.nerScore ?? 0.99,
    ned_score: known.id === undefined ? null : (known.nedScore ?? 0.96),
    ner_type: known.nerType,
    entity_label: known.label ?? null,
    entity_type: known.id === undefined ? null : known.nerType,
    entity_kb_id: known.id ?? null,
  };
}

function relevance(annotations: readonly Annotation[]): Record<string, number> {
  const ids = annotations.flatMap(({ entity_kb_id: id }) => (id === null ? [] : [id]));
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Object.fromEntries([...counts].map(([id, count]) => [id, count / ids.length]));
}

/** Finds the known names in a text, in reading order. People are found only with `tagPeople`; capiq knows none. */
export function annotate(text: string, knowledgeBase: KnowledgeBase, tagPeople: boolean): KnowledgeBaseResult {
  const names = KNOWLEDGE[knowledgeBase].filter(({ nerType }) => tagPeople || nerType !== 'PERSON');
  const byName = new Map(names.map((known) => [known.name, known]));
  const annotations: Annotation[] = [];
  // NERD is written in Python, whose strings count code points: a text with emoji shows who assumes otherwise.
  let codePoints = 0;
  let read = 0;
  for (const match of text.matchAll(finder(names))) {
    codePoints += Array.from(text.slice(read, match.index)).length;
    read = match.index;
    const known = byName.get(match[0]);
    if (known !== undefined) annotations.push(annotation(known, codePoints));
  }
  return { knowledge_base: knowledgeBase, annotations, entity_relevance_scores: relevance(annotations) };
}
