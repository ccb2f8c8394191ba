// Stands in for Electron in unit tests: build/vitest.config.mjs leads each import of 'electron' here. It cannot be had
// in a plain Node process, where the package gives nothing but the path of Electron's program. What a module really does
// with Electron is tested in the suites that start one.
import { EventEmitter } from 'node:events';
import { App } from './app.ts';
import { Notification, Tray } from './desktop.ts';
import { BrowserWindow } from './window.ts';

export { BrowserWindow } from './window.ts';
export { Menu, Notification, Tray } from './desktop.ts';

/** Electron's `ipcMain`, with a way to call a handler as a page does. */
class IpcMain {
  readonly handlers = new Map<string, (event: unknown, ...args: unknown[]) => unknown>();

  handle(channel: string, handler: (event: unknown, ...args: unknown[]) => unknown): void {
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

/** A picture that knows the file it was read from. */
const picture = (path: string) => ({
  path,
  resize: ({ width }: { width: number }) => ({ ...picture(path), getSize: () => ({ width, height: width }) }),
  getSize: () => ({ width: 1, height: 1 }),
  // One pixel in BGRA.
  toBitmap: () => Buffer.of(1, 2, 3, 4),
});

/** A session that requests are sent in. */
class Session extends EventEmitter {
  readonly calls: unknown[] = [];
  constructor(readonly partition: string) {
    super();
  }

  clearAuthCache(): Promise<void> {
    return Promise.resolve();
  }

  setSpellCheckerLanguages(languages: string[]): void {
    this.calls.push(['languages', ...languages]);
  }

  setUserAgent(agent: string): void {
    this.calls.push(['agent', agent]);
  }

  setCertificateVerifyProc(): void {
    this.calls.push(['verifies']);
  }
}

/** Electron's `ipcRenderer`, whose main answers nothing. */
class IpcRenderer extends EventEmitter {
  readonly invoked: (readonly [channel: string, ...args: unknown[]])[] = [];

  invoke(channel: string, ...args: unknown[]): Promise<undefined> {
    this.invoked.push([channel, ...args]);
    return Promise.resolve(undefined);
  }
}

/** Electron's `app`. */
export const app = new App();
/** What a preload script gives its page. */
export const contextBridge = {
  exposed: new Map<string, unknown>(),
  exposeInMainWorld: (name: string, api: unknown) => void contextBridge.exposed.set(name, api),
};
/** A page's way to main. */
export const ipcRenderer = new IpcRenderer();
/** Main's handlers, by their channel. */
export const ipcMain = new IpcMain();
/** The theme, which a test sets and reads. */
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false };
/** Pictures that know the path of their file. */
export const nativeImage = { createFromPath: picture };
/** The events of the machine, which a test emits. */
export const powerMonitor = new EventEmitter();
/** One screen of a usual size. */
export const screen = {
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  getPrimaryDisplay: () => ({ workArea: screen.workArea }),
  getDisplayMatching: () => ({ workArea: screen.workArea }),
};
/** The default session, and others by their partition. */
export const session = {
  defaultSession: new Session('default'),
  fromPartition: (partition: string) => new Session(partition),
};
/** The addresses that were opened outside the app. */
export const shell = {
  opened: [] as string[],
  openExternal(url: string): Promise<void> {
    shell.opened.push(url);
    return Promise.resolve();
  },
};
/** The global shortcuts that are registered now. */
export const globalShortcut = {
  registered: new Map<string, () => void>(),
  /** Whether the system gives the keys; an error for those that it does not know. */
  gives: true as boolean | Error,
  register(accelerator: string, onPressed: () => void): boolean {
    if (globalShortcut.gives instanceof Error) throw globalShortcut.gives;
    if (globalShortcut.gives) globalShortcut.registered.set(accelerator, onPressed);
    return globalShortcut.gives;
  },
  unregister: (accelerator: string) => void globalShortcut.registered.delete(accelerator),
};
/** The system's dialogs, which a test answers; a promise that rejects stands for a system that has none. */
export const dialog = {
  errors: [] as string[],
  open: (): Promise<{ filePaths: string[] }> => Promise.resolve({ filePaths: [] }),
  save: (): Promise<{ filePath: string }> => Promise.resolve({ filePath: '' }),
  showOpenDialog: () => dialog.open(),
  showSaveDialog: () => dialog.save(),
  showErrorBox: (title: string, sentence: string) => void dialog.errors.push(`${title}: ${sentence}`),
};
/** The network; `isOnline` and `request` are what a test puts there. */
export const net = {
  isOnline: () => true,
  /** Sends a request; `playRequests` answers the next ones. */
  request: (options: never): unknown => {
    throw new Error(`No test has said what answers ${String(options)}.`);
  },
};
/** The processes that main starts. */
export const utilityProcess = {
  /** Starts a process; `playProcesses` says what that is. */
  fork: (...options: never[]): unknown => {
    throw new Error(`No test has said what process there is for ${options.join(' ')}.`);
  },
};

/** Forgets what a test has left: listeners, windows, switches and answers. Call it before each test. */
export function resetElectron(): void {
  for (const emitter of [app, powerMonitor, ipcRenderer]) emitter.removeAllListeners();
  app.commandLine.switches.clear();
  app.paths.clear();
  for (const list of [
    app.handedOver,
    app.calls,
    app.loginItemsSet,
    app.loginItemsAsked,
    ipcRenderer.invoked,
    shell.opened,
    dialog.errors,
  ])
    list.length = 0;
  Object.assign(app, { isPackaged: false, isFirst: true, loginItem: {} });
  Object.assign(nativeTheme, { themeSource: 'system', shouldUseDarkColors: false });
  ipcMain.handlers.clear();
  contextBridge.exposed.clear();
  globalShortcut.registered.clear();
  globalShortcut.gives = true;
  BrowserWindow.all.length = 0;
  BrowserWindow.focused = null;
  for (const made of [Tray.made, Notification.made]) made.length = 0;
  Notification.supported = true;
}
