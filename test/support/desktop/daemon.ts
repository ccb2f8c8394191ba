import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

/** How long a daemon has to end by itself before it is killed, in ms. */
const STOP_LIMIT_MS = 2_000;
const MAX_OUTPUT_CHARACTERS = 2_000;

/** How a daemon is started. */
export interface DaemonOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The text that is written to its standard input, which is then closed. */
  readonly input?: string;
  /** True gives it a pipe as file descriptor 3. */
  readonly extraPipe?: boolean;
}

/** A process of the private desktop: it never outlives the one that started it. */
export interface Daemon {
  readonly child: ChildProcess;
  isRunning(): boolean;
  /** Gives what it last wrote to standard error, for a failure's message. */
  errorOutput(): string;
  /** Gives the first line that it writes to file descriptor 1 or 3; rejects if it ends before. */
  firstLine(descriptor: 1 | 3): Promise<string>;
  /** Waits for `promise`, but rejects at once if the daemon ends before. */
  orExit<T>(promise: Promise<T>): Promise<T>;
  /** Ends it (SIGTERM, then SIGKILL) and waits until it is gone. */
  stop(): Promise<void>;
  /** Kills it (SIGKILL), and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `command`, which dies with this process by the kernel's parent-death signal (prctl(2)). */
export function startDaemon(command: string, args: readonly string[], options: DaemonOptions): Daemon {
  const stdio: StdioOptions = ['pipe', 'pipe', 'pipe', options.extraPipe === true ? 'pipe' : 'ignore'];
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], { env: options.env, stdio });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-MAX_OUTPUT_CHARACTERS)));
  // A daemon that ends early closes its standard input; its exit is what is reported.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input ?? '');
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      said = error.message;
      resolve();
    });
  });
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const signal = (name: NodeJS.Signals) => {
    if (isRunning()) child.kill(name);
  };
  const orExit = <T>(promise: Promise<T>) =>
    Promise.race([promise, gone.then(() => Promise.reject(new Error(`${command} ended early: ${said.trim()}`)))]);
  return {
    child,
    isRunning,
    errorOutput: () => said,
    firstLine: (descriptor) => orExit(firstLine(child.stdio[descriptor])),
    orExit,
    async stop() {
      signal('SIGTERM');
      const killing = setTimeout(() => signal('SIGKILL'), STOP_LIMIT_MS);
      await gone;
      clearTimeout(killing);
    },
    async kill() {
      signal('SIGKILL');
      await gone;
    },
  };
}

function firstLine(stream: ChildProcess['stdio'][number]): Promise<string> {
  let text = '';
  return new Promise((resolve) => {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
    });
  });
}
