import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import type { Desktop } from './desktop/desktop.ts';

/**
 * The limit in milliseconds for an app that hangs: the app allows itself 2 s, Electron's own end comes after them, and the
 * machine may be busy.
 */
const QUIT_LIMIT_MS = 20_000;

/** How the app is launched. */
export interface LaunchOptions {
  /** What Electron runs: the project's folder, or a main entry. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** A CommonJS file that runs in main before the app. */
  readonly preload?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The profile's name under the desktop's home; default 'profile'. A second launch with the same one is a restart. */
  readonly profile?: string;
  /**
   * Whether Chromium imitates the GPU that a test machine does not have; default false. What it draws looks the same
   * without, and each start is cheaper.
   */
  readonly imitatesGpu?: boolean;
}

/** A launched Electron, with its profile. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  /** The folder of the app's files. */
  readonly userDataDir: string;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  /** Quits it and waits until it is gone; after a limit kills it and fails. */
  readonly stop: () => Promise<void>;
}

/** Chromium draws by the processor alone; its GPU process is there all the same. */
const WITHOUT_GPU = ['--disable-gpu', '--disable-software-rasterizer'];

/** Starts a real Electron on `desktop`, Chromium's sandbox on unless NERD_TRAY_NO_SANDBOX is 1. */
export async function launchApp(desktop: Desktop, options: LaunchOptions): Promise<LaunchedApp> {
  const userDataDir = join(desktop.home, options.profile ?? 'profile');
  await mkdir(userDataDir, { recursive: true, mode: 0o700 });
  // An installation whose place in each spread is the first: its moments are known.
  const settings = join(userDataDir, 'settings.json');
  if (!existsSync(settings)) await writeFile(settings, JSON.stringify({ form: 1, spread: 0 }));
  const app = await _electron.launch({
    args: [
      ...(options.preload === undefined ? [] : ['-r', options.preload]),
      options.entry,
      `--user-data-dir=${userDataDir}`,
      ...(options.imitatesGpu === true ? [] : WITHOUT_GPU),
      ...(options.args ?? []),
    ],
    env: { ...desktop.env, ...options.env },
    // Playwright would make every page a light one.
    colorScheme: null,
    chromiumSandbox: desktop.env['NERD_TRAY_NO_SANDBOX'] !== '1',
  });
  const child = app.process();
  const gone = new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });
  const stop = async () => {
    const ended = { byTheTest: false };
    const killing = setTimeout(() => (ended.byTheTest = child.kill('SIGKILL')), QUIT_LIMIT_MS);
    // Quits as the app itself does, in a call of its own: `close` would quit inside a call of the debugger. It is gone
    // already if a test has quit it, and then there is nobody to ask.
    await app.evaluate(({ app: electron }) => void setImmediate(() => electron.quit())).catch(() => undefined);
    await Promise.all([gone, app.close()]);
    clearTimeout(killing);
    if (ended.byTheTest) throw new Error(`The app had not quit after ${QUIT_LIMIT_MS} ms and was killed`);
    // Rare, after the app has stopped all that is its own: told, so that it is not overlooked.
    if (child.signalCode !== null)
      console.warn(`While quitting, Electron's own end was cut short by ${child.signalCode}`);
  };
  return { app, userDataDir, gone, stop };
}
