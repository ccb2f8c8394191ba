import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Desktop } from '../../support/desktop/desktop.ts';
import type { Answer, Call, HostMethods } from './host.ts';

type Result<K extends keyof HostMethods> = Promise<Awaited<ReturnType<HostMethods[K]>>>;

/** The adapter in a process of its own; the methods of {@link HostMethods}, by message. */
export interface HostProcess {
  call<K extends keyof HostMethods>(method: K, ...args: Parameters<HostMethods[K]>): Result<K>;
  /** SIGKILL, as the app does to itself while a call hangs. */
  readonly end: () => Promise<void>;
}

export interface HostOptions {
  readonly service?: string;
  readonly timeLimitMs?: number;
  /** Changes single variables of the desktop's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the compiled host, `file`, on `desktop`. */
export function startHost(
  file: string,
  desktop: Desktop,
  { service = 'NERD Tray test', timeLimitMs = 5_000, env = {} }: HostOptions = {},
): HostProcess {
  const child = fork(file, [service, String(timeLimitMs)], {
    env: { ...desktop.env, ...env },
    execArgv: [],
  });
  const waiting = new Map<number, (value: unknown) => void>();
  child.on('message', ({ id, value }: Answer) => {
    waiting.get(id)?.(value);
    waiting.delete(id);
  });
  let calls = 0;
  return {
    call<K extends keyof HostMethods>(method: K, ...args: Parameters<HostMethods[K]>) {
      const answer = new Promise<unknown>((resolve) => {
        calls += 1;
        waiting.set(calls, resolve);
        child.send({ id: calls, method, args } satisfies Call);
      });
      return answer as Result<K>;
    },
    async end() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
