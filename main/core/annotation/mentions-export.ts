import type { Mention } from '../../../preload/contract/annotation.ts';
import { plainText } from '../input/plain-text.ts';
import type { KnowledgeBaseResult } from './mentions.ts';

/** The annotations as JSON, with NERD's own field names and indices. */
export function annotationsJson(results: readonly KnowledgeBaseResult[]): string {
  const named = results.map(({ knowledgeBase, annotations, relevance }) => ({
    knowledge_base: knowledgeBase,
    annotations: annotations.map((annotation) => ({
      start_index: annotation.startIndex,
      end_index: annotation.endIndex,
      text: plainText(annotation.text, annotation.text.length),
      ner_score: annotation.nerScore ?? null,
      ned_score: annotation.nedScore ?? null,
      ner_type: annotation.nerType,
      entity_label: annotation.label ?? null,
      entity_type: annotation.entityType ?? null,
      entity_kb_id: annotation.id ?? null,
    })),
    entity_relevance_scores: Object.fromEntries(relevance),
  }));
  return `${JSON.stringify({ results: named }, null, 2)}\n`;
}

const CSV_COLUMNS = [
  'text',
  'ner_type',
  'entity_label',
  'entity_type',
  'entity_kb_id',
  'knowledge_base',
  'ner_score',
  'ned_score',
  'relevance',
];

/** The mentions as CSV (RFC 4180) for spreadsheets, one line each. */
export function annotationsCsv(text: string, mentions: readonly Mention[]): string {
  const lines = mentions.map((found) => [
    text.slice(found.start, found.end),
    found.nerType,
    found.label,
    found.entityType,
    found.id,
    found.knowledgeBase,
    found.nerScore,
    found.nedScore,
    found.relevance,
  ]);
  return [CSV_COLUMNS, ...lines].map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

/**
 * A spreadsheet reads a field that starts with one of these as a formula, which could call out of the sheet (CWE-1236).
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u;

function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const harmless = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(harmless) || harmless !== value ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
