import type { PersistedSettings, Settings } from '../../../preload/contract/settings.ts';
import { DEFAULT_WORKING_HOURS } from '../time/calendar.ts';

/** The default settings, as far as the settings file holds them. */
export const DEFAULT_PERSISTED_SETTINGS: PersistedSettings = {
  theme: 'system',
  trayClick: 'openWindow',
  workingHours: DEFAULT_WORKING_HOURS,
  notifyCopies: true,
  tellCopiedEnd: false,
  trayTitle: true,
  copyFormat: 'token',
  clearCopy: '120s',
  copyShortcut: null,
};

/** All default settings. */
export const DEFAULT_SETTINGS: Settings = { ...DEFAULT_PERSISTED_SETTINGS, launchAtLogin: false };
