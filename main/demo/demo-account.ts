import { HOUR_MS, DAY_MS } from '../core/time/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credential } from '../ports/credentials.ts';
import type { ProxyLogin, TokenEndpoint } from '../ports/nerd.ts';
import type { Sandbox } from './server.ts';
import { createNerdClient } from '../nerd/nerd-client.ts';

export interface DemoAccount extends TokenEndpoint<'demo'> {
  /** A refresh token of the look-alike, which starts if it does not run yet. */
  newRefreshToken(): Promise<string>;
  /** Its address while it runs. */
  readonly url: string | undefined;
  stop(): Promise<void>;
}

/** The demo account: a NERD look-alike on this machine, loaded and started only when somebody asks for it. */
export function createDemoAccount(clock: Clock, proxyLogin: ProxyLogin): DemoAccount {
  let url: string | undefined;
  let running: Promise<{ sandbox: Sandbox; client: TokenEndpoint<'demo'> }> | undefined;

  const start = async (
    earlier: Credential<'demo'> | undefined,
  ): Promise<{ sandbox: Sandbox; client: TokenEndpoint<'demo'> }> => {
    const { startSandbox } = await import('./server.ts');
    const sandbox = await startSandbox({
      clock,
      tokenLife: { kind: 'span', lifeMs: HOUR_MS },
      week: { kind: 'sliding', lifeMs: 7 * DAY_MS },
      // After a restart the look-alike is a new one; the keychain remembers what the last one had given.
      knownRefreshTokens: earlier === undefined ? [] : [{ token: earlier.refreshToken, issuedAt: clock.now() }],
    });
    ({ url } = sandbox);
    return { sandbox, client: createNerdClient({ baseUrl: sandbox.url, allowLoopbackHttp: true }, proxyLogin) };
  };

  const run = (earlier?: Credential<'demo'>): Promise<{ sandbox: Sandbox; client: TokenEndpoint<'demo'> }> =>
    (running ??= start(earlier).catch((error: unknown) => {
      running = undefined;
      throw error;
    }));

  return {
    get url() {
      return url;
    },
    newRefreshToken: async () => (await run()).sandbox.issueRefreshToken(),
    refresh: async (credential, now) => (await run(credential)).client.refresh(credential, now),
    async stop() {
      const last = running;
      running = undefined;
      url = undefined;
      if (last !== undefined) await (await last).sandbox.stop();
    },
  };
}
