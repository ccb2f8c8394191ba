import type { AppSnapshot, Message } from '../../../preload/contract/snapshot.ts';
import type { PageState } from './fake-bridge.ts';

const MINUTE_MS = 60_000;
/** A Friday, 10:17:30 in Berlin. */
export const NOW = Date.UTC(2026, 10, 20, 9, 17, 30);
const ENDS_AT = Date.UTC(2026, 10, 20, 10);
const ENTERED_AT = NOW - (3 * 24 * 60 + 97) * MINUTE_MS;

type Action = NonNullable<Message['action']>;

function message(tone: Message['tone'], title: string, sentence: string, action?: Action): Message {
  return { tone, title, sentence, action };
}

const FINE = message(
  'calm',
  'Everything is fine',
  'NERD Tray fetches the next access token at 10:45, before this one ends.',
);
const TRY_NOW: Action = { kind: 'refreshNow', label: 'Try now' };
const TRY_KEYCHAIN: Action = { kind: 'retryKeychain', label: 'Try the keychain again' };

/** A session that is well, at {@link NOW}. */
export const CONNECTED: AppSnapshot = {
  revision: 1,
  now: NOW,
  session: { kind: 'active', expiresAt: ENDS_AT, refreshAt: NOW + 27 * MINUTE_MS },
  credential: { kind: 'refreshToken', enteredAt: ENTERED_AT },
  storage: { kind: 'keychain' },
  candidate: undefined,
  copied: undefined,
  message: FINE,
  candidateMessage: undefined,
  settingsMessage: undefined,
  settings: { theme: 'system', trayClick: 'openWindow' },
  version: '0.1.0',
  locale: 'en-GB',
};

/** Nobody is connected yet. */
export const SIGNED_OUT: AppSnapshot = {
  ...CONNECTED,
  session: { kind: 'signedOut' },
  credential: undefined,
  message: message('calm', 'Not connected', 'Enter a refresh token once.', { kind: 'connect', label: 'Connect' }),
};

const REFUSED = message(
  'problem',
  'NERD did not accept this refresh token',
  'NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it. Open your Account page in NERD, copy the refresh token that it shows now, and enter that one.',
  { kind: 'openNerd', label: 'Open NERD in the browser' },
);

const UNREACHABLE = message(
  'attention',
  'NERD cannot be reached',
  'NERD Tray could not reach NERD. This computer may be offline. The refresh token could not be tried, so it is not known whether it works. You can keep it, and NERD Tray tries it later.',
  { kind: 'keepUntried', label: 'Keep it and try later' },
);

const signedOutStates: PageState[] = [
  { name: 'connect', snapshot: SIGNED_OUT },
  {
    name: 'connect-trying',
    snapshot: { ...SIGNED_OUT, candidate: { kind: 'trying' } },
    answers: { connectFromClipboard: 'never' },
  },
  {
    name: 'connect-refused',
    snapshot: SIGNED_OUT,
    answers: { connectFromClipboard: { ok: false, reason: 'refused', message: REFUSED } },
  },
  {
    name: 'connect-unreachable',
    snapshot: {
      ...SIGNED_OUT,
      candidate: { kind: 'unreachable', failure: 'network' },
      candidateMessage: UNREACHABLE,
    },
  },
  {
    name: 'connect-not-stored',
    snapshot: {
      ...SIGNED_OUT,
      candidate: { kind: 'notStored', why: 'locked' },
      candidateMessage: message(
        'problem',
        'The keychain is locked',
        'NERD accepted the refresh token, but it could not be stored. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again. Or use it until you quit; it is never written to a file.',
        { kind: 'keepInMemory', label: 'Use it until I quit' },
      ),
    },
  },
  {
    name: 'connect-untried',
    snapshot: {
      ...SIGNED_OUT,
      candidate: { kind: 'untried', failure: 'network', retryAt: NOW + 5 * MINUTE_MS },
      candidateMessage: message(
        'attention',
        'A refresh token waits to be tried',
        'NERD Tray could not reach NERD. This computer may be offline. The refresh token you kept is tried again at 10:23.',
      ),
    },
  },
  { name: 'keychain-reading', snapshot: { ...SIGNED_OUT, storage: { kind: 'reading' } } },
  {
    name: 'keychain-unavailable',
    snapshot: {
      ...SIGNED_OUT,
      storage: { kind: 'unavailable', why: 'missing' },
      message: message(
        'problem',
        'No keychain found',
        'This computer offers no keychain to keep a refresh token in. Install “gnome-keyring”, sign out and in again, then try again.',
        TRY_KEYCHAIN,
      ),
    },
  },
];

const connectedStates: PageState[] = [
  { name: 'fine', snapshot: CONNECTED },
  { name: 'copied', snapshot: { ...CONNECTED, copied: { expiresAt: ENDS_AT } } },
  { name: 'copying', snapshot: CONNECTED, answers: { copyAccessToken: 'never' } },
  {
    name: 'copy-failed',
    snapshot: CONNECTED,
    answers: {
      copyAccessToken: {
        ok: false,
        message: message(
          'problem',
          'Not copied',
          'The clipboard did not take the access token. Another program may be holding it. Try again.',
        ),
      },
    },
  },
  {
    name: 'under-a-minute',
    snapshot: { ...CONNECTED, session: { kind: 'active', expiresAt: NOW + 20_000, refreshAt: NOW } },
  },
  {
    name: 'full-hour',
    snapshot: { ...CONNECTED, session: { kind: 'active', expiresAt: NOW + 65 * MINUTE_MS, refreshAt: NOW } },
  },
  {
    name: 'refreshing',
    snapshot: {
      ...CONNECTED,
      session: { kind: 'refreshing', expiresAt: NOW + 14 * MINUTE_MS },
      message: message('busy', 'Refreshing', 'Your access token works until 10:32.'),
    },
  },
  {
    name: 'refreshing-first',
    snapshot: {
      ...CONNECTED,
      session: { kind: 'refreshing', expiresAt: undefined },
      message: message('busy', 'Refreshing', 'Asking NERD for an access token.'),
    },
  },
  {
    name: 'retrying',
    snapshot: {
      ...CONNECTED,
      session: {
        kind: 'retrying',
        failure: 'network',
        attempt: 2,
        retryAt: NOW + MINUTE_MS,
        expiresAt: NOW + 12 * MINUTE_MS,
      },
      message: message(
        'attention',
        'NERD cannot be reached',
        'NERD Tray could not reach NERD. This computer may be offline. Your access token works until 10:30. The next try is at 10:19.',
        TRY_NOW,
      ),
    },
  },
  {
    name: 'retrying-nothing-left',
    snapshot: {
      ...CONNECTED,
      session: {
        kind: 'retrying',
        failure: 'server_error',
        attempt: 7,
        retryAt: NOW + 5 * MINUTE_MS,
        expiresAt: undefined,
      },
      message: message(
        'problem',
        'NERD has trouble of its own',
        'NERD answered that something went wrong on its side. There is no working access token right now; your refresh token is kept. The next try is at 10:23.',
        TRY_NOW,
      ),
    },
  },
  {
    name: 'rejected',
    snapshot: {
      ...CONNECTED,
      session: { kind: 'rejected', expiresAt: undefined },
      message: message(
        'problem',
        'NERD did not accept this refresh token',
        'NERD no longer accepts your refresh token: its week may be over. There is no working access token right now; your refresh token is kept. Copy a new refresh token from your Account page and enter it here.',
        { kind: 'connect', label: 'Enter a new refresh token' },
      ),
    },
  },
  {
    name: 'rejected-still-good',
    snapshot: {
      ...CONNECTED,
      session: { kind: 'rejected', expiresAt: NOW + 9 * MINUTE_MS },
      message: message(
        'problem',
        'NERD did not accept this refresh token',
        'NERD no longer accepts your refresh token: its week may be over. Your access token works until 10:27. Copy a new refresh token from your Account page and enter it here.',
        { kind: 'connect', label: 'Enter a new refresh token' },
      ),
    },
  },
  {
    name: 'memory-only',
    snapshot: {
      ...CONNECTED,
      storage: { kind: 'memory', why: 'locked' },
      message: message(
        'attention',
        'Kept until you quit',
        'Your access token works until 11:00. Your refresh token is kept in memory only, and is gone when NERD Tray quits. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again.',
        TRY_KEYCHAIN,
      ),
    },
  },
  { name: 'demo', snapshot: { ...CONNECTED, credential: { kind: 'demo', enteredAt: NOW - 18 * MINUTE_MS } } },
  {
    name: 'connected-candidate',
    snapshot: {
      ...CONNECTED,
      candidate: { kind: 'unreachable', failure: 'network' },
      candidateMessage: UNREACHABLE,
    },
  },
  {
    name: 'settings-set-aside',
    snapshot: {
      ...CONNECTED,
      settingsMessage: message(
        'attention',
        'Your settings could not be read',
        'They were broken or from a newer version, so NERD Tray starts with its defaults. The old ones are kept beside them as “settings-broken-1.json”. Your refresh token is not touched.',
      ),
    },
  },
];

/** Every state of the page, one a picture. */
export const PAGE_STATES: readonly PageState[] = [...signedOutStates, ...connectedStates];
