import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import Store, { type Schema } from 'electron-store';
import type { Settings } from '../../preload/contract/snapshot.ts';
import type { Clock, Log, SettingsStore, WindowBounds } from '../ports.ts';

interface SettingsFile extends Settings {
  /** The form of this file; a higher number is from a newer version of the app. */
  readonly form: number;
  readonly windowBounds?: WindowBounds;
  /** Made at the first start, so that a million installations do not ask in one second. */
  readonly spread?: number;
}

const FORM = 1;
const DEFAULTS: SettingsFile = { form: FORM, theme: 'system', trayClick: 'openWindow' };

const whole = { type: 'integer' } as const;
const SCHEMA: Schema<SettingsFile> = {
  form: { type: 'integer', minimum: 1, maximum: FORM },
  theme: { enum: ['system', 'light', 'dark'] },
  trayClick: { enum: ['openWindow', 'copyAccessToken'] },
  spread: { type: 'number', minimum: 0, maximum: 1 },
  windowBounds: {
    type: 'object',
    properties: { x: whole, y: whole, width: whole, height: whole },
    required: ['x', 'y', 'width', 'height'],
    additionalProperties: false,
  },
};

/**
 * Settings in `settings.json` of the profile. A file that is broken, or from a newer version, is kept under another
 * name and said; what cannot be written holds until the app quits.
 */
export function openSettings(folder: string, clock: Pick<Clock, 'now'>, log: Log): SettingsStore {
  const open = (): Store<SettingsFile> =>
    new Store({ name: 'settings', cwd: folder, schema: SCHEMA, defaults: DEFAULTS });
  let store: Store<SettingsFile> | undefined;
  let setAside: string | undefined;
  try {
    store = open();
  } catch {
    setAside = moveAside(join(folder, 'settings.json'), clock.now(), log);
    store = openOrNothing(open, log);
  }
  let current: SettingsFile = store?.store ?? DEFAULTS;

  const write = (change: Partial<SettingsFile>): boolean => {
    current = { ...current, ...change };
    try {
      store?.set(current);
      return store !== undefined;
    } catch {
      log.event('settingsNotWritten');
      return false;
    }
  };

  const spread = current.spread ?? Math.random();
  if (current.spread === undefined) write({ spread });

  return {
    setAside,
    spread,
    get: () => ({ theme: current.theme, trayClick: current.trayClick }),
    change: (settings) => write(settings),
    windowBounds: () => current.windowBounds,
    rememberWindow: (windowBounds) => write({ windowBounds }),
  };
}

function openOrNothing<T>(open: () => T, log: Log): T | undefined {
  try {
    return open();
  } catch {
    log.event('settingsNotOpened');
    return undefined;
  }
}

/** Gives the new name; undefined if there was no file, or it could not be moved. */
function moveAside(path: string, now: number, log: Log): string | undefined {
  if (!existsSync(path)) return undefined;
  const aside = path.replace(/\.json$/u, `.set-aside-${now}.json`);
  try {
    renameSync(path, aside);
  } catch {
    log.event('settingsNotMoved');
    return undefined;
  }
  log.event('settingsSetAside');
  return basename(aside);
}
