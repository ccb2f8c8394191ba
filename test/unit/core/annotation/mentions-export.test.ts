import { expect, test } from 'vitest';
import { annotationsOf } from '../../../../main/core/annotation/mentions.ts';
import { annotationsCsv, annotationsJson } from '../../../../main/core/annotation/mentions-export.ts';
import { test as property, fc } from '../../../support/core/property.ts';
import { NOTHING, RESULTS, TEXT } from './results.ts';

test('as JSON it is NERD’s own answer, with nulls where nothing is linked', () => {
  expect(JSON.parse(annotationsJson(RESULTS))).toMatchObject({
    results: [
      {
        knowledge_base: 'capiq',
        annotations: [
          { start_index: 2, end_index: 7, text: 'Apple', entity_kb_id: '24937' },
          { start_index: 16, end_index: 21 },
        ],
        entity_relevance_scores: { '24937': 1 },
      },
      {
        knowledge_base: 'wikimedia',
        annotations: [{ entity_label: null, entity_type: null, entity_kb_id: null, ned_score: null }, {}],
      },
    ],
  });
});

test('as CSV one line for each mention', () => {
  expect(annotationsCsv(TEXT, annotationsOf(TEXT, RESULTS).mentions).split('\r\n')).toEqual([
    'text,ner_type,entity_label,entity_type,entity_kb_id,knowledge_base,ner_score,ned_score,relevance',
    'Apple Park,FAC,,,,wikimedia,,,',
    'Apple,ORG,Apple Inc.,ORG,24937,capiq,0.99,0.9,1',
    'Apple,ORG,Apple Inc.,ORG,24937,capiq,0.99,0.9,1',
    '',
  ]);
});

/** One field of a CSV line, read as RFC 4180 has it. */
function firstField(csv: string): string {
  const line = csv.slice(csv.indexOf('\r\n') + 2);
  const quoted = /^"((?:[^"]|"")*)"/u.exec(line)?.[1];
  return quoted === undefined ? (/^[^,]*/u.exec(line)?.[0] ?? '') : quoted.replaceAll('""', '"');
}

const nasty = fc.string({
  minLength: 1,
  maxLength: 12,
  unit: fc.constantFrom(...['=', '+', '-', '@', '"', ',', '\r', '\n', '\t', 'a', '＝', '🚀', "'"]),
});

property('as CSV a text stays what it is, and none starts a formula', [nasty], (text) => {
  const found = { ...NOTHING, start: 0, end: text.length, nerType: 'ORG', relevance: undefined } as const;
  const field = firstField(annotationsCsv(text, [{ ...found, knowledgeBase: 'capiq' }]));
  expect(field).not.toMatch(/^[=+\-@\t\r\n＝]/u);
  expect(field === text || field === `'${text}`).toBe(true);
});
