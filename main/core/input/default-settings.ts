import type { PersistedSettings, Settings } from '../../../preload/contract/snapshot.ts';
import { DEFAULT_WORKING_HOURS } from '../time/calendar.ts';

/** The settings of somebody who has changed none, as far as the app keeps them. */
export const DEFAULT_PERSISTED_SETTINGS: PersistedSettings = {
  theme: 'system',
  trayClick: 'openWindow',
  workingHours: DEFAULT_WORKING_HOURS,
  tellCopiedEnd: false,
  trayTitle: true,
  copyFormat: 'token',
  clearCopy: '60s',
  copyShortcut: null,
};

/** The settings of somebody who has changed none. */
export const DEFAULT_SETTINGS: Settings = { ...DEFAULT_PERSISTED_SETTINGS, launchAtLogin: false };
