// Every fixed word of the window. The words for states and failures come from main, in the snapshot's messages.
import type { CredentialKind, LoginItemState, Settings, ShortcutProblem } from '../../preload/contract/snapshot.ts';

/** One of the values of a setting, as people read it. */
export interface Option<Value> {
  readonly value: Value;
  readonly label: string;
}

export interface DialogText {
  readonly title: string;
  readonly sentence: string;
  readonly confirm: string;
  readonly cancel: string;
}

export const text = {
  product: 'NERD Tray',
  demo: 'Demo',
  back: 'Back',
  settings: 'Settings',
  pages: {
    label: 'Pages',
    home: 'Token',
    activity: 'Activity',
    try: 'Try',
    settings: 'Settings',
    help: 'Help',
  },
  dismiss: 'Dismiss',
  quit: 'Quit NERD Tray',
  connect: {
    title: 'Connect to NERD',
    lead: 'You need your refresh token, once. From then on NERD Tray keeps an access token ready.',
    replaceTitle: 'Replace the refresh token',
    replaceLead: 'You stay connected with the old one until NERD has accepted the new one.',
    leaveDemoLead: 'The demo goes on until NERD has accepted your refresh token.',
    steps: [
      'Sign in to NERD.',
      'At the top right, click your e-mail address.',
      'Choose Account and copy the Refresh Token shown there.',
    ],
    openNerd: 'Open NERD in the browser',
    fresh: 'Take a newly shown one: its week counts from then.',
    paste: 'Paste and connect',
    field: 'Or enter it yourself',
    submit: 'Connect',
    demo: 'Try it with a demo account',
    keyPair: 'Key pair (production)',
    keyPairWaits: 'A new key pair waits for its Client ID',
  },
  keyPair: {
    title: 'Connect with a key pair',
    lead: 'For production: no week ends it. You need a Client ID from Kensho, and the private key that belongs to it.',
    replaceTitle: 'Replace the key pair',
    replaceLead: 'You stay connected with the old one until NERD has accepted the new one.',
    clientId: 'Client ID',
    key: 'Private key',
    keyHint: 'Paste it here, or drop its file. It goes into your keychain and is never shown.',
    choose: 'Choose file…',
    another: 'Change…',
    made: 'The one made here',
    taken: (bits: string, fileName: string | undefined) =>
      fileName === undefined ? `RSA, ${bits} bits` : `RSA, ${bits} bits, from ${fileName}`,
    more: 'Key ID',
    kid: 'Key ID, only if Kensho has given you one',
    submit: 'Connect',
    make: 'Make a new pair for me',
    makeHint: 'Its private key stays in your keychain. You send the public one to Kensho.',
    waitsTitle: 'A new pair waits for its Client ID',
    madeAt: (moment: string) => `Made ${moment}. Its private key is in your keychain.`,
    steps: [
      'Save the public key.',
      'Send it to support@kensho.com, with the name of your application.',
      'A Client ID comes back within up to three business days. Enter it above.',
    ],
    save: 'Save public key…',
    email: 'Open e-mail',
    copyEmail: 'Copy text',
    copied: 'Copied',
    discard: 'Discard…',
    discardDialog: {
      title: 'Discard the new key pair?',
      sentence: 'Its private key is deleted from this computer for good. A Client ID for it will be of no use.',
      confirm: 'Discard',
      cancel: 'Cancel',
    },
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
  discardCandidate: 'Not now',
  proxy: {
    title: 'The proxy wants a password',
    lead: 'It lets NERD Tray through to NERD only with a name and a password of your company’s.',
    address: 'Proxy',
    realm: 'It says',
    name: 'Name',
    password: 'Password',
    refused: 'The proxy did not accept the name and password. NERD Tray does not send them again.',
    hint: 'They go to this proxy only, and into your keychain. The proxy sees them, and others in your network may too.',
    submit: 'Continue',
    later: 'Not now',
    kept: 'The proxy’s password',
    keptFor: (address: string) => `Kept for ${address}, and sent to no other.`,
    forget: 'Forget the proxy’s password',
  },
  ring: {
    label: 'Access token',
    validUntil: (time: string) => `valid until ${time}`,
    none: 'No token',
    ended: (time: string) => `ended ${time}`,
    nextTry: (time: string) => `next try ${time}`,
  },
  copyAs: 'Copy as',
  preview: 'Preview',
  copied: (span: string) => `Copied · lasts ${span}`,
  copiedEnds: (moment: string) => `The one you copied ends ${moment}`,
  leavesClipboard: (moment: string) => `Leaves the clipboard by ${moment}`,
  staysInClipboard: 'Stays in the clipboard until cleared',
  clearNow: 'Clear now',
  refreshNow: 'Refresh now',
  replace: { refreshToken: 'Replace token…', keyPair: 'Replace key…', demo: 'Connect…' } satisfies Record<
    CredentialKind,
    string
  >,
  forget: { refreshToken: 'Forget…', keyPair: 'Forget…', demo: 'Leave demo…' } satisfies Record<CredentialKind, string>,
  entered: {
    refreshToken: (moment: string) => `Refresh token entered ${moment}`,
    keyPair: (moment: string) => `Key pair connected ${moment}`,
    demo: (moment: string) => `Demo account since ${moment}`,
  } satisfies Record<CredentialKind, (moment: string) => string>,
  /** The span in which NERD's own words allow it to end, in the user's times. */
  ends: {
    earliest: (moment: string) => `It ends ${moment} at the earliest`,
    unused: (moment: string) => `It ends ${moment} if it is not used`,
    at: (moment: string) => `It ends ${moment}`,
  },
  untilQuit: (entered: string) => `${entered} · kept until you quit`,
  forgetDialogs: {
    refreshToken: {
      title: 'Forget the refresh token?',
      sentence:
        'It is deleted from this computer, and NERD Tray stops refreshing with it. An access token you copied stays valid until it ends.',
      confirm: 'Forget',
      cancel: 'Cancel',
    },
    keyPair: {
      title: 'Forget the key pair?',
      sentence:
        'Its private key is deleted from this computer. If you have it nowhere else, you will need a new pair and a new Client ID.',
      confirm: 'Forget',
      cancel: 'Cancel',
    },
    demo: {
      title: 'Leave the demo?',
      sentence: 'The demo account is deleted from this computer. You can start a new one at any time.',
      confirm: 'Leave the demo',
      cancel: 'Stay',
    },
  } satisfies Record<CredentialKind, DialogText>,
  /** Added where another one is kept. */
  goesOnWith: {
    refreshToken: 'NERD Tray goes on with your refresh token.',
    keyPair: 'NERD Tray goes on with your key pair.',
    demo: 'NERD Tray goes on with the demo account.',
  } satisfies Record<CredentialKind, string>,
  theme: {
    label: 'Appearance',
    hint: 'The colours of this window.',
    options: [
      { value: 'system', label: 'As the system' },
      { value: 'light', label: 'Light' },
      { value: 'dark', label: 'Dark' },
    ] satisfies Option<Settings['theme']>[],
  },
  keepFresh: {
    label: 'Keep the access token fresh',
    hint: 'Paused, NERD Tray asks NERD only when a copy needs it.',
    always: 'Always',
    until: (moment: string) => `Paused until ${moment}`,
    tomorrow: 'Pause until tomorrow',
    resumed: 'Pause until I resume',
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
  workingHours: {
    label: 'Warn me in working hours',
    hint: 'Before the week of your refresh token ends.',
    from: 'From',
    to: 'to',
    midnight: 'midnight',
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
    recording: 'Press them now. Escape leaves all as it is, Backspace turns it off.',
    unusable: (isMac: boolean) =>
      `A letter, digit or function key with ${isMac ? '⌃, ⌥ or ⌘' : 'Ctrl, Alt or Super'}, please.`,
    problems: {
      taken: 'These do not work: another program has them.',
      wayland: 'These do not work: the desktop gives them to no program.',
    } satisfies Record<ShortcutProblem, string>,
  },
  copiedEnd: {
    label: 'The access token I copied',
    hint: 'A notification that offers a fresh one.',
    tell: 'Tell me when it has ended',
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
  undo: 'Undo',
  resetSettings: 'Reset to defaults',
  snooze: {
    later: 'Later…',
    label: 'When to warn again',
    inAnHour: 'In 1 h',
    tomorrow: (hour: string) => `Tomorrow ${hour}`,
    nextWeek: 'Not this week',
  },
  snoozed: {
    until: (moment: string) => `No warnings until ${moment}`,
    off: 'No warnings this week',
    end: 'Warn me again',
  },
  help: {
    title: 'About NERD Tray',
    sections: [
      {
        title: 'Two tokens',
        sentence:
          'NERD takes an access token, which ends every hour. NERD Tray fetches the next one in time, with your refresh token or key pair.',
      },
      {
        title: 'Where they are kept',
        sentence:
          'The refresh token or private key is in your computer’s keychain. An access token leaves NERD Tray only when you copy it. NERD Tray speaks to NERD and to nobody else.',
      },
      {
        title: 'When something is wrong',
        sentence: 'The tray icon shows it, and this window says what still works and what to do.',
      },
    ],
    moreTitle: 'More help',
  },
  diagnostics: {
    open: 'Diagnostics…',
    title: 'Diagnostics',
    lead: 'Versions, settings, state, history and log: no token, no address, no name. Nothing is sent; it goes where you paste it.',
    copy: 'Copy diagnostics',
    copied: 'Copied',
  },
  try: {
    title: 'Try NERD',
    lead: 'NERD finds the organizations, places and people that a text speaks of.',
  },
  check: {
    open: 'Check the token…',
    title: 'Check the access token',
    lead: 'Ask NERD whether it works, or see what it says of itself.',
  },
  links: { nerd: 'Open NERD', status: 'Is NERD up?', support: 'Kensho support' },
  version: (version: string) => `Version ${version}`,
} as const;
