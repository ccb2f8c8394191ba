import type { Message } from '../../../preload/contract/message.ts';
import type { AppSnapshot } from '../../../preload/contract/snapshot.ts';

/** One minute in ms. */
export const MINUTE_MS = 60_000;
/** The moment of all snapshots: a Friday, 10:17:30 in Berlin. */
export const NOW = Date.UTC(2026, 10, 20, 9, 17, 30);
/** When the access token of {@link CONNECTED} expires. */
export const ENDS_AT = Date.UTC(2026, 10, 20, 10);
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const ENTERED_AT = NOW - (3 * 24 * 60 + 97) * MINUTE_MS;

type Action = NonNullable<Message['action']>;

/** Gives a message with at most one button. */
export function message(tone: Message['tone'], title: string, sentence: string, action?: Action): Message {
  return { tone, title, sentence, action };
}

const FINE = message(
  'calm',
  'Everything is fine',
  'NERD Tray fetches the next access token at 10:45, before this one ends.',
);
/** The button by which the keychain is tried again. */
export const TRY_KEYCHAIN: Action = { kind: 'retryKeychain', label: 'Try the keychain again' };

/** A session with nothing wrong, at {@link NOW}. */
export const CONNECTED: AppSnapshot = {
  revision: 1,
  now: NOW,
  session: { kind: 'active', expiresAt: ENDS_AT, refreshAt: NOW + 27 * MINUTE_MS },
  credential: { kind: 'refreshToken', enteredAt: ENTERED_AT, lasts: 'week' },
  otherCredentials: [],
  pendingKeyPair: undefined,
  week: {
    enteredAt: ENTERED_AT,
    lastUsedAt: NOW,
    earliestEndAt: ENTERED_AT + WEEK_MS,
    latestEndAt: NOW + WEEK_MS,
    slides: false,
    standing: undefined,
    snooze: undefined,
  },
  storage: { kind: 'keychain' },
  candidate: undefined,
  proxyAsk: undefined,
  proxyWithSavedPassword: undefined,
  copied: undefined,
  copiedEndsAt: undefined,
  onClipboard: undefined,
  desktop: { marksSecrets: false, isMac: false, noShortcuts: undefined, hasTray: true },
  shortcutProblem: undefined,
  message: FINE,
  candidateMessage: undefined,
  warning: undefined,
  pause: undefined,
  clockMessage: undefined,
  clockAheadMs: undefined,
  heldUntil: undefined,
  holdMessage: undefined,
  settingsMessage: undefined,
  settings: {
    theme: 'system',
    trayClick: 'openWindow',
    workingHours: { fromHour: 9, toHour: 17, weekdays: [1, 2, 3, 4, 5] },
    tellCopiedEnd: false,
    trayTitle: true,
    copyFormat: 'token',
    clearCopy: '60s',
    copyShortcut: null,
    launchAtLogin: false,
  },
  loginItem: 'off',
  apiUrl: 'https://nerd.kensho.com',
  version: '0.1.0',
  buildNote: '',
  locale: 'en-GB',
  timeZone: undefined,
  moments: [],
  trayMessage: undefined,
  requestedPage: undefined,
};

/** The app before anybody has connected. */
export const SIGNED_OUT: AppSnapshot = {
  ...CONNECTED,
  session: { kind: 'signedOut' },
  credential: undefined,
  message: message('calm', 'Not connected', 'Enter a refresh token once.', { kind: 'connect', label: 'Connect' }),
};

/** The message about a refresh token that could not be tried. */
export const UNREACHABLE = message(
  'attention',
  'NERD cannot be reached',
  'NERD Tray could not reach NERD. This computer may be offline. The refresh token could not be tried, so it is not known whether it works. You can keep it, and NERD Tray tries it later.',
  { kind: 'saveForLater', label: 'Keep it and try later' },
);
