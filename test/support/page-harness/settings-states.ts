import type { PageState } from './fake-bridge.ts';
import { CONNECTED, message } from './snapshots.ts';

/** The states in which Settings has something to say beside what is chosen there. */
export const SETTINGS_STATES: readonly PageState[] = [
  {
    name: 'settings-shortcut-taken',
    snapshot: {
      ...CONNECTED,
      settings: { ...CONNECTED.settings, copyShortcut: 'Control+Shift+K' },
      shortcutProblem: 'taken',
    },
  },
  { name: 'settings-macos', snapshot: { ...CONNECTED, desktop: { ...CONNECTED.desktop, isMac: true } } },
  {
    name: 'settings-launch-on',
    snapshot: { ...CONNECTED, settings: { ...CONNECTED.settings, launchAtLogin: true }, loginItem: 'on' },
  },
  { name: 'settings-launch-needs-approval', snapshot: { ...CONNECTED, loginItem: 'needsApproval' } },
  { name: 'settings-launch-unavailable', snapshot: { ...CONNECTED, loginItem: 'unavailable' } },
  {
    name: 'settings-launch-not-changed',
    snapshot: CONNECTED,
    answers: {
      changeSettings: {
        ok: false,
        message: message(
          'attention',
          'Launch at login was not changed',
          'Your system did not take the entry that starts NERD Tray when you log in: the disk may be full, or its folder read-only. All else works as before. Put that right, then switch it again.',
        ),
      },
    },
  },
  {
    name: 'settings-set-aside',
    snapshot: {
      ...CONNECTED,
      settingsMessage: message(
        'attention',
        'Your settings could not be read',
        'They were broken or from a newer version, so NERD Tray starts with its defaults. The old ones are kept beside them as “settings-broken-1.json”. Your refresh token is not touched. Choose them anew in Settings.',
      ),
    },
  },
];
