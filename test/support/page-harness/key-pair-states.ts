import type { PageState } from './fake-bridge.ts';
import { CONNECTED, message, NOW, SIGNED_OUT } from './snapshots.ts';

const DAY_MS = 86_400_000;
const ENTERED_AT = NOW - 40 * DAY_MS;

/** A session with a key pair, while the refresh token from before is still stored. */
const BY_KEY_PAIR = {
  ...CONNECTED,
  credential: { kind: 'keyPair', enteredAt: ENTERED_AT, lasts: 'noExpiry' },
  otherCredentials: [{ kind: 'refreshToken', enteredAt: NOW - 3 * DAY_MS }],
  week: undefined,
} as const;

const KEY = { ok: true, key: { bits: 2048, fileName: 'private.pem' } } as const;

const UNKNOWN = message(
  'problem',
  'NERD does not know this key pair',
  'NERD’s sign-in does not know this Client ID, or knows it with another public key. Check that the Client ID belongs to this private key. A new one takes Kensho up to three business days.',
  { kind: 'connectKeyPair', label: 'Enter the key pair again' },
);

/** The states of a key pair that is given, was made here, is refused, or is in use. */
export const KEY_PAIR_STATES: readonly PageState[] = [
  { name: 'key-pair', snapshot: SIGNED_OUT },
  { name: 'key-pair-taken', snapshot: SIGNED_OUT, answers: { chooseKeyFile: KEY } },
  {
    name: 'key-pair-no-key',
    snapshot: SIGNED_OUT,
    answers: {
      chooseKeyFile: {
        ok: false,
        reason: 'field',
        message: message(
          'attention',
          'That is a public key',
          'This is the public half, which goes to Kensho. NERD Tray needs the other half, which stays with you: the file that begins with “-----BEGIN PRIVATE KEY-----”.',
        ),
      },
    },
  },
  {
    name: 'key-pair-refused',
    snapshot: SIGNED_OUT,
    answers: { chooseKeyFile: KEY, connectKeyPair: { ok: false, reason: 'refused', message: UNKNOWN } },
  },
  { name: 'key-pair-waiting', snapshot: { ...SIGNED_OUT, pendingKeyPair: { madeAt: NOW - DAY_MS } } },
  { name: 'key-pair-connected', snapshot: BY_KEY_PAIR },
  {
    name: 'key-pair-rejected',
    snapshot: {
      ...BY_KEY_PAIR,
      session: { kind: 'rejected', expiresAt: undefined },
      message: message(
        'problem',
        'NERD does not know this key pair',
        'NERD’s sign-in does not know this Client ID, or knows it with another public key. There is no working access token right now. Check that the Client ID belongs to this private key. A new one takes Kensho up to three business days.',
        { kind: 'connectKeyPair', label: 'Enter the key pair again' },
      ),
    },
  },
];
