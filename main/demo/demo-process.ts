import { utilityProcess } from 'electron';
import { parseDemoProcessReply, type DemoProcessReply, type DemoProcessRequest } from './messages.ts';

/** As process lists and Electron's events name it. */
export const DEMO_PROCESS = 'NERD Tray demo';

/** What a demo server is started with: what the one before it has given, for that to be good still. */
export interface EarlierRun {
  readonly known: readonly string[];
  readonly port?: number;
  readonly signingKey?: string;
}

/** A process with a demo server. */
export interface DemoProcess {
  /** Gives its address and the key that it signs with. Rejects if the process ends before. */
  start(earlier: EarlierRun): Promise<{ readonly url: string; readonly signingKey: string }>;
  /** Rejects if the process has ended. */
  issueRefreshToken(): Promise<string>;
  /** Resolves when the process has ended, whoever has ended it. */
  readonly ended: Promise<void>;
  end(): void;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** Starts the process from the compiled `file`. Of the app's environment it is given what a socket takes on Windows. */
export function startDemoProcess(file: string): DemoProcess {
  const child = utilityProcess.fork(file, [], {
    env: { ...(process.env['SystemRoot'] !== undefined && { SystemRoot: process.env['SystemRoot'] }) },
    execArgv: [],
    stdio: 'ignore',
    serviceName: DEMO_PROCESS,
  });
  const waiting = new Map<number, { take: (reply: DemoProcessReply) => void; fail: (error: Error) => void }>();
  let calls = 0;
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      isOver = true;
      for (const { fail } of waiting.values()) fail(new Error('The demo server has ended.'));
      waiting.clear();
      resolve();
    });
  });
  child.on('message', (message) => {
    const reply = parseDemoProcessReply(message);
    if (reply === undefined) return;
    waiting.get(reply.id)?.take(reply);
    waiting.delete(reply.id);
  });
  const call = <Kind extends DemoProcessRequest['call']>(
    asked: WithoutId<Extract<DemoProcessRequest, { call: Kind }>>,
  ): Promise<Extract<DemoProcessReply, { call: Kind }>> =>
    new Promise((resolve, reject) => {
      if (isOver) {
        reject(new Error('The demo server has ended.'));
        return;
      }
      calls += 1;
      waiting.set(calls, {
        take: (reply) => resolve(reply as Extract<DemoProcessReply, { call: Kind }>),
        fail: reject,
      });
      child.postMessage({ ...asked, id: calls });
    });

  return {
    start: (earlier) => call<'start'>({ call: 'start', ...earlier, known: [...earlier.known] }),
    issueRefreshToken: async () => (await call<'issue'>({ call: 'issue' })).refreshToken,
    ended,
    end: () => void child.kill(),
  };
}
