// The utility processes of the Electron that unit tests play.
import { EventEmitter } from 'node:events';
import { utilityProcess } from './index.ts';

/** A process: it notes what it is sent, and the test sends what it answers. */
export class PlayedProcess extends EventEmitter {
  readonly sent: unknown[] = [];
  isKilled = false;

  constructor(readonly options: Readonly<Record<string, unknown>>) {
    super();
  }

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  /** Ends it, as main and the system can. */
  kill(): void {
    this.isKilled = true;
    this.emit('exit', 0);
  }
}

/** Gives the list that each process which is started from now on is added to. */
export function playProcesses(): readonly PlayedProcess[] {
  const started: PlayedProcess[] = [];
  utilityProcess.fork = (_file: string, _args: readonly string[], options: Readonly<Record<string, unknown>>) => {
    const made = new PlayedProcess(options);
    started.push(made);
    return made;
  };
  return started;
}
