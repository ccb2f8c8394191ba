import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS, SECOND_MS } from '../core/time/time.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import { createNerdClient } from '../nerd/nerd-client.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credential } from '../ports/credentials.ts';
import type { ProxyLogin, TokenEndpoint } from '../ports/nerd.ts';
import type { DemoProcess } from './demo-process.ts';

/** The demo account, as the app uses it. `refresh` never rejects. */
export interface DemoAccount extends TokenEndpoint<'demo'> {
  /** Gives a new refresh token of the demo server, which starts if it does not run yet. Rejects if it cannot start. */
  newRefreshToken(): Promise<string>;
  /** The demo server's address, or the last one that it had; undefined if it has never run. */
  readonly url: string | undefined;
  /** Calls `listener` when the server's process has ended by itself, with whether it was started again. */
  onEnded(listener: (startedAgain: boolean) => void): void;
  /** Ends the process for good, and resolves when it has ended. */
  stop(): Promise<void>;
}

export interface DemoAccountOptions {
  readonly clock: Pick<Clock, 'uptime'>;
  readonly proxyLogin: ProxyLogin;
  readonly startProcess: () => DemoProcess;
}

interface Running {
  readonly process: DemoProcess;
  readonly client: TokenEndpoint<'demo'>;
}

/** A process that ran this long does not count among the ends in a row. */
const LONG_LIFE_MS = MINUTE_MS;
/** The pause before a restart grows by this with each end in a row; after `MOST_ENDS` it restarts only on demand. */
const PAUSE_STEP_MS = SECOND_MS;
const MOST_ENDS = 4;
/** A lost connection may be seen this long before the system tells of the process's end. */
const LONGEST_END_MS = SECOND_MS;
/** A demo session has one refresh token, and a second one while a demo account is entered anew. */
const MOST_KNOWN = 10;

/**
 * Gives the demo account: a demo server in a process of its own, which is started on first use, and again when it ends.
 * Its tokens stay valid: the next process knows the refresh tokens, and signs with the same key.
 */
export function createDemoAccount({ clock, proxyLogin, startProcess }: DemoAccountOptions): DemoAccount {
  const known = new Set<string>();
  const listeners: ((startedAgain: boolean) => void)[] = [];
  let url: string | undefined;
  let signingKey: string | undefined;
  let running: Promise<Running> | undefined;
  let isStopped = false;
  let endsInARow = 0;

  const remember = (refreshToken: string): string => {
    known.add(refreshToken);
    for (const oldest of known) if (known.size > MOST_KNOWN) known.delete(oldest);
    return refreshToken;
  };

  const isGone = (): boolean => isStopped;
  const start = async (): Promise<Running> => {
    const process = startProcess();
    const startedMs = clock.uptime();
    const started = await process.start({
      known: [...known],
      ...(url !== undefined && { port: Number(new URL(url).port) }),
      ...(signingKey !== undefined && { signingKey }),
    });
    ({ url, signingKey } = started);
    void process.ended.then(() => ended(clock.uptime() - startedMs));
    return { process, client: createNerdClient({ baseUrl: url, allowLoopbackHttp: true }, proxyLogin) };
  };

  const run = (): Promise<Running> =>
    (running ??= start().catch((error: unknown) => {
      running = undefined;
      throw error;
    }));

  const ended = async (livedMs: number): Promise<void> => {
    running = undefined;
    if (isStopped) return;
    endsInARow = livedMs >= LONG_LIFE_MS ? 1 : endsInARow + 1;
    const startedAgain = await startAgain();
    if (isGone()) return;
    for (const listener of listeners) listener(startedAgain);
  };

  /**
   * Starts the process again and gives whether it runs. One that ends before it has started is one more end in a row.
   */
  const startAgain = async (): Promise<boolean> => {
    for (; endsInARow <= MOST_ENDS; endsInARow += 1) {
      if (endsInARow > 1) await wait((endsInARow - 1) * PAUSE_STEP_MS);
      if (isGone()) return false;
      if (await run().then(isDone, isNotDone)) return true;
    }
    return false;
  };

  const refresh = async (credential: Credential<'demo'>, now: number): Promise<TokenAnswer> => {
    const first = await run();
    const answer = await first.client.refresh(credential, now);
    if (answer.ok || answer.failure.kind !== 'network') return answer;
    // The process may have ended during the request.
    const isLost = await Promise.race([first.process.ended.then(isDone), wait(LONGEST_END_MS).then(isNotDone)]);
    return isLost ? (await run()).client.refresh(credential, now) : answer;
  };

  return {
    get url() {
      return url;
    },
    newRefreshToken: async () => remember(await (await run()).process.issueRefreshToken()),
    async refresh(credential, now) {
      remember(credential.refreshToken);
      try {
        return await refresh(credential, now);
      } catch {
        return { ok: false, failure: { kind: 'network', ofDemo: true } };
      }
    },
    onEnded(listener) {
      listeners.push(listener);
    },
    async stop() {
      isStopped = true;
      const last = await running?.catch(() => undefined);
      last?.process.end();
      await last?.process.ended;
    },
  };
}

const isDone = (): boolean => true;
const isNotDone = (): boolean => false;
