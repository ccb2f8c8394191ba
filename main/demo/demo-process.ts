import { utilityProcess } from 'electron';
import { parseDemoProcessReply, type DemoProcessReply, type DemoProcessRequest } from './messages.ts';

/** The process's name in process lists and in Electron's events. */
export const DEMO_PROCESS = 'NERD Tray demo';

/** The state of an earlier run that a demo server is started with, so that tokens and address stay valid. */
export interface EarlierRun {
  /** The refresh tokens that the earlier run has issued. */
  readonly known: readonly string[];
  readonly port?: number;
  readonly signingKey?: string;
}

/** A process that runs a demo server. */
export interface DemoProcess {
  /** Starts the server; gives its address and the key that it signs with. Rejects if the process ends before. */
  start(earlier: EarlierRun): Promise<{ readonly url: string; readonly signingKey: string }>;
  /** Gives a new refresh token. Rejects if the process has ended. */
  issueRefreshToken(): Promise<string>;
  /** Resolves when the process has ended, whoever has ended it. */
  readonly ended: Promise<void>;
  /** Ends the process at once. */
  end(): void;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Starts the process from the compiled `file`. Of the app's environment it has only what sockets need on Windows. */
export function startDemoProcess(file: string): DemoProcess {
  const child = utilityProcess.fork(file, [], {
    env: { ...(process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }) },
    execArgv: [],
    stdio: 'ignore',
    serviceName: DEMO_PROCESS,
  });
  const pending = new Map<number, { take: (reply: DemoProcessReply) => void; fail: (error: Error) => void }>();
  let calls = 0;
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      isOver = true;
      for (const { fail } of pending.values()) fail(new Error('The demo server has ended.'));
      pending.clear();
      resolve();
    });
  });
  child.on('message', (message) => {
    const reply = parseDemoProcessReply(message);
    if (reply === undefined) return;
    pending.get(reply.id)?.take(reply);
    pending.delete(reply.id);
  });
  const call = <Kind extends DemoProcessRequest['call']>(
    request: WithoutId<Extract<DemoProcessRequest, { call: Kind }>>,
  ): Promise<Extract<DemoProcessReply, { call: Kind }>> =>
    new Promise((resolve, reject) => {
      if (isOver) {
        reject(new Error('The demo server has ended.'));
        return;
      }
      calls += 1;
      pending.set(calls, {
        take: (reply) => resolve(reply as Extract<DemoProcessReply, { call: Kind }>),
        fail: reject,
      });
      child.postMessage({ ...request, id: calls });
    });

  return {
    start: (earlier) => call<'start'>({ call: 'start', ...earlier, known: [...earlier.known] }),
    issueRefreshToken: async () => (await call<'issue'>({ call: 'issue' })).refreshToken,
    ended,
    end: () => void child.kill(),
  };
}
