import { app, BrowserWindow, nativeImage, nativeTheme, screen, type NativeImage } from 'electron';
import type { AppSnapshot, RequestedPage } from '../../preload/contract/snapshot.ts';
import type { DurationMs } from '../../preload/contract/time.ts';
import { windowSystem } from '../desktop/system.ts';
import { MOST_RELOADS, shouldReloadPage } from '../core/diagnostics/crash-count.ts';
import { zoomByKeys } from './zoom.ts';
import type { Page } from '../ports/app.ts';
import type { SettingsStore, WindowBounds } from '../ports/storage.ts';
import type { ServerClock } from '../token/server-clock.ts';
import { fitWindow, type FittedWindow } from './fit-window.ts';

/** The icon's width in pixels. A larger icon, or one read anew each time, delays the window. */
const ICON_WIDTH = 128;
/** As `--paper` in `renderer/styles/tokens.css`, so that nothing flashes before the page is drawn. */
const PAPER = { light: '#faf7f2', dark: '#191715' };

export interface StatusWindowOptions {
  readonly page: Pick<Page, 'url' | 'preload' | 'icon'>;
  readonly settings: Pick<SettingsStore, 'windowBounds' | 'rememberWindow'>;
  readonly clock: Pick<ServerClock, 'uptime'>;
}

/** The one window: made when it is opened and destroyed when it is closed, so that a closed window costs nothing. */
export class StatusWindow {
  #window: BrowserWindow | undefined;
  #requestedPage: AppSnapshot['requestedPage'];
  #clicks = 0;
  #isQuitting = false;
  #icon: NativeImage | undefined;
  #hasCrashed = false;
  #crashedAts: readonly DurationMs[] = [];

  #closed = (): void => undefined;
  #crashed: (reason: string, isClosed: boolean) => void = () => undefined;

  constructor(private readonly options: StatusWindowOptions) {
    app.once('before-quit', () => (this.#isQuitting = true));
  }

  get window(): BrowserWindow | undefined {
    return this.#window;
  }

  /** The page that a click outside the window requested last, while the window is there. */
  get requestedPage(): AppSnapshot['requestedPage'] {
    return this.#requestedPage;
  }

  /** Calls `closed` when the user closes the window; not when the app quits. */
  onClosed(closed: () => void): void {
    this.#closed = closed;
  }

  /**
   * Calls `crashed` when the page has crashed or hangs. The page is loaded again then, or the window is closed if that has
   * happened too often.
   */
  onCrashed(crashed: (reason: string, isClosed: boolean) => void): void {
    this.#crashed = crashed;
  }

  /** Shows the window, and makes it if need be. Without a page, it stays at the page that it shows. */
  open(page?: RequestedPage): void {
    if (page !== undefined) this.#requestedPage = { page, click: (this.#clicks += 1) };
    if (this.#window !== undefined) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      this.#window.focus();
      return;
    }
    const { page: built, settings } = this.options;
    const window = new BrowserWindow({
      ...placeOnScreen(settings.windowBounds()),
      useContentSize: true,
      show: false,
      title: 'NERD Tray',
      icon: (this.#icon ??= nativeImage.createFromPath(built.icon).resize({ width: ICON_WIDTH })),
      autoHideMenuBar: true,
      fullscreenable: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
      webPreferences: {
        preload: built.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        disableDialogs: true,
        devTools: !app.isPackaged,
        // A script could write to a file that somebody was made to choose.
        disableBlinkFeatures: 'FileSystemAccessLocal',
      },
    });
    this.#window = window;
    window.removeMenu();
    zoomByKeys(window.webContents);
    const show = (): void => {
      window.show();
    };
    // On Wayland a hidden window is not drawn, and so never ready
    // (https://github.com/electron/electron/issues/48859): there the loaded page has to do.
    if (windowSystem() === 'wayland') window.webContents.once('did-finish-load', show);
    else window.once('ready-to-show', show);
    window.on('close', () => {
      settings.rememberWindow(boundsToRemember(window));
    });
    window.on('closed', () => {
      this.#window = undefined;
      this.#requestedPage = undefined;
      if (!this.#isQuitting && !this.#hasCrashed) this.#closed();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.#recover(window, reason);
    });
    // A page that hangs is not worth waiting for: all that counts lives in main.
    window.on('unresponsive', () => {
      window.webContents.forcefullyCrashRenderer();
    });
    // Windows ends a session without asking again.
    window.on('session-end', () => {
      app.quit();
    });
    void window.loadURL(built.url);
  }

  #recover(window: BrowserWindow, reason: string): void {
    if (this.#isQuitting || window.isDestroyed()) return;
    const now = this.options.clock.uptime();
    this.#crashedAts = [...this.#crashedAts, now].slice(-(MOST_RELOADS + 1));
    const isClosed = !shouldReloadPage(this.#crashedAts, now);
    if (isClosed) {
      this.closeAfterCrash(reason);
      return;
    }
    this.#crashed(reason, false);
    window.webContents.reload();
  }

  /** Closes the window after a crash that loading the page again does not cure; the user can open it again. */
  closeAfterCrash(reason: string): void {
    if (this.#isQuitting || this.#window === undefined) return;
    this.#crashedAts = [];
    this.#crashed(reason, true);
    this.#hasCrashed = true;
    this.#window.destroy();
    this.#hasCrashed = false;
  }

  /** Closes the window because the app ends. */
  close(): void {
    this.#isQuitting = true;
    this.#window?.destroy();
  }
}

/** The corner of the frame and the size of the page in it: Electron takes both in this form when a window is made. */
function boundsToRemember(window: BrowserWindow): WindowBounds {
  const { x, y, width, height } = window.getNormalBounds();
  const [outer, inner] = [window.getBounds(), window.getContentBounds()];
  return { x, y, width: width - (outer.width - inner.width), height: height - (outer.height - inner.height) };
}

/** The bounds from last time, or else the usual size, on the display that is nearest to them. */
function placeOnScreen(bounds: WindowBounds | undefined): FittedWindow {
  const display = bounds === undefined ? screen.getPrimaryDisplay() : screen.getDisplayMatching(bounds);
  return fitWindow(display.workArea, bounds);
}
