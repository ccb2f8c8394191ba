import { expect, test } from 'vitest';
import { annotationsOf } from '../../../main/core/annotation/mentions.ts';
import { annotationsCsv, annotationsJson } from '../../../main/core/annotation/mentions-export.ts';
import { failureFromBody, failureFromHead, ownerFrom, stateFrom } from '../../../main/nerd/annotation-answer.ts';

/** Ends a line, colours a terminal, turns the direction, and hides. */
const HOSTILE = 'a\u001b[31m\u202eb\u2066\r\n\u0000\u009bc\u200b\u{e0041}d';
const PLAIN = 'a [31m b c d';
/** What no text from a server may have; line ends are the formats' own. */
const NOT_PLAIN = /(?![\r\n])\p{C}/u;
const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

test('whatever a server puts into any of its texts is shown and exported as plain text', () => {
  const answer = stateFrom(
    bytes({
      status: 'success',
      results: [
        {
          knowledge_base: 'capiq',
          annotations: ['Kensho', `Kensho${HOSTILE}`].map((text) => ({
            start_index: 0,
            end_index: 6,
            text,
            ner_type: HOSTILE,
            entity_label: HOSTILE,
            entity_type: HOSTILE,
            entity_kb_id: HOSTILE,
          })),
          entity_relevance_scores: { [HOSTILE]: 0.5 },
        },
      ],
    }),
  );
  if (!answer.ok || answer.value.kind !== 'done') throw new Error('not read');
  const { results } = answer.value;
  const { mentions } = annotationsOf('Kensho', results);
  expect(mentions).toMatchObject([{ nerType: PLAIN, label: PLAIN, entityType: PLAIN, id: PLAIN, relevance: 0.5 }]);
  expect(JSON.stringify(mentions)).not.toMatch(NOT_PLAIN);
  const json = annotationsJson(results);
  expect(JSON.parse(json)).toMatchObject({ results: [{ entity_relevance_scores: { [PLAIN]: 0.5 } }] });
  expect(JSON.stringify(JSON.parse(json), (_key, value: unknown) => value)).not.toMatch(/\\u00|\\[rn]/u);
  for (const exported of [json, annotationsCsv('Kensho', mentions)]) expect(exported).not.toMatch(NOT_PLAIN);
});

test('so is whose the token is', () => {
  expect(ownerFrom(bytes({ email: HOSTILE, scopes: [HOSTILE] }))).toEqual({
    ok: true,
    value: { email: PLAIN, scopes: [PLAIN] },
  });
});

test.each([
  [401, '<html>Blocked', 'not_nerd'],
  [403, '\n <!doctype html>', 'not_nerd'],
  [400, '<html>', 'not_nerd'],
  [200, '<html>', 'not_nerd'],
  [401, '', 'unauthorized'],
  [403, '{"detail":"Forbidden"}', 'unauthorized'],
  [401, 'Unauthorized', 'unauthorized'],
  [422, '{}', 'badRequest'],
  [200, '{}', undefined],
  [204, '', undefined],
])('%d with an unmarked body of %j is %s', (status, body, kind) => {
  const head = { status, headers: {} };
  expect(failureFromHead(head, 0)).toBeUndefined();
  expect(failureFromBody(head, new TextEncoder().encode(body))?.failure.kind).toBe(kind);
});
