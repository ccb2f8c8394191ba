import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe } from 'vitest';
import { FAILURE_TEXTS } from '../../../main/core/messages/request-failures.ts';
import { annotationsCsv, annotationsJson } from '../../../main/core/annotation/mentions-export.ts';
import { annotationsOf } from '../../../main/core/annotation/mentions.ts';
import { failureFromHead, jobFrom, ownerFrom, stateFrom } from '../../../main/nerd/annotation-answer.ts';
import { httpDate, retryAfterMs } from '../../../main/nerd/http-headers.ts';
import { answerFromBody, answerFromHead, serverTime } from '../../../main/nerd/token-answer.ts';
import { bytesOf, fuzz, jsonOf, PLANTED, torn } from '../../support/fuzz.ts';

const NOW = Date.UTC(2026, 0, 2, 10, 52);
const HOUR_MS = 3_600_000;
const WEEK_MS = 168 * HOUR_MS;

const TOKEN_ANSWERS = [
  { access_token: PLANTED },
  { access_token: PLANTED, refresh_token: PLANTED, expires_in: 3600, token_type: 'Bearer' },
  { error: 'invalid_grant', error_description: PLANTED },
];
const TEXT = 'Kensho grew in Zürich 🌱, and Kensho went on.';
const ANNOTATION = {
  ...{ start_index: 0, end_index: 6, text: 'Kensho', ner_score: 0.9, ned_score: 0.8, ner_type: 'ORG' },
  ...{ entity_label: 'Kensho', entity_type: 'COMPANY', entity_kb_id: '251994106' },
};
const RESULT = {
  knowledge_base: 'capiq',
  annotations: [ANNOTATION, { ...ANNOTATION, start_index: 28, end_index: 34 }],
  entity_relevance_scores: { 251994106: 0.7 },
};
const STATES = [
  { status: 'success', message: 'OK', request_id: 'R1', results: [RESULT, { ...RESULT, knowledge_base: 'wikimedia' }] },
  { status: 'pending', message: 'OK', request_id: 'R1' },
];

const OWNER = { email: 'ada@example.com', scopes: ['kensho:app:nerd'], uid: '1', token: PLANTED };

const header = fc.oneof(
  torn(fc.constantFrom('Fri, 02 Jan 2026 10:52:00 GMT', '120', 'text/html; charset=utf-8', 'application/json')),
  fc.constantFrom('9'.repeat(400), '-1', '0', '1e9', 'Fri, 99 Jan 2026 99:99:99 GMT'),
);
const head = fc.record({
  status: fc.oneof(fc.constantFrom(200, 400, 401, 403, 404, 407, 409, 410, 413, 429, 500, 503, 511), fc.nat()),
  headers: fc.dictionary(
    fc.constantFrom('date', 'age', 'retry-after', 'content-type'),
    fc.oneof(header, fc.array(header, { maxLength: 2 })),
  ),
});

const KINDS = Object.keys(FAILURE_TEXTS);
const UNREADABLE = { kind: 'unreadable' };
const isWait = (waitMs = 1000): boolean => waitMs >= 1000 && waitMs <= HOUR_MS;

/** Whether Chromium's network, like any that obeys RFC 9110, takes it in a header. */
function canBeSent(token: string): boolean {
  return new Headers({ authorization: `Bearer ${token}` }).get('authorization') === `Bearer ${token}`;
}

describe('whatever NERD answers', () => {
  fuzz('is a failure by its kind, or left to the body', head, (found) => {
    const answer = answerFromHead(found, NOW);
    const failure = failureFromHead(found, NOW)?.failure;
    const times = [serverTime(found), httpDate(String(found.headers['age']))];
    return (
      (answer === undefined || (!answer.ok && KINDS.includes(answer.failure.kind))) &&
      isWait(failure?.retryAfterMs) &&
      isWait(retryAfterMs(String(found.headers['retry-after']), String(found.headers['date']), NOW)) &&
      times.every((at) => at === undefined || Number.isFinite(at))
    );
  });

  fuzz(
    'to a refresh is a token that can be sent, or a failure by its kind alone',
    bytesOf(jsonOf(TOKEN_ANSWERS)),
    (body) => {
      const answer = answerFromBody(body, { status: 200, headers: {} });
      if (!answer.ok) return Object.keys(answer.failure).length === 1 && KINDS.includes(answer.failure.kind);
      const { accessToken, refreshToken = 'none', expiresInMs = 1 } = answer;
      return canBeSent(accessToken) && canBeSent(refreshToken) && expiresInMs > 0 && expiresInMs <= WEEK_MS;
    },
  );

  fuzz('about a job is a failure by its kind, or can be shown and exported', bytesOf(jsonOf(STATES)), (body) => {
    const state = stateFrom(body);
    if (!state.ok) return isDeepStrictEqual(state.failure, UNREADABLE);
    if (state.value.kind !== 'done') return true;
    const { results } = state.value;
    const { mentions } = annotationsOf(TEXT, results);
    JSON.parse(annotationsJson(results));
    return (
      mentions.every(({ start, end }) => start >= 0 && start < end && end <= TEXT.length) &&
      annotationsCsv(TEXT, mentions).endsWith('\r\n')
    );
  });

  fuzz(
    'to a text is a failure by its kind, or a job',
    bytesOf(jsonOf([{ job_id: 'J1', request_id: 'R1' }])),
    (body) => {
      const job = jobFrom(body);
      return job.ok ? job.value !== '' : isDeepStrictEqual(job.failure, UNREADABLE);
    },
  );

  fuzz('to the question whose a token is, is a failure by its kind, or an owner', bytesOf(jsonOf([OWNER])), (body) => {
    const owner = ownerFrom(body);
    if (!owner.ok) return isDeepStrictEqual(owner.failure, UNREADABLE);
    return isDeepStrictEqual(Object.keys(owner.value), ['email', 'scopes']);
  });
});
