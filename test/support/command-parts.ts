import type { AnnotationApi, ApiResult, JobState, TokenOwner } from '../../main/core/annotation/api.ts';
import type { SystemFacts } from '../../main/core/diagnostics/diagnostics-system.ts';
import type { PendingKeyPairSecret, PendingKeyPairStore, Stored } from '../../main/ports/credentials.ts';
import type { KeychainProblem } from '../../preload/contract/session.ts';

/** A keychain's entry in memory, which fails with `problem` while that is set. */
export class MemoryKeyPairStore implements PendingKeyPairStore {
  value: PendingKeyPairSecret | undefined;
  problem: KeychainProblem | undefined;

  read(): Promise<Stored<PendingKeyPairSecret | undefined>> {
    return this.#call(() => this.value);
  }

  write(pair: PendingKeyPairSecret): Promise<Stored<undefined>> {
    return this.#call(() => void (this.value = pair));
  }

  remove(): Promise<Stored<undefined>> {
    return this.#call(() => void (this.value = undefined));
  }

  #call<T>(work: () => T): Promise<Stored<T>> {
    return Promise.resolve(this.problem === undefined ? { ok: true, value: work() } : { ok: false, why: this.problem });
  }
}

/** NERD's API with one answer for each call. */
export class FixedApi implements AnnotationApi {
  readonly removed: string[] = [];
  job: ApiResult<JobState> = { ok: true, value: { kind: 'done', results: [] } };
  owner: ApiResult<TokenOwner> = { ok: true, value: { email: 'ada@example.com', scopes: ['nerd'] } };
  /** What happens before it says whose the token is. */
  beforeOwner: () => Promise<void> = () => Promise.resolve();

  submit(): Promise<ApiResult<string>> {
    return Promise.resolve({ ok: true, value: 'job-1' });
  }

  read(): Promise<ApiResult<JobState>> {
    return Promise.resolve(this.job);
  }

  remove(_accessToken: string, jobId: string): Promise<ApiResult<undefined>> {
    this.removed.push(jobId);
    return Promise.resolve({ ok: true, value: undefined });
  }

  annotate(): Promise<ApiResult<JobState>> {
    return Promise.resolve(this.job);
  }

  async me(): Promise<ApiResult<TokenOwner>> {
    await this.beforeOwner();
    return this.owner;
  }
}

/** The facts of a checkout's system, of which little is known. */
export const SYSTEM_FACTS: SystemFacts = {
  packaged: false,
  electron: undefined,
  chromium: undefined,
  node: undefined,
  platform: 'linux',
  arch: 'x64',
  release: '6.1.0',
  desktop: undefined,
  display: undefined,
};
