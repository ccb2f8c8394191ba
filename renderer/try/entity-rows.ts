import type { Mention, KnowledgeBase } from '../../preload/contract/annotation.ts';
import { KNOWLEDGE_BASES } from '../text/annotation-text.ts';

/** One entity of one knowledge base, or a name that is linked to none. */
export interface EntityRow {
  readonly key: string;
  /** The entity's label, or the mention's text where there is none. */
  readonly name: string;
  readonly type: string;
  readonly id: string | undefined;
  readonly knowledgeBase: KnowledgeBase;
  readonly mentions: number;
  readonly relevance: number | undefined;
}

export type Column = 'name' | 'type' | 'mentions' | 'relevance';

export interface SortOrder {
  readonly by: Column;
  readonly descending: boolean;
}

/** The order that a column has at first: the highest numbers first, and names from A to Z. */
export function defaultOrder(by: Column): SortOrder {
  return { by, descending: by === 'mentions' || by === 'relevance' };
}

/** Gives one row for each entity that `text` mentions, in the order of its first mention. */
export function rowsOf(text: string, entities: readonly Mention[]): readonly EntityRow[] {
  const rows = new Map<string, EntityRow>();
  for (const { knowledgeBase, start, end, label, id, nerType, entityType, relevance } of entities) {
    const called = text.slice(start, end);
    const key = JSON.stringify([knowledgeBase, id ?? [called, nerType]]);
    const before = rows.get(key);
    rows.set(key, {
      key,
      name: label ?? called,
      type: entityType ?? nerType,
      id,
      knowledgeBase,
      mentions: (before?.mentions ?? 0) + 1,
      relevance,
    });
  }
  return [...rows.values()];
}

/** The rows that contain every word of the filter, sorted. */
export function filteredRows(rows: readonly EntityRow[], filter: string, order: SortOrder): readonly EntityRow[] {
  const words = filter.toLowerCase().split(/\s+/u);
  const has = ({ name, type, id = '', knowledgeBase }: EntityRow): boolean => {
    const all = [name, type, id, KNOWLEDGE_BASES[knowledgeBase]].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  };
  const sign = order.descending ? -1 : 1;
  return rows.filter(has).sort((a, b) => sign * compare(a, b, order.by) || compare(a, b, 'name'));
}

function compare(a: EntityRow, b: EntityRow, by: Column): number {
  switch (by) {
    case 'name':
    case 'type':
      return a[by].localeCompare(b[by]);
    case 'mentions':
      return a.mentions - b.mentions;
    case 'relevance':
      return (a.relevance ?? -1) - (b.relevance ?? -1);
  }
}
