import type { PageState } from './fake-bridge.ts';
import { CONNECTED, message, MINUTE_MS, NOW, TRY_KEYCHAIN } from './snapshots.ts';

const TRY_NOW = { kind: 'refreshNow', label: 'Try now' } as const;

/** The connected states with something wrong: with NERD, the refresh token, the clock or the keychain. */
export const TROUBLE_STATES: readonly PageState[] = [
  {
    name: 'retrying',
    snapshot: {
      ...CONNECTED,
      session: {
        kind: 'retrying',
        failure: 'network',
        attempt: 2,
        retryAt: NOW + 1.5 * MINUTE_MS,
        expiresAt: NOW + 12.5 * MINUTE_MS,
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
        retryAt: NOW + 5.5 * MINUTE_MS,
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
      session: { kind: 'rejected', expiresAt: NOW + 9.5 * MINUTE_MS },
      message: message(
        'problem',
        'NERD did not accept this refresh token',
        'NERD no longer accepts your refresh token: its week may be over. Your access token works until 10:27. Copy a new refresh token from your Account page and enter it here.',
        { kind: 'connect', label: 'Enter a new refresh token' },
      ),
    },
  },
  {
    name: 'perhaps-rejected',
    snapshot: {
      ...CONNECTED,
      session: {
        kind: 'retrying',
        failure: 'refused',
        attempt: 1,
        retryAt: NOW + 5 * MINUTE_MS,
        expiresAt: NOW + 9.5 * MINUTE_MS,
      },
      message: message(
        'attention',
        'NERD may have rejected your refresh token',
        'The answer was a no without a reason, so something else on your network may have sent it. Your access token works until 10:27. NERD Tray tries again at 10:23.',
        { kind: 'tryAgain', label: 'Try again' },
      ),
    },
  },
  {
    name: 'rejected-without-reason',
    snapshot: {
      ...CONNECTED,
      session: { kind: 'rejected', expiresAt: undefined },
      message: message(
        'problem',
        'NERD rejected your refresh token',
        'It gave no reason, so something else on your network may be in the way. There is no working access token right now. NERD Tray tries again at 11:18.',
        { kind: 'tryAgain', label: 'Try again' },
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
];
