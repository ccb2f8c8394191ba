import type { AnnotationRequest } from '../../preload/contract/annotation.ts';
import type { DurationMs } from '../../preload/contract/snapshot.ts';
import type { KnowledgeBaseResult } from '../core/annotation/mentions.ts';
import { MINUTE_MS, SECOND_MS } from '../core/time/time.ts';
import type { ApiFailure, ApiFailureKind } from '../core/annotation/api.ts';
import type { Clock } from '../ports/clock.ts';
import { AuthorizedCalls } from './authorized-calls.ts';
import type { ApiAccess, AccessTokenProvider, ApiResult } from '../core/annotation/api.ts';

export type AnnotationOutcome =
  | { readonly kind: 'found'; readonly results: readonly KnowledgeBaseResult[] }
  | { readonly kind: 'cancelled' }
  /** There is no access token that still works. */
  | { readonly kind: 'noToken' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure };

export interface AnnotationJobPorts {
  readonly clock: Pick<Clock, 'after'>;
  readonly access: AccessTokenProvider;
}

/** A person waits at most this long. */
const LONGEST_MS: DurationMs = MINUTE_MS;
const FIRST_WAIT_MS: DurationMs = SECOND_MS;
/** Each wait is longer than the one before, by this much. */
const GROWTH = 1.5;
const LONGEST_WAIT_MS: DurationMs = 5 * SECOND_MS;
/** While NERD reads, a failure of these may pass; so many in a row do not. */
const MAY_PASS: readonly ApiFailureKind[] = ['network', 'timeout', 'server_error'];
const MOST_IN_A_ROW = 2;

/** One text on its way through NERD: hands it in, asks politely until it is read, and takes it back if nobody waits any more. */
export class AnnotationJob {
  readonly outcome: Promise<AnnotationOutcome>;
  #settle: (outcome: AnnotationOutcome) => void = () => undefined;
  #isOver = false;
  #jobId: string | undefined;
  /** What is told if the time is up: a failure that was hoped to pass, if there was one. */
  #standing: ApiFailure = { kind: 'tooSlow' };
  #wake: () => void = () => undefined;
  readonly #cancelLimit: () => void;
  readonly #caller: AuthorizedCalls;

  constructor(
    private readonly ports: AnnotationJobPorts,
    private readonly request: AnnotationRequest,
  ) {
    this.#caller = new AuthorizedCalls(ports.access);
    this.outcome = new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#run().then((outcome) => this.#end(outcome), reject);
    });
    this.#cancelLimit = ports.clock.after(LONGEST_MS, () => {
      this.#end({ kind: 'failed', failure: this.#standing });
    });
  }

  cancel(): void {
    this.#end({ kind: 'cancelled' });
  }

  #end(outcome: AnnotationOutcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelLimit();
    this.#wake();
    if (outcome.kind !== 'found') void this.#takeBack();
    this.#settle(outcome);
  }

  async #run(): Promise<AnnotationOutcome> {
    const submitted = await this.#caller.call(({ api, accessToken }) => api.submit(accessToken, this.request));
    if (submitted === undefined) return { kind: 'noToken' };
    if (submitted.ok) {
      this.#jobId = submitted.value;
      // Given up while NERD was still answering: nobody else knows the job.
      if (this.#isOver) void this.#takeBack();
      return this.#poll(submitted.value);
    }
    const isGone = submitted.failure.kind === 'notFound' || submitted.failure.kind === 'retired';
    return isGone && !this.#isOver ? this.#atOnce() : failed(submitted.failure);
  }

  /** The API's other door, for a NERD that has the first no more. */
  async #atOnce(): Promise<AnnotationOutcome> {
    const answer = await this.#caller.call(({ api, accessToken }) => api.annotate(accessToken, this.request));
    if (answer === undefined) return { kind: 'noToken' };
    if (!answer.ok) return failed(answer.failure);
    return answer.value.kind === 'done' ? { ...answer.value, kind: 'found' } : failed({ kind: 'jobFailed' });
  }

  async #poll(jobId: string): Promise<AnnotationOutcome> {
    let waitMs = FIRST_WAIT_MS;
    let inARow = 0;
    for (;;) {
      await this.#wait(waitMs);
      if (this.#isOver) return { kind: 'cancelled' };
      const answer = await this.#caller.call(({ api, accessToken }) => api.read(accessToken, jobId));
      if (answer === undefined) return { kind: 'noToken' };
      if (answer.ok) {
        if (answer.value.kind === 'done') return { ...answer.value, kind: 'found' };
        if (answer.value.kind === 'failed') return failed({ kind: 'jobFailed' });
        inARow = 0;
        this.#standing = { kind: 'tooSlow' };
      } else {
        inARow += 1;
        if (!mayPass(answer.failure, inARow)) return failed(answer.failure);
        this.#standing = answer.failure;
      }
      const askedMs = answer.ok ? 0 : (answer.failure.retryAfterMs ?? 0);
      waitMs = Math.max(Math.min(waitMs * GROWTH, LONGEST_WAIT_MS), askedMs);
    }
  }

  #wait(ms: DurationMs): Promise<void> {
    if (this.#isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.ports.clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Deletes the job; if that fails, NERD forgets it in its own time. */
  async #takeBack(): Promise<void> {
    const jobId = this.#jobId;
    const access: ApiAccess | undefined = this.#caller.access;
    this.#jobId = undefined;
    if (jobId !== undefined && access !== undefined) await access.api.remove(access.accessToken, jobId);
  }
}

function failed(failure: ApiFailure): AnnotationOutcome {
  return { kind: 'failed', failure };
}

function mayPass({ kind }: Extract<ApiResult<unknown>, { ok: false }>['failure'], inARow: number): boolean {
  // That one says itself for how long.
  return kind === 'rate_limited' || (MAY_PASS.includes(kind) && inARow < MOST_IN_A_ROW);
}
