import type { ApiAccess, AccessTokenProvider, ApiResult } from '../core/annotation/api.ts';

/** Makes calls to the API with one access token. If NERD rejects it, a newer one takes its place, once in all. */
export class AuthorizedCalls {
  #access: ApiAccess | undefined;
  #isRenewed = false;

  constructor(private readonly provider: AccessTokenProvider) {}

  /** The access token that was used last, with its API. */
  get access(): ApiAccess | undefined {
    return this.#access;
  }

  /** Gives NERD's answer; undefined if there is no access token that works. */
  async call<T>(send: (access: ApiAccess) => Promise<ApiResult<T>>): Promise<ApiResult<T> | undefined> {
    this.#access ??= await this.provider.fresh();
    if (this.#access === undefined) return undefined;
    const answer = await send(this.#access);
    if (answer.ok || answer.failure.kind !== 'unauthorized' || this.#isRenewed) return answer;
    this.#isRenewed = true;
    const newer = await this.provider.renewed(this.#access);
    if (newer === undefined) return answer;
    this.#access = newer;
    return send(newer);
  }
}
