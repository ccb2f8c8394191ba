import type { AnnotationRequest } from '../../../preload/contract/annotation.ts';
import type { KnowledgeBaseResult } from './mentions.ts';
import type { DurationMs, FailureKind } from '../../../preload/contract/snapshot.ts';
import type { RefreshFailure } from '../token/state.ts';

/** Answers of NERD's API that a refresh cannot get. */
export type ApiErrorKind =
  /** A token that is fresh is not let in either. */
  | 'unauthorized'
  | 'badRequest'
  /** The job is not there any more. */
  | 'notFound'
  /** Nothing of this kind is there at all. */
  | 'retired'
  | 'conflict'
  /** NERD has given the job up. */
  | 'jobFailed'
  /** The whole of it took longer than anybody waits. */
  | 'tooSlow'
  /** The answer came, and was not what NERD's API answers. */
  | 'unreadable';

/** Failures on the way are the same as those of a refresh. */
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

/** How far NERD is with a text. */
export type JobState =
  | { readonly kind: 'pending' }
  | { readonly kind: 'done'; readonly results: readonly KnowledgeBaseResult[] }
  /** NERD has ended it without a result. */
  | { readonly kind: 'failed' };

export interface TokenOwner {
  readonly email: string | undefined;
  readonly scopes: readonly string[];
}

/** NERD's annotation API: single calls, each with an access token. Never rejects. */
export interface AnnotationApi {
  /** Hands a text in; gives the job's id. */
  submit(accessToken: string, request: AnnotationRequest): Promise<ApiResult<string>>;
  read(accessToken: string, jobId: string): Promise<ApiResult<JobState>>;
  remove(accessToken: string, jobId: string): Promise<ApiResult<undefined>>;
  /** The same in one call, for a NERD that knows no jobs. */
  annotate(accessToken: string, request: AnnotationRequest): Promise<ApiResult<JobState>>;
  /** Whose the token is. */
  me(accessToken: string): Promise<ApiResult<TokenOwner>>;
}

/** An access token and the API that it is for, as they are at one moment: no token goes to another's NERD. */
export interface ApiAccess {
  readonly accessToken: string;
  readonly api: AnnotationApi;
}

/** Access tokens for calls of the app's own. */
export interface AccessTokenProvider {
  /** One that works for some minutes where there is one; undefined if none works. */
  fresh(): Promise<ApiAccess | undefined>;
  /** A newer one than `refused`, if NERD gives one. */
  renewed(refused: ApiAccess): Promise<ApiAccess | undefined>;
}
