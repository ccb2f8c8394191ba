// The fixed words of the Settings page.
import type { CredentialKind } from '../../preload/contract/session.ts';
import type { LoginItemState, Settings, ShortcutProblem, ShortcutRefusal } from '../../preload/contract/settings.ts';
import type { Option } from './option.ts';

export const settingsText = {
  title: 'Settings',
  keepFresh: {
    label: 'Keep the access token fresh',
    hint: 'Paused, NERD Tray asks NERD only when a copy needs it.',
    always: 'Always',
    until: (moment: string) => `Paused until ${moment}`,
    tomorrow: 'Pause until tomorrow',
    resumed: 'Pause until I resume',
  },
  theme: {
    label: 'Appearance',
    hint: 'The colours of this window.',
    options: [
      { value: 'system', label: 'As the system' },
      { value: 'light', label: 'Light' },
      { value: 'dark', label: 'Dark' },
    ] satisfies Option<Settings['theme']>[],
  },
  trayClick: {
    label: 'A click on the tray icon',
    hint: 'Where the desktop tells a click from opening the menu.',
    options: [
      { value: 'openWindow', label: 'Opens this window' },
      { value: 'copyAccessToken', label: 'Copies the access token' },
    ] satisfies Option<Settings['trayClick']>[],
  },
  trayTitle: {
    label: 'Beside the tray icon',
    hint: 'How long your access token still works, in the menu bar.',
    show: 'Show the time left',
  },
  copyFormat: {
    label: 'What a copy gives',
    hint: 'For this window and the tray. The token itself is the same.',
  },
  clearCopy: {
    label: 'A copy leaves the clipboard',
    hint: (marksSecrets: boolean) =>
      marksSecrets
        ? 'If it is still there, and when you quit. It is marked as a secret for clipboard managers.'
        : 'If it is still there, and when you quit. A clipboard manager may keep it in its history.',
    options: [
      { value: '30s', label: 'After 30 s' },
      { value: '60s', label: 'After 1 min' },
      { value: '120s', label: 'After 2 min' },
      { value: '300s', label: 'After 5 min' },
      { value: 'off', label: 'Never by itself' },
    ] satisfies Option<Settings['clearCopy']>[],
  },
  shortcut: {
    label: 'Keys to copy from anywhere',
    hint: 'They copy the access token, whatever program is in front.',
    noShortcuts: { wayland: 'On Wayland the desktop gives such keys to no program, so they may not work here.' },
    none: 'Off',
    record: 'Record…',
    pressKeys: 'Press the keys…',
    turnOff: 'Turn off',
    recording: (suggestion: string) => `Press the keys, such as ${suggestion}. Escape cancels, Backspace turns it off.`,
    refusals: (isMac: boolean): Record<ShortcutRefusal, string> => ({
      key: 'That key can’t be used. Try a letter, a digit or a function key.',
      oneModifier: `Add ${isMac ? '⌃, ⌥ or ⌘' : 'Ctrl, Alt or Super'}, or typing would trigger it.`,
      twoModifiers: `Add two of ${isMac ? '⌃, ⌥, ⇧ and ⌘' : 'Ctrl, Alt, Shift and Super'}, or typing would trigger it.`,
      altGr: 'Ctrl+Alt types characters on some keyboards. Try Ctrl+Shift instead.',
      system: 'Your system uses these keys. Try others.',
      everybody: 'Most programs use these keys for something else. Try others.',
    }),
    problems: {
      taken: 'These do not work: another program has them.',
      wayland: 'These do not work: the desktop gives them to no program.',
    } satisfies Record<ShortcutProblem, string>,
  },
  notifyCopies: {
    label: 'Copies from the tray and the shortcut',
    hint: 'A short notification shows until when the token is valid.',
    tell: 'Notify me when a token is copied',
  },
  copiedEnd: {
    label: 'The access token I copied',
    hint: 'A notification that offers a fresh one.',
    tell: 'Tell me when it has ended',
  },
  workingHours: {
    label: 'Warn me in working hours',
    hint: 'Before the week of your refresh token ends.',
    from: 'From',
    to: 'to',
    weekdays: [
      ['Mon', 'Monday'],
      ['Tue', 'Tuesday'],
      ['Wed', 'Wednesday'],
      ['Thu', 'Thursday'],
      ['Fri', 'Friday'],
      ['Sat', 'Saturday'],
      ['Sun', 'Sunday'],
    ],
  },
  launchAtLogin: {
    label: 'At login',
    hint: {
      on: 'It starts into the tray, with no window.',
      off: 'It starts into the tray, with no window.',
      needsApproval: 'Your Mac still asks for your approval: System Settings, General, Login Items.',
      unavailable: 'Only the installed app can be started so, not this one.',
    } satisfies Record<LoginItemState, string>,
    checkboxLabel: 'Start NERD Tray when I log in',
  },
  credentials: {
    label: 'Connected with',
    hint: 'What is not in use stays in your keychain.',
    names: {
      refreshToken: (moment: string) => `Refresh token, entered ${moment}`,
      keyPair: (moment: string) => `Key pair, entered ${moment}`,
      demo: (moment: string) => `Demo account since ${moment}`,
    } satisfies Record<CredentialKind, (moment: string) => string>,
    forget: {
      refreshToken: 'Forget the refresh token…',
      keyPair: 'Forget the key pair…',
      demo: 'Leave the demo…',
    } satisfies Record<CredentialKind, string>,
    addKeyPair: 'Connect with a key pair…',
    addRefreshToken: 'Connect with a refresh token…',
  },
  proxyPassword: {
    label: 'The proxy’s password',
    hint: (address: string) => `Kept for ${address}, and sent to no other.`,
    forget: 'Forget the proxy’s password',
  },
  undo: 'Undo',
  reset: 'Reset to defaults',
  quit: 'Quit NERD Tray',
} as const;
