import * as v from 'valibot';
import type { FailureKind } from '../../preload/contract/session.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import type { Annotation, KnowledgeBaseResult } from '../core/annotation/mentions.ts';
import type { ApiFailureKind, ApiResult, JobState, TokenOwner } from '../core/annotation/api.ts';
import { plainText } from '../core/input/plain-text.ts';
import type { FailedRequest } from './http-request.ts';
import { isPage, isUnmarkedPage, parsedJson, retryAfterOf, type ResponseHead } from './token-answer.ts';

/** A text of a million letters has fewer names. */
const MOST_ANNOTATIONS = 20_000;
const LONGEST_NAME = 2000;

/**
 * What a server says goes onto the screen, into a terminal and into a spreadsheet: as plain text, whatever it holds.
 */
const plain = (text: string): string => plainText(text, LONGEST_NAME);
const Name = v.pipe(v.string(), v.maxLength(LONGEST_NAME), v.transform(plain));
const MaybeName = v.fallback(v.nullish(Name), undefined);
const Index = v.pipe(v.number(), v.integer(), v.minValue(0));
const Score = v.fallback(v.nullish(v.pipe(v.number(), v.finite())), undefined);
/** Both knowledge bases write theirs as texts; a number is no reason to drop a whole answer. */
const Id = v.fallback(v.nullish(v.union([Name, v.pipe(v.number(), v.integer(), v.transform(String))])), undefined);

const AnnotationShape = v.pipe(
  v.object({
    start_index: Index,
    end_index: Index,
    text: v.string(),
    ner_score: Score,
    ned_score: Score,
    ner_type: v.fallback(Name, ''),
    entity_label: MaybeName,
    entity_type: MaybeName,
    entity_kb_id: Id,
  }),
  v.transform((given): Annotation => ({
    startIndex: given.start_index,
    endIndex: given.end_index,
    text: given.text,
    nerScore: given.ner_score ?? undefined,
    nedScore: given.ned_score ?? undefined,
    nerType: given.ner_type,
    label: given.entity_label ?? undefined,
    entityType: given.entity_type ?? undefined,
    id: given.entity_kb_id ?? undefined,
  })),
);

const Result = v.pipe(
  v.object({
    knowledge_base: v.picklist(['capiq', 'wikimedia']),
    annotations: v.pipe(v.array(AnnotationShape), v.maxLength(MOST_ANNOTATIONS)),
    entity_relevance_scores: v.fallback(v.nullish(v.record(v.string(), v.number())), undefined),
  }),
  v.transform((given): KnowledgeBaseResult => ({
    knowledgeBase: given.knowledge_base,
    annotations: given.annotations,
    relevance: new Map(Object.entries(given.entity_relevance_scores ?? {}).map(([id, score]) => [plain(id), score])),
  })),
);

const Job = v.object({ job_id: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_NAME)) });
const State = v.object({ status: v.string(), results: v.nullish(v.pipe(v.array(Result), v.maxLength(10))) });
const Me = v.object({
  email: MaybeName,
  scopes: v.fallback(v.nullish(v.pipe(v.array(Name), v.maxLength(100))), undefined),
});

/** The result of a failed call, by its kind alone. */
export const failed = (kind: ApiFailureKind): Extract<ApiResult<never>, { ok: false }> => ({
  ok: false,
  failure: { kind },
});

/** What status and headers say already; undefined if the body decides. */
export function failureFromHead(
  head: ResponseHead,
  now: EpochMs,
): Extract<ApiResult<never>, { ok: false }> | undefined {
  const { status } = head;
  // A call that is not there may be answered by a page, which is not a portal's for that.
  if (status === 404) return failed('notFound');
  if (status === 410) return failed('retired');
  if (status === 407) return failed('proxy');
  // 511 is a captive portal's own status (RFC 6585 §6), not a server in trouble.
  if (status === 511) return failed('not_nerd');
  if (status === 429 || status >= 500) {
    const kind = status === 429 ? 'rate_limited' : 'server_error';
    return { ok: false, failure: { kind, retryAfterMs: retryAfterOf(head, now) } };
  }
  if (isPage(head)) return failed('not_nerd');
  return isSuccess(status) || REFUSALS[status] !== undefined ? undefined : failed('not_nerd');
}

/** NERD's ways to refuse a call. An access token that has ended may be answered by 401 and 403. */
const REFUSALS: Readonly<Record<number, ApiFailureKind>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'unauthorized',
  409: 'conflict',
  413: 'badRequest',
  422: 'badRequest',
};

/** The failure that the body shows; undefined if it may be what was asked for. A page is nobody's refusal but its own. */
export function failureFromBody(
  head: ResponseHead,
  body: Uint8Array,
): Extract<ApiResult<never>, { ok: false }> | undefined {
  if (isUnmarkedPage(body)) return failed('not_nerd');
  const refusal = REFUSALS[head.status];
  return refusal && failed(refusal);
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Parses the answer to a submitted text, and gives the id of its job. */
export function jobFrom(body: Uint8Array): ApiResult<string> {
  return parsed(Job, body, ({ job_id: jobId }) => jobId);
}

/** Parses the state of a job. A status that is not known counts as failed. */
export function stateFrom(body: Uint8Array): ApiResult<JobState> {
  return parsed(State, body, ({ status, results }): JobState => {
    if (status === 'pending') return { kind: 'pending' };
    return status === 'success' && results != null ? { kind: 'done', results } : { kind: 'failed' };
  });
}

/** Parses the owner of a token. The rest of the answer, which repeats the token, is dropped. */
export function ownerFrom(body: Uint8Array): ApiResult<TokenOwner> {
  return parsed(Me, body, ({ email, scopes }) => ({ email: email ?? undefined, scopes: scopes ?? [] }));
}

function parsed<S extends v.GenericSchema, T>(
  schema: S,
  body: Uint8Array,
  read: (value: v.InferOutput<S>) => T,
): ApiResult<T> {
  const found = v.safeParse(schema, parsedJson(body));
  return found.success ? { ok: true, value: read(found.output) } : failed('unreadable');
}

/** Gives the result of a call whose request failed on the way to NERD. */
export function transportFailure({ failure }: FailedRequest): Extract<ApiResult<never>, { ok: false }> {
  return { ok: false, failure: { ...failure, kind: KINDS[failure.kind] } };
}

/** A refresh's own failures, which no other call has, count as the network's. */
const KINDS: Readonly<Record<FailureKind, ApiFailureKind>> = {
  refused: 'unauthorized',
  network: 'network',
  timeout: 'timeout',
  tls: 'tls',
  proxy: 'proxy',
  proxy_down: 'proxy_down',
  proxy_auth: 'proxy_auth',
  rate_limited: 'rate_limited',
  server_error: 'server_error',
  not_nerd: 'not_nerd',
  malformed_response: 'unreadable',
  unexpected: 'network',
};
