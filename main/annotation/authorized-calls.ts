import type { ApiAccess, AccessTokenProvider, ApiResult } from '../core/annotation/api.ts';

/** Makes calls with one access token; turned down, it takes a newer one, once in all. */
export class AuthorizedCalls {
  #access: ApiAccess | undefined;
  #isRenewed = false;

  constructor(private readonly source: AccessTokenProvider) {}

  /** The one that was used last. */
  get access(): ApiAccess | undefined {
    return this.#access;
  }

  /** Undefined if there is no access token that works. */
  async call<T>(ask: (access: ApiAccess) => Promise<ApiResult<T>>): Promise<ApiResult<T> | undefined> {
    this.#access ??= await this.source.fresh();
    if (this.#access === undefined) return undefined;
    const answer = await ask(this.#access);
    if (answer.ok || answer.failure.kind !== 'unauthorized' || this.#isRenewed) return answer;
    this.#isRenewed = true;
    const newer = await this.source.renewed(this.#access);
    if (newer === undefined) return answer;
    this.#access = newer;
    return ask(newer);
  }
}
