import { existsSync, renameSync, readdirSync, rmSync } from 'node:fs';
import { basename, join, dirname } from 'node:path';
import Store from 'electron-store';
import type { PersistedSettings } from '../../preload/contract/settings.ts';
import type { EpochMs } from '../../preload/contract/time.ts';
import { isPlausible } from '../core/time/time.ts';
import { hasWorkingTime } from '../core/time/calendar.ts';
import { DEFAULT_PERSISTED_SETTINGS } from '../core/input/default-settings.ts';
import { parseShortcut } from '../core/input/shortcut.ts';
import { closeToOthers, OWNER_ONLY } from '../files/own-files.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log, SettingsStore, WindowBounds } from '../ports/storage.ts';
import { FORM, requireSettings, type FiledSettings, type SettingsFile } from './settings-schema.ts';

const DEFAULTS = { form: FORM, ...DEFAULT_PERSISTED_SETTINGS, copyFormat: 'token' } as const satisfies FiledSettings & {
  form: number;
};

type Current = SettingsFile & FiledSettings;

/**
 * Opens the settings in `settings.json` of the profile. A file that is broken, or from a newer version, is kept under
 * another name (`setAside`); a change that cannot be written holds until the app quits.
 */
export function openSettings(folder: string, clock: Pick<Clock, 'now'>, log: Log): SettingsStore {
  // Without defaults of its own, opening writes nothing: a disk that is full or read-only keeps nobody from reading.
  const open = (): Store<SettingsFile> => {
    const opened = new Store<SettingsFile>({ name: 'settings', cwd: folder, configFileMode: OWNER_ONLY });
    requireSettings(opened.store);
    return opened;
  };
  const path = join(folder, 'settings.json');
  removeUnfinishedWrites(path);
  closeToOthers(path);
  let store: Store<SettingsFile> | undefined;
  let setAside: string | undefined;
  try {
    store = open();
  } catch {
    setAside = moveAside(path, clock.now(), log);
    store = openOrNothing(open, log);
  }
  let current: Current = { ...DEFAULTS, ...store?.store };
  const mayMake = !existsSync(path);
  let canPersist = store !== undefined;

  const write = (change: Partial<SettingsFile>): boolean => {
    current = { ...current, ...change };
    try {
      // A file that is there and cannot be read must not be overwritten.
      if (mayMake) store ??= open();
      // A value that the next start would refuse is not written.
      requireSettings(current);
      store?.set(current);
      canPersist = store !== undefined;
    } catch {
      if (canPersist) log.event('settingsNotWritten');
      canPersist = false;
    }
    return canPersist;
  };

  const spread = current.spread ?? Math.random();
  if (current.spread === undefined) write({ spread });

  return {
    setAside,
    canPersist: () => canPersist,
    jitterSeed: spread,
    get: () => ({
      theme: current.theme,
      trayClick: current.trayClick,
      workingHours: hasWorkingTime(current.workingHours)
        ? current.workingHours
        : DEFAULT_PERSISTED_SETTINGS.workingHours,
      notifyCopies: current.notifyCopies,
      tellCopiedEnd: current.tellCopiedEnd,
      trayTitle: current.trayTitle,
      copyFormat: (current.copyFormat === 'token' ? current.laterCopyFormat : undefined) ?? current.copyFormat,
      clearCopy: current.clearCopy,
      copyShortcut: usableShortcut(current.copyShortcut),
    }),
    change: (settings) => write(filed(settings, current.laterCopyFormat)),
    week(id) {
      if (current.week?.id !== id) return undefined;
      const { enteredAt, lastUsedAt, slides, warned, snooze } = current.week;
      if (!isPlausible(enteredAt) || !isPlausible(lastUsedAt)) return undefined;
      return { enteredAt, lastUsedAt, slides, warned, snooze: snooze && { untilAt: plausible(snooze.untilAt) } };
    },
    saveWeek: (id, week) => write({ week: { id, ...week } }),
    credentialInUse: () => current.credentialInUse,
    saveCredentialInUse: (kind) => current.credentialInUse === kind || write({ credentialInUse: kind }),
    requests() {
      const { clickedAt, ownRequests = [], retryAfterAt } = current.requests ?? {};
      return {
        clickedAt: plausible(clickedAt),
        backgroundRequests: ownRequests.filter(isPlausible),
        retryAfterAt: plausible(retryAfterAt),
      };
    },
    saveRequests: ({ clickedAt, backgroundRequests: ownRequests, retryAfterAt }) =>
      write({
        requests: {
          ownRequests,
          ...(clickedAt !== undefined && { clickedAt }),
          ...(retryAfterAt !== undefined && { retryAfterAt }),
        },
      }),
    bareRejections(id) {
      const { bareRejections: kept } = current;
      if (kept?.id !== id || !isPlausible(kept.untilAt)) return undefined;
      const { count, untilAt, recheckedAt } = kept;
      return { count, untilAt, recheckedAt: recheckedAt.filter(isPlausible), recheckAt: undefined };
    },
    saveBareRejections(id, bare) {
      if (bare === undefined) return current.bareRejections == null || write({ bareRejections: null });
      const { count, untilAt, recheckedAt } = bare;
      return write({ bareRejections: { id, count, untilAt, recheckedAt } });
    },
    pause: () => (current.pause ? { untilAt: plausible(current.pause.untilAt) } : undefined),
    savePause(pause) {
      if (pause === undefined) return write({ pause: null });
      return write({ pause: pause.untilAt === undefined ? {} : { untilAt: pause.untilAt } });
    },
    noTrayRead: () => current.noTrayRead === true,
    saveNoTrayRead: () => write({ noTrayRead: true }),
    windowBounds: () => (isOnSomeScreen(current.windowBounds) ? current.windowBounds : undefined),
    rememberWindow: (windowBounds) => write({ windowBounds }),
  };
}

/** Gives settings as the file holds them; `later` is what it holds as the later copy format now. */
function filed(
  { copyFormat, ...others }: Partial<PersistedSettings>,
  later: SettingsFile['laterCopyFormat'],
): Partial<SettingsFile> {
  if (copyFormat === undefined) return others;
  if (copyFormat === 'powershell') return { ...others, copyFormat: 'token', laterCopyFormat: copyFormat };
  return { ...others, copyFormat, ...(later != null && { laterCopyFormat: null }) };
}

/** Gives a moment that a file can sensibly hold, else undefined: one that was written by hand may hold any number. */
function plausible(at: EpochMs | undefined): EpochMs | undefined {
  return at !== undefined && isPlausible(at) ? at : undefined;
}

/** In pixels. This is wider than all screens together; Electron accepts 32 bits, and throws at more. */
const WIDEST = 100_000;

function isOnSomeScreen(bounds: WindowBounds | undefined): boolean {
  return bounds !== undefined && Object.values(bounds).every((one: number) => Math.abs(one) <= WIDEST);
}

/**
 * Gives a shortcut that can be set, else null: it may have been written by hand or by a version that knows more keys.
 */
function usableShortcut(accelerator: string | null): string | null {
  return accelerator !== null && parseShortcut(accelerator) !== undefined ? accelerator : null;
}

function openOrNothing<T>(open: () => T, log: Log): T | undefined {
  try {
    return open();
  } catch {
    log.event('settingsNotOpened');
    return undefined;
  }
}

/** Renames a file and gives the new name; undefined if there was no file, or it could not be renamed. */
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

/** The ending that `atomically`, which writes for electron-store, gives a file until it is whole. */
const ENDING = /^\.tmp-\d{10}[\da-f]{6}$/u;

/**
 * Removes the temporary files of writes that a kill or a power cut has interrupted, since nothing else does. Call it
 * while nothing writes the file. A temporary file that cannot be removed stays.
 */
function removeUnfinishedWrites(path: string): void {
  const [folder, name] = [dirname(path), basename(path)];
  try {
    for (const other of readdirSync(folder)) {
      if (other.startsWith(name) && ENDING.test(other.slice(name.length))) rmSync(join(folder, other), { force: true });
    }
  } catch {
    // The folder is not there yet, or cannot be read or written.
  }
}
