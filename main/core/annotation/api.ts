import type { AnnotationRequest } from '../../../preload/contract/annotation.ts';
import type { KnowledgeBaseResult } from './mentions.ts';
import type { ApiFailure } from '../messages/annotation.ts';

export type Answered<T> =
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
  submit(accessToken: string, request: AnnotationRequest): Promise<Answered<string>>;
  read(accessToken: string, jobId: string): Promise<Answered<JobState>>;
  remove(accessToken: string, jobId: string): Promise<Answered<undefined>>;
  /** The same in one call, for a NERD that knows no jobs. */
  annotate(accessToken: string, request: AnnotationRequest): Promise<Answered<JobState>>;
  /** Whose the token is. */
  me(accessToken: string): Promise<Answered<TokenOwner>>;
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
