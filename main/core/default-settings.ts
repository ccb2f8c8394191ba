import type { Settings } from '../../preload/contract/snapshot.ts';
import { DEFAULT_WORKING_HOURS } from './calendar.ts';

/** The settings of somebody who has changed none. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  trayClick: 'openWindow',
  workingHours: DEFAULT_WORKING_HOURS,
  tellCopiedEnd: false,
  trayTitle: true,
  copyFormat: 'token',
  clearCopy: '60s',
  copyShortcut: null,
};
