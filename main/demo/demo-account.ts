import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS, SECOND_MS } from '../core/time/time.ts';
import type { TokenAnswer } from '../core/token/answer.ts';
import { createNerdClient } from '../nerd/nerd-client.ts';
import type { Clock } from '../ports/clock.ts';
import type { Credential } from '../ports/credentials.ts';
import type { ProxyLogin, TokenEndpoint } from '../ports/nerd.ts';
import type { DemoProcess } from './demo-process.ts';

export interface DemoAccount extends TokenEndpoint<'demo'> {
  /** A refresh token of the demo server, which starts if it does not run yet. Rejects if it cannot. */
  newRefreshToken(): Promise<string>;
  /** Its address, or the last one it had; undefined if it has not run. */
  readonly url: string | undefined;
  /** Calls back when its process has ended by itself, and whether it was started again. */
  onEnded(listener: (startedAgain: boolean) => void): void;
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

/** One that lived as long may be started anew as if it were the first. */
const LONG_LIFE_MS = MINUTE_MS;
/** The pause grows by this from one end to the next, and after so many it waits until somebody asks for it. */
const PAUSE_STEP_MS = SECOND_MS;
const MOST_ENDS = 4;
/** A connection that is lost may tell of a process's end before the system does. */
const LONGEST_END_MS = SECOND_MS;
/** A demo session has one; a second is on its way while a demo account is entered anew. */
const MOST_KNOWN = 10;

/**
 * The demo account: a demo server in a process of its own, started when somebody first asks for it, and again when it
 * ends. What it has given stays good: the next one knows the refresh tokens, and signs with the same key.
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

  /** Whether it runs again. One that ends before it has started counts as one more end. */
  const startAgain = async (): Promise<boolean> => {
    for (; endsInARow <= MOST_ENDS; endsInARow += 1) {
      if (endsInARow > 1) await wait((endsInARow - 1) * PAUSE_STEP_MS);
      if (isGone()) return false;
      if (await run().then(isDone, isNotDone)) return true;
    }
    return false;
  };

  const refresh = async (credential: Credential<'demo'>, now: number): Promise<TokenAnswer> => {
    const asked = await run();
    const answer = await asked.client.refresh(credential, now);
    if (answer.ok || answer.failure.kind !== 'network') return answer;
    // The process that was asked may have ended over it.
    const isLost = await Promise.race([asked.process.ended.then(isDone), wait(LONGEST_END_MS).then(isNotDone)]);
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
