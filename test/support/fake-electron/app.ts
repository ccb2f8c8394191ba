// The `app` of the Electron that unit tests play.
import { EventEmitter } from 'node:events';

/** The switches of a command line, as `app.commandLine` has them. */
class CommandLine {
  readonly switches = new Map<string, string>();

  hasSwitch(name: string): boolean {
    return this.switches.has(name);
  }

  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? '';
  }

  appendSwitch(name: string, value = ''): void {
    this.switches.set(name, value);
  }

  removeSwitch(name: string): void {
    this.switches.delete(name);
  }
}

/** Electron's `app`, with what a test decides about it and what it was asked to do. */
export class App extends EventEmitter {
  isPackaged = false;
  readonly commandLine = new CommandLine();
  readonly paths = new Map<string, string>();
  /** Whether this process gets the lock of a single instance. */
  isFirst = true;
  /** What each call for that lock handed over. */
  readonly handedOver: unknown[] = [];
  /** The calls of `quit` and `exit`, and each release of the lock. */
  readonly calls: string[] = [];
  /** The answer of `getLoginItemSettings`. */
  loginItem: Record<string, unknown> = {};
  readonly loginItemsSet: unknown[] = [];
  /** What `getLoginItemSettings` was asked with. */
  readonly loginItemsAsked: unknown[] = [];

  getPath(name: string): string {
    return this.paths.get(name) ?? '';
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  getLoginItemSettings(options?: unknown): Record<string, unknown> {
    this.loginItemsAsked.push(options);
    return this.loginItem;
  }

  setLoginItemSettings(settings: unknown): void {
    this.loginItemsSet.push(settings);
  }

  requestSingleInstanceLock(data: unknown): boolean {
    this.handedOver.push(data);
    return this.isFirst;
  }

  releaseSingleInstanceLock(): void {
    this.calls.push('release');
  }

  quit(): void {
    this.calls.push('quit');
  }

  exit(code = 0): void {
    this.calls.push(`exit ${code}`);
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }
}
