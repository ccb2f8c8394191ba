import type { AnnotationRequest } from '../../../preload/contract/annotation.ts';
import type { KnowledgeBaseResult } from './mentions.ts';
import type { DurationMs } from '../../../preload/contract/time.ts';
import type { FailureKind } from '../../../preload/contract/session.ts';
import type { RefreshFailure } from '../token/answer.ts';

/** Failures of NERD's annotation API itself, which a refresh cannot have. */
export type ApiErrorKind =
  /** NERD refused a fresh access token too. */
  | 'unauthorized'
  | 'badRequest'
  /** NERD no longer knows the job. */
  | 'notFound'
  /** NERD has nothing at this address, so the API may have moved. */
  | 'retired'
  | 'conflict'
  /** NERD ended the job without a result. */
  | 'jobFailed'
  /** The job was not done within the longest time that the app waits. */
  | 'tooSlow'
  /** The answer is not in the form that the API documents. */
  | 'unreadable';

/** A call can fail on the way to NERD as a refresh can. */
type TransportFailureKind = Exclude<FailureKind, 'refused' | 'unexpected' | 'malformed_response'>;

export type ApiFailureKind = TransportFailureKind | ApiErrorKind;

export interface ApiFailure {
  readonly kind: ApiFailureKind;
  readonly retryAfterMs?: DurationMs | undefined;
  readonly proxy?: RefreshFailure['proxy'];
  readonly issuer?: RefreshFailure['issuer'];
}

export type ApiResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ApiFailure };

/** The state of an annotation job. */
export type JobState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'done'; readonly results: readonly KnowledgeBaseResult[] }
  /** NERD ended the job without a result. */
  | { readonly kind: 'failed' };

export interface TokenOwner {
  readonly email: string | undefined;
  readonly scopes: readonly string[];
}

/** NERD's annotation API as single calls, each with an access token. No call rejects: a failure is a value. */
export interface AnnotationApi {
  /** Submits a text and gives the id of its job. */
  submit(accessToken: string, request: AnnotationRequest): Promise<ApiResult<string>>;
  read(accessToken: string, jobId: string): Promise<ApiResult<JobState>>;
  remove(accessToken: string, jobId: string): Promise<ApiResult<undefined>>;
  /** Annotates in one call, for a NERD that offers no jobs. */
  annotate(accessToken: string, request: AnnotationRequest): Promise<ApiResult<JobState>>;
  /** Gives the owner of the access token. */
  me(accessToken: string): Promise<ApiResult<TokenOwner>>;
}

/**
 * An access token with the API that it is for, taken at one moment, so that no token goes to another account's NERD.
 */
export interface ApiAccess {
  readonly accessToken: string;
  readonly api: AnnotationApi;
}

/** Gives access tokens for the app's own calls of the annotation API. */
export interface AccessTokenProvider {
  /** Gives an access token that is valid for some minutes if there is one, else any valid one; undefined if none is. */
  fresh(): Promise<ApiAccess | undefined>;
  /** Gives a newer access token than `refused`, if NERD grants one. */
  renewed(refused: ApiAccess): Promise<ApiAccess | undefined>;
}
