import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBus, type Bus } from './bus.ts';
import { BusClient } from './bus-client.ts';
import { Keyring } from './keyring.ts';
import { NotificationServer } from './notification-server.ts';
import { TrayHost } from './tray-host.ts';
import { XClipboard } from './x-clipboard.ts';
import { startXvfb, type ScreenSize } from './xvfb.ts';

/** What a desktop has; all of it unless said otherwise. */
export interface DesktopOptions {
  /** The state of the keyring at the start; 'unlocked' if left out. With 'none' it can be started later. */
  readonly keyring?: 'unlocked' | 'locked' | 'none';
  /** Whether the tray is there at the start; true if left out. If false, it appears when it is started. */
  readonly tray?: boolean;
  /** The capabilities of the notification server; false for none. */
  readonly notifications?: false | readonly string[];
  /** The screen's size in pixels; default 1280 × 800. */
  readonly screen?: ScreenSize;
}

/** A desktop of its own: X server, bus, keyring, tray, notifications, home. Any number run side by side. */
export interface Desktop {
  /** The whole environment for programs on this desktop; nothing of the real one but PATH and the choice of Electron. */
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  readonly bus: Pick<Bus, 'freeze' | 'thaw'>;
  readonly keyring: Keyring;
  readonly tray: TrayHost;
  /** The notification server; undefined if it was left out. */
  readonly notifications: NotificationServer | undefined;
  readonly clipboard: XClipboard;
  /** Writes the whole screen to `file` as a PNG. */
  screenshot(file: string): Promise<void>;
  /** Ends all of its processes, and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** The variables of the machine that programs may see: where things are, and which Electron to use in which way. */
const INHERITED_VARIABLES = ['PATH', 'ELECTRON_OVERRIDE_DIST_PATH', 'NERD_TRAY_NO_SANDBOX', 'TZ'];

/** Starts a desktop; rejects in plain words if a program of it is not installed. */
export async function startDesktop(options: DesktopOptions = {}): Promise<Desktop> {
  const folder = await mkdtemp(join(tmpdir(), 'nerd-desktop-'));
  const undo: (() => void | Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = () => undoAll(undo);
  try {
    const base = await makeFolders(folder);
    const screen = await startXvfb(folder, base, options.screen);
    undo.push(() => screen.stop());
    const bus = await startBus(folder, base);
    undo.push(() => bus.stop());
    const env = { ...base, DISPLAY: screen.display, DBUS_SESSION_BUS_ADDRESS: bus.address };
    const client = await BusClient.connect(bus.address);
    undo.push(() => client.close());
    const keyring = await Keyring.create(client, env);
    undo.push(() => keyring.stop());
    const clipboard = new XClipboard(env);
    undo.push(() => clipboard.stop());
    const tray = await TrayHost.create(client);
    if (options.tray !== false) await tray.start();
    if (options.keyring !== 'none') await keyring.start();
    if (options.keyring === 'locked') await keyring.lock();
    const notifications =
      options.notifications === false ? undefined : await NotificationServer.start(client, options.notifications);
    const screenshot = (file: string) => screen.screenshot(file);
    return { env, home: base.HOME, bus, keyring, tray, notifications, clipboard, screenshot, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Undoes the steps, the last one first; one that fails does not keep the rest from being undone. */
async function undoAll(steps: (() => void | Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'The desktop could not be ended in good order');
}

/** Makes the home and the folders that XDG names, and gives the environment that points there. */
async function makeFolders(folder: string): Promise<Record<'HOME', string> & Record<string, string>> {
  const home = join(folder, 'home');
  const folders = {
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
    TMPDIR: join(folder, 'tmp'),
  };
  // The runtime folder must be the user's alone (XDG Base Directory Specification).
  for (const path of Object.values(folders)) await mkdir(path, { recursive: true, mode: 0o700 });
  const handedOn = INHERITED_VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { LANG: 'C.UTF-8', ...Object.fromEntries(handedOn), ...folders };
}
