import type { AnnotationRequest } from '../../preload/contract/annotation.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import type { KnowledgeBaseResult } from '../core/annotation/mentions.ts';
import { MINUTE_MS, SECOND_MS } from '../core/time/time.ts';
import type { ApiFailure, ApiFailureKind } from '../core/annotation/api.ts';
import type { Clock } from '../ports/clock.ts';
import { AuthorizedCalls } from './authorized-calls.ts';
import type { ApiAccess, AccessTokenProvider, ApiResult } from '../core/annotation/api.ts';

/** The outcome of an annotation job. */
export type AnnotationOutcome =
  | { readonly kind: 'found'; readonly results: readonly KnowledgeBaseResult[] }
  | { readonly kind: 'cancelled' }
  /** There is no valid access token. */
  | { readonly kind: 'noToken' }
  | { readonly kind: 'failed'; readonly failure: ApiFailure };

export interface AnnotationJobPorts {
  readonly clock: Pick<Clock, 'after'>;
  readonly access: AccessTokenProvider;
}

/** The longest time that a person waits for a text. */
const LONGEST_MS: DurationMs = MINUTE_MS;
const FIRST_WAIT_MS: DurationMs = SECOND_MS;
/** Each wait is this many times as long as the one before. */
const GROWTH = 1.5;
const LONGEST_WAIT_MS: DurationMs = 5 * SECOND_MS;
/** While NERD reads the text, a failure of these kinds may pass; this many in a row end the job. */
const MAY_PASS: readonly ApiFailureKind[] = ['network', 'timeout', 'server_error'];
const MOST_IN_A_ROW = 2;

/**
 * Annotates one text with NERD: submits it, polls with growing waits until NERD is done, and deletes the job if nobody
 * waits any more.
 */
export class AnnotationJob {
  readonly outcome: Promise<AnnotationOutcome>;
  #settle: (outcome: AnnotationOutcome) => void = () => undefined;
  #isOver = false;
  #jobId: string | undefined;
  /** The failure to give when the time is up: one that might have passed, if there was one. */
  #failureAtLimit: ApiFailure = { kind: 'tooSlow' };
  #wake: () => void = () => undefined;
  readonly #cancelLimit: () => void;
  readonly #calls: AuthorizedCalls;

  constructor(
    private readonly ports: AnnotationJobPorts,
    private readonly request: AnnotationRequest,
  ) {
    this.#calls = new AuthorizedCalls(ports.access);
    this.outcome = new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#run().then((outcome) => this.#end(outcome), reject);
    });
    this.#cancelLimit = ports.clock.after(LONGEST_MS, () => {
      this.#end({ kind: 'failed', failure: this.#failureAtLimit });
    });
  }

  /** Ends the job with the outcome `cancelled`, unless it has ended already. */
  cancel(): void {
    this.#end({ kind: 'cancelled' });
  }

  #end(outcome: AnnotationOutcome): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#cancelLimit();
    this.#wake();
    if (outcome.kind !== 'found') void this.#deleteJob();
    this.#settle(outcome);
  }

  async #run(): Promise<AnnotationOutcome> {
    const submitted = await this.#calls.call(({ api, accessToken }) => api.submit(accessToken, this.request));
    if (submitted === undefined) return { kind: 'noToken' };
    if (submitted.ok) {
      this.#jobId = submitted.value;
      // The job was cancelled while NERD was still answering: nobody else knows its id.
      if (this.#isOver) void this.#deleteJob();
      return this.#poll(submitted.value);
    }
    const isGone = submitted.failure.kind === 'notFound' || submitted.failure.kind === 'retired';
    return isGone && !this.#isOver ? this.#annotateAtOnce() : failed(submitted.failure);
  }

  /** Uses the API's single call, for a NERD that no longer has jobs. */
  async #annotateAtOnce(): Promise<AnnotationOutcome> {
    const answer = await this.#calls.call(({ api, accessToken }) => api.annotate(accessToken, this.request));
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
      const answer = await this.#calls.call(({ api, accessToken }) => api.read(accessToken, jobId));
      if (answer === undefined) return { kind: 'noToken' };
      if (answer.ok) {
        if (answer.value.kind === 'done') return { ...answer.value, kind: 'found' };
        if (answer.value.kind === 'failed') return failed({ kind: 'jobFailed' });
        inARow = 0;
        this.#failureAtLimit = { kind: 'tooSlow' };
      } else {
        inARow += 1;
        if (!mayPass(answer.failure, inARow)) return failed(answer.failure);
        this.#failureAtLimit = answer.failure;
      }
      const retryAfterMs = answer.ok ? 0 : (answer.failure.retryAfterMs ?? 0);
      waitMs = Math.max(Math.min(waitMs * GROWTH, LONGEST_WAIT_MS), retryAfterMs);
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

  /** Deletes the job at NERD; if that fails, NERD deletes it itself some time later. */
  async #deleteJob(): Promise<void> {
    const jobId = this.#jobId;
    const access: ApiAccess | undefined = this.#calls.access;
    this.#jobId = undefined;
    if (jobId !== undefined && access !== undefined) await access.api.remove(access.accessToken, jobId);
  }
}

function failed(failure: ApiFailure): AnnotationOutcome {
  return { kind: 'failed', failure };
}

function mayPass({ kind }: Extract<ApiResult<unknown>, { ok: false }>['failure'], inARow: number): boolean {
  // NERD says itself how long a rate limit lasts.
  return kind === 'rate_limited' || (MAY_PASS.includes(kind) && inARow < MOST_IN_A_ROW);
}
