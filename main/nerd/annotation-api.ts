import type { AnnotationRequest } from '../../preload/contract/annotation.ts';
import type { ApiResult, AnnotationApi } from '../core/annotation/api.ts';
import type { ProxyLogin } from '../ports/nerd.ts';
import {
  failed,
  failureFromBody,
  failureFromHead,
  transportFailure,
  jobFrom,
  ownerFrom,
  stateFrom,
} from './annotation-answer.ts';
import { sendRequest, type HttpRequest } from './http-request.ts';
import type { NerdClientOptions } from './nerd-client.ts';
import { safeOrigin } from './nerd-url.ts';

/** A mention takes about 300 bytes, and no text has more than about ten thousand. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * Gives NERD's annotation API, with the call that names a token's owner. Use it after Electron is ready. Throws if the
 * base URL is not one that `safeOrigin` accepts.
 */
export function createNerdApi(options: NerdClientOptions, proxyLogin: ProxyLogin): AnnotationApi {
  const origin = safeOrigin(options.baseUrl, options.allowLoopbackHttp ?? false);
  if (origin === undefined) throw new Error('An access token may only go to an https address.');
  const limits = { proxyLogin, timeLimitMs: options.timeLimitMs, bodyLimitBytes: BODY_LIMIT_BYTES };

  const call = async <T>(
    accessToken: string,
    { method, path, body }: { method: HttpRequest['method']; path: string; body?: string },
    read: (body: Uint8Array) => ApiResult<T>,
  ): Promise<ApiResult<T>> => {
    const headers = {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    // The answer is wrapped, so that a failure that NERD reports is not taken for one of the transport.
    const answer = await sendRequest<{ ok: true; answer: ApiResult<T> }>(
      { method, url: `${origin}${path}`, headers, ...(body !== undefined && { body }) },
      {
        fromHead: (head) => wrapped(failureFromHead(head, Date.now())),
        fromBody: (bytes, head) => ({ ok: true, answer: failureFromBody(head, bytes) ?? read(bytes) }),
      },
      limits,
    );
    return answer.ok ? answer.answer : transportFailure(answer);
  };
  const job = (jobId: string) => `${JOBS}?${new URLSearchParams({ job_id: jobId }).toString()}`;

  return {
    submit: (token, request) => call(token, { method: 'POST', path: JOBS, body: bodyOf(request) }, jobFrom),
    read: (token, jobId) => call(token, { method: 'GET', path: job(jobId) }, stateFrom),
    remove: (token, jobId) =>
      call(token, { method: 'DELETE', path: job(jobId) }, () => ({ ok: true, value: undefined })),
    async annotate(token, request) {
      const answer = await call(token, { method: 'POST', path: SYNC, body: bodyOf(request) }, stateFrom);
      // This call names no job that NERD could miss, so a 404 means that the address is gone.
      return !answer.ok && answer.failure.kind === 'notFound' ? failed('retired') : answer;
    },
    me: (token) => call(token, { method: 'GET', path: '/me' }, ownerFrom),
  };
}

const JOBS = '/api/v1/annotations-async';
const SYNC = '/api/v1/annotations-sync';

function wrapped<T>(answer: T | undefined): { ok: true; answer: T } | undefined {
  return answer && { ok: true, answer };
}

function bodyOf({ text, knowledgeBases, tagPeople, originatingEntityId }: AnnotationRequest): string {
  return JSON.stringify({
    knowledge_bases: knowledgeBases,
    text,
    tag_people: tagPeople,
    ...(originatingEntityId !== '' && { originating_entity_id: originatingEntityId }),
  });
}
