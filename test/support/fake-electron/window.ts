// The window of the Electron that unit tests play.
import { EventEmitter } from 'node:events';

/** A window's page: it notes what main sends to it, and how often it was loaded again. */
class WebContents extends EventEmitter {
  readonly mainFrame = { url: '' };
  readonly sent: [channel: string, ...args: unknown[]][] = [];
  reloads = 0;
  isCrashed = false;
  zoomLevel = 0;

  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...args]);
  }

  reload(): void {
    this.reloads += 1;
  }

  forcefullyCrashRenderer(): void {
    this.isCrashed = true;
  }

  getZoomLevel(): number {
    return this.zoomLevel;
  }

  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }
}

/** A rectangle on the screen. */
interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Electron's `BrowserWindow`: it notes what was done to it, and tells what a system's window would. */
export class BrowserWindow extends EventEmitter {
  /** The windows that were made and not destroyed. */
  static readonly all: BrowserWindow[] = [];
  static focused: BrowserWindow | null = null;

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.focused;
  }

  readonly webContents = new WebContents();
  /** The calls of `show`, `focus`, `restore` and `removeMenu`. */
  readonly calls: string[] = [];
  minimized = false;
  /** The frame on the screen; the page in it is 20 narrower and 30 lower. */
  bounds: Bounds = { x: 10, y: 20, width: 500, height: 700 };
  #isDestroyed = false;

  constructor(readonly options: Readonly<Record<string, unknown>>) {
    super();
    BrowserWindow.all.push(this);
  }

  loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }

  show(): void {
    this.calls.push('show');
  }

  focus(): void {
    this.calls.push('focus');
  }

  restore(): void {
    this.calls.push('restore');
  }

  removeMenu(): void {
    this.calls.push('removeMenu');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getNormalBounds(): Bounds {
    return this.bounds;
  }

  getBounds(): Bounds {
    return this.bounds;
  }

  getContentBounds(): Bounds {
    return { ...this.bounds, width: this.bounds.width - 20, height: this.bounds.height - 30 };
  }

  /** Closes it as a person does. */
  close(): void {
    this.emit('close');
    this.destroy();
  }

  destroy(): void {
    this.#isDestroyed = true;
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    this.emit('closed');
  }
}
