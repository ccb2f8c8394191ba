import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import Store, { type Schema } from 'electron-store';
import type { CredentialKind, PersistedSettings } from '../../preload/contract/snapshot.ts';
import { hasWorkingTime } from '../core/time/calendar.ts';
import { DEFAULT_PERSISTED_SETTINGS } from '../core/input/default-settings.ts';
import { parseShortcut } from '../core/input/shortcut.ts';
import type { Week } from '../core/week/week.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log, SettingsStore, WindowBounds } from '../ports/storage.ts';
import { removeUnfinishedWrites } from './unfinished-writes.ts';

interface SettingsFile extends PersistedSettings {
  /** The form of this file; a higher number is from a newer version of the app. */
  readonly form: number;
  readonly windowBounds?: WindowBounds;
  /** Made at the first start, so that a million installations do not ask in one second. */
  readonly spread?: number;
  readonly week?: Week & { readonly id: string };
  readonly credentialInUse?: CredentialKind;
  readonly requests?: {
    readonly clickedAt?: number;
    readonly ownRequests: readonly number[];
    readonly retryAfterAt?: number;
  };
  readonly pause?: { readonly untilAt?: number } | null;
  /** The user has read that there is no tray. */
  readonly noTrayRead?: boolean;
}

const FORM = 1;
const DEFAULTS: SettingsFile = { form: FORM, ...DEFAULT_PERSISTED_SETTINGS };

const whole = { type: 'integer' } as const;
const hour = { type: 'integer', minimum: 0, maximum: 24 } as const;
const SCHEMA: Schema<SettingsFile> = {
  form: { type: 'integer', minimum: 1, maximum: FORM },
  theme: { enum: ['system', 'light', 'dark'] },
  trayClick: { enum: ['openWindow', 'copyAccessToken'] },
  tellCopiedEnd: { type: 'boolean' },
  trayTitle: { type: 'boolean' },
  copyFormat: { enum: ['token', 'header', 'curl', 'python', 'env'] },
  clearCopy: { enum: ['off', '30s', '60s', '120s', '300s'] },
  copyShortcut: { type: ['string', 'null'] },
  spread: { type: 'number', minimum: 0, maximum: 1 },
  week: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      enteredAt: whole,
      lastUsedAt: whole,
      slides: { type: 'boolean' },
      warned: { type: 'array', items: { enum: ['48h', '24h', '2h', 'end'] } },
      snooze: { type: 'object', properties: { untilAt: whole }, additionalProperties: false },
    },
    required: ['id', 'enteredAt', 'lastUsedAt', 'slides', 'warned'],
    additionalProperties: false,
  },
  workingHours: {
    type: 'object',
    properties: {
      fromHour: hour,
      toHour: hour,
      weekdays: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 7 } },
    },
    required: ['fromHour', 'toHour', 'weekdays'],
    additionalProperties: false,
  },
  credentialInUse: { enum: ['refreshToken', 'keyPair', 'demo'] },
  requests: {
    type: 'object',
    properties: { clickedAt: whole, ownRequests: { type: 'array', items: whole }, retryAfterAt: whole },
    required: ['ownRequests'],
    additionalProperties: false,
  },
  noTrayRead: { type: 'boolean' },
  pause: { type: ['object', 'null'], properties: { untilAt: whole }, additionalProperties: false },
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
  // Without defaults of its own, opening writes nothing: a disk that is full or read-only keeps nobody from reading.
  const open = (): Store<SettingsFile> => new Store({ name: 'settings', cwd: folder, schema: SCHEMA });
  const path = join(folder, 'settings.json');
  removeUnfinishedWrites(path);
  let store: Store<SettingsFile> | undefined;
  let setAside: string | undefined;
  try {
    store = open();
  } catch {
    setAside = moveAside(path, clock.now(), log);
    store = openOrNothing(open, log);
  }
  let current: SettingsFile = { ...DEFAULTS, ...store?.store };
  const mayMake = !existsSync(path);
  let isKept = store !== undefined;

  const write = (change: Partial<SettingsFile>): boolean => {
    current = { ...current, ...change };
    try {
      // Of a file that is there and cannot be read nothing may be lost.
      if (mayMake) store ??= open();
      store?.set(current);
      isKept = store !== undefined;
    } catch {
      if (isKept) log.event('settingsNotWritten');
      isKept = false;
    }
    return isKept;
  };

  const spread = current.spread ?? Math.random();
  if (current.spread === undefined) write({ spread });

  return {
    setAside,
    canPersist: () => isKept,
    jitterSeed: spread,
    get: () => ({
      theme: current.theme,
      trayClick: current.trayClick,
      workingHours: hasWorkingTime(current.workingHours)
        ? current.workingHours
        : DEFAULT_PERSISTED_SETTINGS.workingHours,
      tellCopiedEnd: current.tellCopiedEnd,
      trayTitle: current.trayTitle,
      copyFormat: current.copyFormat,
      clearCopy: current.clearCopy,
      copyShortcut: usableShortcut(current.copyShortcut),
    }),
    change: (settings) => write(settings),
    week(id) {
      if (current.week?.id !== id) return undefined;
      const { enteredAt, lastUsedAt, slides, warned, snooze } = current.week;
      return { enteredAt, lastUsedAt, slides, warned, snooze };
    },
    saveWeek: (id, week) => write({ week: { id, ...week } }),
    credentialInUse: () => current.credentialInUse,
    saveCredentialInUse: (kind) => current.credentialInUse === kind || write({ credentialInUse: kind }),
    requests() {
      const { clickedAt, ownRequests = [], retryAfterAt } = current.requests ?? {};
      return { clickedAt, backgroundRequests: ownRequests, retryAfterAt };
    },
    saveRequests: ({ clickedAt, backgroundRequests: ownRequests, retryAfterAt }) =>
      write({
        requests: {
          ownRequests,
          ...(clickedAt !== undefined && { clickedAt }),
          ...(retryAfterAt !== undefined && { retryAfterAt }),
        },
      }),
    pause: () => (current.pause ? { untilAt: current.pause.untilAt } : undefined),
    savePause(pause) {
      if (pause === undefined) return write({ pause: null });
      return write({ pause: pause.untilAt === undefined ? {} : { untilAt: pause.untilAt } });
    },
    noTrayRead: () => current.noTrayRead === true,
    saveNoTrayRead: () => write({ noTrayRead: true }),
    windowBounds: () => current.windowBounds,
    rememberWindow: (windowBounds) => write({ windowBounds }),
  };
}

/** What was written by hand, or by a version that knows more keys, may be none that can be set. */
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
