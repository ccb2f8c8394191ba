import type { PageState } from './fake-bridge.ts';
import { message, MINUTE_MS, NOW, SIGNED_OUT, TRY_KEYCHAIN, UNREACHABLE } from './snapshots.ts';

const REFUSED = message(
  'problem',
  'NERD did not accept this refresh token',
  'NERD did not accept this refresh token. Its week may be over, or a newer one has replaced it. Open your Account page in NERD, copy the refresh token that it shows now, and enter that one.',
  { kind: 'openNerd', label: 'Open NERD in the browser' },
);

const UNUSUAL = message(
  'attention',
  'An unusual refresh token',
  'That doesn’t look like a refresh token: one word, 43 characters. Nothing was sent.',
  { kind: 'sendAnyway', label: 'Send anyway' },
);

/** The states before anybody has connected. */
export const CONNECT_STATES: readonly PageState[] = [
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
    name: 'connect-unusual',
    snapshot: SIGNED_OUT,
    answers: { connectFromClipboard: { ok: false, reason: 'field', message: UNUSUAL } },
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
      candidateMessage: {
        ...message(
          'problem',
          'The keychain is locked',
          'NERD accepted the refresh token, but it could not be stored. The login keyring is locked. Unlock it in “Passwords and Keys”, then try again. Or use it until you quit; it is never written to a file.',
          { kind: 'keepInMemory', label: 'Use it until I quit' },
        ),
        other: TRY_KEYCHAIN,
      },
    },
  },
  {
    name: 'connect-untried',
    snapshot: {
      ...SIGNED_OUT,
      candidate: { kind: 'savedForLater', failure: 'network', retryAt: NOW + 5.5 * MINUTE_MS },
      candidateMessage: message(
        'attention',
        'A refresh token waits to be tried',
        'NERD Tray could not reach NERD. This computer may be offline. The refresh token you kept is tried again at 10:23.',
      ),
    },
  },
  {
    name: 'keychain-reading',
    snapshot: {
      ...SIGNED_OUT,
      storage: { kind: 'reading' },
      message: message(
        'busy',
        'Opening the keychain',
        'Looking for your refresh token. Your computer may ask you to unlock the keychain.',
      ),
    },
  },
  {
    name: 'keyring-locked',
    snapshot: {
      ...SIGNED_OUT,
      storage: { kind: 'unavailable', why: 'keyringLocked' },
      message: message(
        'problem',
        'A keyring is locked',
        'NERD Tray has an entry in the locked keyring “Work”. Unlock it in “Passwords and Keys”, then try again.',
        TRY_KEYCHAIN,
      ),
    },
  },
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
